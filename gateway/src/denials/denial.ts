import type { Identity } from '@reelhouse/auth';

/** An operation of which something was denied, or all of it. */
export interface DeniedOperation {
  /** Who asked; undefined for somebody who has not signed in. */
  readonly identity: Identity | undefined;
  /** The network address of the client, where it is known. */
  readonly clientAddress: string | undefined;
  readonly operationName: string | undefined;
  /** What was denied, each once: `Type.field`, or the name of a type. */
  readonly coordinates: readonly string[];
}

/** Denials that are alike, counted. */
export interface DenialCount {
  /** To whom; null for somebody who has not signed in. */
  readonly subject: string | null;
  readonly clientAddress: string | null;
  /** `Type.field`; or `other`, of which nothing else is known, where there were too many to tell them apart. */
  readonly coordinate: string;
  readonly operationName: string | null;
  readonly count: number;
  /** When the minute began in which it was, or the first of them; RFC 3339. */
  readonly minute: string;
}

/** Keeps denials for good. Rejects if it could not: it is then given them again. */
export type RecordDenials = (denials: readonly DenialCount[]) => Promise<void>;
