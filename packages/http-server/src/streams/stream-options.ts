import type { Timers } from '@reelhouse/clock';

/** How streams of results are served: over WebSocket, as server-sent events, and in parts (multipart). */
export interface StreamOptions {
  /**
   * How many connections with streams one network address may have, 1000 by default: a school or a mobile carrier may
   * stand behind one. Addresses of IPv6 count by their /64, which one customer of a provider has.
   */
  readonly perAddress?: number;
  /** How many connections with streams one identity may have; 50 by default: a few devices, each with some tabs. */
  readonly perIdentity?: number;
  /** How many connections with streams this server takes altogether; 20 000 by default. */
  readonly total?: number;
  /** How many operations may be under way on one WebSocket; 100 by default. */
  readonly maxOperationsPerConnection?: number;
  /** How long a WebSocket may take to send `connection_init`, in seconds; 3 by default. */
  readonly connectionInitSeconds?: number;
  /**
   * How often a WebSocket is asked for a sign of life and an event stream gets a comment, in seconds; 12 by default. Who
   * gives no sign, or takes nothing, for that long again is cut off.
   */
  readonly heartbeatSeconds?: number;
  /** How often a multipart answer gets an empty part, in seconds; 5 by default, as Apollo's protocol has it. */
  readonly multipartHeartbeatSeconds?: number;
  /** Those of the machine by default. */
  readonly timers?: Timers;
  /**
   * Called by `stop` once nothing new is taken: whoever makes the streams ends them, with a last result of the code
   * `SHUTTING_DOWN`. Without it they are ended here, with such a result.
   */
  readonly endStreams?: () => Promise<void> | void;
}

/** How results can be sent. */
export type StreamTransport = 'websocket' | 'event-stream' | 'multipart';

/** How many connections with streams there are now. */
export interface StreamCounts {
  readonly webSockets: number;
  readonly eventStreams: number;
  readonly multiparts: number;
  /** Operations under way on the WebSockets. */
  readonly webSocketOperations: number;
}
