import type { Logger } from '@reelhouse/logging';
import type { AnsweredOperation } from './answered-operations.ts';
import type { RequestTrace } from './request-observer.ts';
import type { StreamEnd } from './streams/stream-end.ts';

/** What is written about a request. Never its query string or its body, which hold people's data. */
export interface AnsweredRequest {
  readonly method?: string | undefined;
  /** Without the query string. */
  readonly path: string;
  readonly status: number;
  readonly requestId: string;
  readonly trace: RequestTrace | undefined;
  readonly answered: AnsweredOperation | undefined;
  readonly milliseconds: number;
  readonly bytes?: number;
  /** Whether the client got all of the answer. */
  readonly complete: boolean;
  /** How its stream ended, where it was answered with one. */
  readonly stream?: StreamEnd | undefined;
  /** The WebSocket that it came over, by the request id of its upgrade. */
  readonly connectionId?: string;
}

const probed = /^\/health(\/(live|ready))?$/;

/** Writes a line about each request. */
export class AccessLog {
  readonly #log: Logger;
  readonly #level: 'info' | 'debug';

  /** @param level of the lines; those about probes, which come every few seconds, are `debug` always. */
  constructor(log: Logger, level: 'info' | 'debug') {
    // Looking for secrets in a line that can have none takes thirty times as long as to write it.
    this.#log = log.child({}, { redact: [] });
    this.#level = level;
  }

  write(request: AnsweredRequest): void {
    const { method, path, status, requestId, trace, answered, milliseconds, bytes, complete } = request;
    const { stream, connectionId } = request;
    const level = probed.test(path) ? 'debug' : this.#level;
    if (!this.#log.isLevelEnabled(level)) return;
    const { operation, operationId, errorCodes = [] } = answered ?? {};
    const line = {
      requestId,
      ...(connectionId !== undefined && { connectionId }),
      ...(trace && { trace_id: trace.traceId }),
      method,
      path,
      status,
      operation: operation?.name,
      operationId,
      ...(errorCodes.length > 0 && { errorCodes }),
      durationMs: Math.round(milliseconds * 10) / 10,
      bytes,
      ...stream,
      ...(!complete && { aborted: true }),
    };
    this.#log[level](line, 'request');
  }
}
