/** How long to wait before something is tried again. */
export interface Backoff {
  /** In milliseconds, one for each further attempt. */
  readonly delays: readonly number[];
  /** A number from 0 to 1, not 1: what the delays are spread by. */
  readonly random?: () => number;
}

const second = 1000;

/** Seven attempts in about half an hour. */
export const defaultRetry: Backoff = {
  delays: [second, 5 * second, 30 * second, 120 * second, 300 * second, 1200 * second],
};

/** How a relay or a consumer comes back to a database or a bus that does not answer: for ever. */
export const defaultReconnect: Backoff = { delays: [100, 200, 500, second, 2 * second, 5 * second] };

/**
 * The delay before the next attempt, in milliseconds: between half of what is set and all of it, so that what failed
 * together is not tried again together.
 *
 * @param failures how many attempts have failed, from 1.
 * @returns `undefined` if there are no more attempts.
 */
export function delayAfter({ delays, random = Math.random }: Backoff, failures: number): number | undefined {
  const delay = delays[failures - 1];
  return delay === undefined ? undefined : Math.round((delay * (1 + random())) / 2);
}

/** As `delayAfter`, but the last delay is repeated for ever. */
export function delayForEver(backoff: Backoff, failures: number): number {
  return delayAfter(backoff, Math.min(failures, backoff.delays.length)) ?? 0;
}
