/** How much may be taken in a time. Both are whole numbers above 0. */
export interface RateLimit {
  /** In what operations are estimated to cost. */
  readonly cost: number;
  /** In seconds: what was taken counts until the window ends that began with the first of it. */
  readonly seconds: number;
}

/** What of a request is limited; what is left out is not. */
export interface RateLimits {
  /** Of one network address, whoever has signed in there; of IPv6, of its /64. */
  readonly address?: RateLimit | undefined;
  /** Of one who has signed in, wherever they are. */
  readonly identity?: RateLimit | undefined;
}

/** Who takes. */
export interface Taker {
  /** Undefined where it is not known any more; all of those count together. */
  readonly address: string | undefined;
  /** The subject of who has signed in. */
  readonly subject: string | undefined;
}

/** What became of an attempt to take. */
export interface Taken {
  /** Whether it may be done. What may not be done takes nothing but the attempt itself, which is 1. */
  readonly allowed: boolean;
  /** Why it may not be done, for the client. */
  readonly reason?: string | undefined;
  /**
   * `RateLimit-Policy` and `RateLimit`, and, where it is not allowed now but will be, `retry-after`; names in lower case. What
   * costs more than may be taken in a whole window is never allowed.
   */
  readonly headers: Readonly<Record<string, string>>;
}

/** Limits how much is asked for, by whom. */
export interface RateLimiter {
  /**
   * Takes the cost of an operation, of which the least is 1.
   *
   * @returns at once where nobody else has to be asked. It never rejects: where the count cannot be reached, this process counts.
   */
  take(limits: RateLimits, taker: Taker, cost: number): Taken | Promise<Taken>;
  /**
   * Whether an address is known to have used up what it may take, so that nothing of its request need be read.
   *
   * @returns undefined if it is not known.
   */
  usedUp(limits: RateLimits, address: string | undefined): Taken | undefined;
  close(): Promise<void>;
}
