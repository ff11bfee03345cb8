import type { IncomingHttpHeaders } from 'node:http';
import type { BaseContext } from '@apollo/server';
import type { AccessLog } from '../access-log.ts';
import type { Admissions } from '../admissions.ts';
import type { AnsweredOperations } from '../answered-operations.ts';
import type { Deadlines } from '../deadlines.ts';
import type { InFlight } from '../in-flight.ts';
import type { GraphQLHttpOptions } from '../options.ts';
import type { LiveStreams } from './live-streams.ts';
import type { StreamTaking } from './stream-taking.ts';

/** What all WebSockets of a server share. */
export interface WebSocketService<Context extends BaseContext> {
  readonly options: GraphQLHttpOptions<Context>;
  /** Where GraphQL is served. */
  readonly path: string;
  readonly live: LiveStreams;
  readonly taking: StreamTaking<Context>;
  readonly operations: AnsweredOperations;
  readonly admissions: Admissions;
  readonly inFlight: InFlight;
  readonly deadlines: Deadlines;
  readonly accessLog: AccessLog;
  /** Whether the server is stopping. */
  readonly draining: () => boolean;
}

/** What an operation knows of the WebSocket that it came over. */
export interface OperationConnection {
  /** The request id of its upgrade. */
  readonly connectionId: string;
  /** Those of its upgrade, with the `authorization` of its `connection_init`. */
  readonly headers: IncomingHttpHeaders;
  readonly clientAddress: string | undefined;
  readonly listener: string;
  /** Settles when the connection has taken the message, or is gone. */
  send(message: string): Promise<void>;
  /** To be called once by each operation. */
  finished(operation: object): void;
}
