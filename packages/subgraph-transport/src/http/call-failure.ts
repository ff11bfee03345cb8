import type { Verdict } from './circuit-breaker.ts';

/** Why a request has no answer. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure';
  /** What it tells of the instance. */
  readonly verdict: Verdict;
  /** Whether another try, or another instance, may do better. */
  readonly mayPass: boolean;
  /** Whether the subgraph may have seen it. Until then it may be sent elsewhere, whatever it is. */
  readonly sent: boolean;

  constructor(message: string, about: { verdict: Verdict; mayPass: boolean; sent: boolean; cause?: unknown }) {
    super(message, about.cause === undefined ? {} : { cause: about.cause });
    this.verdict = about.verdict;
    this.mayPass = about.mayPass;
    this.sent = about.sent;
  }
}

/** The instance answered, but not with what can be taken: asking again would not help. */
export function unacceptable(message: string, verdict: Verdict): CallFailure {
  return new CallFailure(message, { verdict, mayPass: false, sent: true });
}

/** Clients choose what they ask for: an answer that is too large says nothing against the instance. */
export function tooLarge(): CallFailure {
  return unacceptable('the answer is larger than may be taken', 'success');
}

/** Statuses of a proxy without a server behind it, and of a server that stops. */
const notTheSubgraph: ReadonlySet<number> = new Set([502, 503, 504]);

/** The failure that a status tells of; undefined if the answer is the subgraph's, whatever it is. */
export function failureOfStatus(status: number): CallFailure | undefined {
  if (!notTheSubgraph.has(status)) return undefined;
  return new CallFailure(`answered status ${status}`, { verdict: 'failure', mayPass: true, sent: true });
}
