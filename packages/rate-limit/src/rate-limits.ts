/** How much may be taken in a time. */
export interface RateLimit {
  /** In what operations are estimated to cost. */
  readonly cost: number;
  /** In seconds: what was taken counts for so long. */
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
  readonly address: string | undefined;
  /** The subject of who has signed in. */
  readonly subject: string | undefined;
}

/** What became of an attempt to take. */
export interface Taken {
  /** Whether it may be done. What may not be done takes nothing but the attempt itself. */
  readonly allowed: boolean;
  /** `RateLimit-Policy` and `RateLimit`, and `retry-after` where it is not allowed; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Limits how much is asked for, by whom. */
export interface RateLimiter {
  /**
   * Takes the cost of an operation.
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
