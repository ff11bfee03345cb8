import type { Identity } from '@reelhouse/auth';
import type { Clock } from '@reelhouse/clock';
import type { OnPoint, Sql } from '@reelhouse/database';
import type { UserError } from '@reelhouse/errors';
import type { Passwords } from './passwords.ts';

/**
 * Where a test may let a rival act: `verified` is when a password or a link was found to be right and nothing is locked
 * yet, `locked` when the session of a refresh token is locked and nothing is written yet.
 */
export type CommandPoint = 'verified' | 'locked';

/** What a command works with. */
export interface CommandServices {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly passwords: Passwords;
  /** Who calls; undefined for somebody who has not signed in. */
  readonly identity?: Identity | undefined;
  /** Where the call came from. */
  readonly clientAddress?: string | undefined;
  /** What the client says that it is, 200 characters at most. */
  readonly userAgent?: string | undefined;
  /** The listener of the gateway that the call came to, by its name. */
  readonly listener?: string | undefined;
  /** The W3C trace that the command belongs to. */
  readonly traceparent?: string;
  readonly onPoint?: OnPoint<CommandPoint>;
}

/** What a command that changes nothing that is shown answers. */
export interface DoneResult {
  readonly userErrors: readonly UserError[];
}
