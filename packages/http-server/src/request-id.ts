import { randomUUID } from 'node:crypto';

const safe = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * The id of a request: the caller's own `x-request-id` where it is safe to log and to send back, so that one id follows
 * a request through every process; otherwise a new one.
 */
export function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && safe.test(header) ? header : randomUUID();
}
