/** Closed: requests pass. Open: none does. Half-open: one passes, to find out whether the instance is back. */
export type BreakerState = 'closed' | 'open' | 'half-open';

/** What a request tells of the instance that got it; `unknown` if it ended for another reason. */
export type Verdict = 'success' | 'failure' | 'unknown';

/** When a breaker opens, and for how long. */
export interface BreakerOptions {
  /** Failures without a success between them; 5 by default. */
  readonly consecutiveFailures?: number;
  /** The share of requests that may fail within the window, from 0 to 1; 0.5 by default. */
  readonly failureRate?: number;
  /** Requests in the window below which its rate says nothing; 20 by default. */
  readonly minimumRequests?: number;
  /** In seconds; 10 by default. */
  readonly windowSeconds?: number;
  /** How long nothing is sent before one request may try, in seconds; 1 by default. */
  readonly openSeconds?: number;
}

/** Handed out to a request that may be sent, and handed back when it ends. */
export type BreakerPass = number;

/** Keeps requests from an instance that fails, and lets one try now and then. */
export class CircuitBreaker {
  readonly #options: Required<BreakerOptions>;
  readonly #now: () => number;
  #state: BreakerState = 'closed';
  /** Counts the changes of state: a request that started in an earlier one says nothing of this one. */
  #era = 0;
  #failuresInARow = 0;
  #requests = 0;
  #failures = 0;
  #windowEnds = 0;
  #openUntil = 0;
  #probing = false;

  /** @param now a clock that only goes forward, in milliseconds. */
  constructor(options: BreakerOptions, now: () => number) {
    this.#options = {
      consecutiveFailures: options.consecutiveFailures ?? 5,
      failureRate: options.failureRate ?? 0.5,
      minimumRequests: options.minimumRequests ?? 20,
      windowSeconds: options.windowSeconds ?? 10,
      openSeconds: options.openSeconds ?? 1,
    };
    this.#now = now;
  }

  /** The state as the next request will find it. */
  get state(): BreakerState {
    return this.#state === 'open' && this.#now() >= this.#openUntil ? 'half-open' : this.#state;
  }

  /** Whether `enter` would let a request pass. */
  get lets(): boolean {
    if (this.#state === 'closed') return true;
    return this.state === 'half-open' && !this.#probing;
  }

  /** Lets a request pass, or not. What it returns is to be handed to `leave`, once. */
  enter(): BreakerPass | undefined {
    if (!this.lets) return undefined;
    if (this.#state === 'open') this.#become('half-open');
    if (this.#state === 'half-open') this.#probing = true;
    return this.#era;
  }

  /** @returns the state, if this request has changed it. */
  leave(pass: BreakerPass, verdict: Verdict): BreakerState | undefined {
    if (pass !== this.#era) return undefined;
    if (this.#state === 'half-open') {
      this.#probing = false;
      if (verdict === 'unknown') return undefined;
      return this.#become(verdict === 'success' ? 'closed' : 'open');
    }
    if (verdict === 'unknown') return undefined;
    this.#requests++;
    if (verdict === 'success') {
      this.#failuresInARow = 0;
      return undefined;
    }
    return this.#fails() ? this.#become('open') : undefined;
  }

  /** Counts a failure. The clock is read here only: successes, which are nearly all, go without. */
  #fails(): boolean {
    const { consecutiveFailures, failureRate, minimumRequests, windowSeconds } = this.#options;
    const now = this.#now();
    if (now >= this.#windowEnds) {
      this.#windowEnds = now + windowSeconds * 1000;
      this.#requests = 1;
      this.#failures = 0;
    }
    this.#failures++;
    this.#failuresInARow++;
    if (this.#failuresInARow >= consecutiveFailures) return true;
    return this.#requests >= minimumRequests && this.#failures / this.#requests >= failureRate;
  }

  #become(state: BreakerState): BreakerState {
    this.#state = state;
    this.#era++;
    this.#probing = false;
    this.#failuresInARow = 0;
    this.#requests = 0;
    this.#failures = 0;
    this.#windowEnds = 0;
    if (state === 'open') this.#openUntil = this.#now() + this.#options.openSeconds * 1000;
    return state;
  }
}
