import { errorCatalogue, type ErrorCode } from '@reelhouse/errors';

/** A request that is answered with an HTTP status and one GraphQL error, because it never became an operation. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: ErrorCode;
  /** Headers of the answer beside the usual ones; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;

  /**
   * @param status the HTTP status.
   * @param code from the catalogue.
   * @param message for the client.
   */
  constructor(status: number, code: ErrorCode, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** The refusal of anything that arrives while the server stops. */
export const shuttingDown = () =>
  new Refusal(503, 'SHUTTING_DOWN', errorCatalogue.SHUTTING_DOWN.meaning, { 'retry-after': '1' });

/** The refusal of a connection or an operation of which there are as many as there may be. */
export const tooManyConnections = () =>
  new Refusal(429, 'TOO_MANY_CONNECTIONS', errorCatalogue.TOO_MANY_CONNECTIONS.meaning, { 'retry-after': '10' });

/** The refusal of one operation more than may be under way. */
export const overloaded = () =>
  new Refusal(503, 'REQUEST_CONCURRENCY_LIMITED', errorCatalogue.REQUEST_CONCURRENCY_LIMITED.meaning, {
    'retry-after': '1',
  });

/** The end of an operation that takes longer than it may. */
export const timedOut = (headers?: Readonly<Record<string, string>>) =>
  new Refusal(504, 'GATEWAY_TIMEOUT', errorCatalogue.GATEWAY_TIMEOUT.meaning, headers);
