import type { BaseContext } from '@apollo/server';
import { systemTimers, type Timers } from '@reelhouse/clock';
import type { ErrorCode } from '@reelhouse/errors';
import { ConnectionLimits } from './connection-limits.ts';
import { SharedResults } from './shared-results.ts';
import type { StreamOptions, StreamTransport } from './stream-options.ts';

interface LiveStream {
  readonly transport: StreamTransport;
  readonly context: BaseContext;
  readonly end: (code: ErrorCode) => void;
}

/** The connections with streams, and what those of all transports share. */
export class LiveStreams {
  readonly limits: ConnectionLimits;
  readonly results = new SharedResults();
  readonly timers: Timers;
  readonly heartbeatSeconds: number;
  readonly multipartHeartbeatSeconds: number;
  readonly #streams = new Set<LiveStream>();

  constructor(options: StreamOptions) {
    this.limits = new ConnectionLimits(options);
    this.timers = options.timers ?? systemTimers;
    this.heartbeatSeconds = options.heartbeatSeconds ?? 12;
    this.multipartHeartbeatSeconds = options.multipartHeartbeatSeconds ?? 5;
  }

  /** @returns what is to be called when the connection is gone. */
  add(transport: StreamTransport, context: BaseContext, end: (code: ErrorCode) => void): () => void {
    const stream = { transport, context, end };
    this.#streams.add(stream);
    return () => void this.#streams.delete(stream);
  }

  count(transport: StreamTransport): number {
    let count = 0;
    for (const stream of this.#streams) if (stream.transport === transport) count++;
    return count;
  }

  /** Ends those whose context is meant, and says why. @returns how many there were. */
  endWhere(isMeant: (context: BaseContext, transport: StreamTransport) => boolean, code: ErrorCode): number {
    const meant = [...this.#streams].filter(({ context, transport }) => isMeant(context, transport));
    for (const { end } of meant) end(code);
    return meant.length;
  }
}

/** Whom a context is of; undefined for somebody who has not signed in. */
export function subjectOf(context: BaseContext): string | undefined {
  const { identity } = context as { readonly identity?: { readonly subject?: unknown } };
  return typeof identity?.subject === 'string' ? identity.subject : undefined;
}
