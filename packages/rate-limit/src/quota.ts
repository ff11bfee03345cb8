import type { RateLimit, RateLimits } from './rate-limits.ts';
import { WindowCounts, type CountedWindow } from './window-counts.ts';

/** What is limited. */
export type QuotaName = keyof RateLimits;

/** A limit, and what is known in this process of who has taken how much of it. */
export interface Quota {
  readonly name: QuotaName;
  readonly limit: RateLimit;
  readonly counts: WindowCounts;
  /** As it is said in `RateLimit-Policy`. */
  readonly policy: string;
}

/** What somebody has taken of a quota. */
export interface QuotaUse {
  readonly quota: Quota;
  readonly key: string;
  readonly window: CountedWindow;
  /** Whether what is asked for fits into what is left. */
  readonly fits: boolean;
}

/** Of how many limits the counts are kept: of those that hold, and of some that held before. */
const mostLimits = 16;

/** The quotas of limits. Limits of the same window share their counts, so that who has used one up is not let off by another. */
export class Quotas {
  readonly #mostKeys: number;
  readonly #counts = new Map<string, WindowCounts>();
  readonly #known = new WeakMap<RateLimits, readonly Quota[]>();

  /** @param mostKeys of how many addresses, and of how many identities, it is known what they took. */
  constructor(mostKeys: number) {
    this.#mostKeys = mostKeys;
  }

  of(limits: RateLimits): readonly Quota[] {
    let quotas = this.#known.get(limits);
    if (!quotas) {
      quotas = [...this.#quota('address', limits.address), ...this.#quota('identity', limits.identity)];
      this.#known.set(limits, quotas);
    }
    return quotas;
  }

  #quota(name: QuotaName, limit: RateLimit | undefined): readonly Quota[] {
    if (!limit) return [];
    const key = `${name}:${limit.seconds}`;
    const counts = this.#counts.get(key) ?? new WindowCounts(limit.seconds, this.#mostKeys);
    // Again at the end: the first is the one that was asked for least recently.
    this.#counts.delete(key);
    this.#counts.set(key, counts);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > mostLimits && oldest !== undefined) this.#counts.delete(oldest);
    return [{ name, limit, counts, policy: `"${name}";q=${limit.cost};w=${limit.seconds}` }];
  }
}
