import type { Clock } from '@reelhouse/clock';
import { networkOf } from '@reelhouse/http-server';
import { Quotas, type QuotaUse } from './quota.ts';
import type { RateLimiter, RateLimits, Taken, Taker } from './rate-limits.ts';
import { SharedCounts, type SharedCountsOptions, type WantedUse } from './shared-counts.ts';
import { takenAnswer, unlimited } from './taken-answer.ts';

/** How a rate limiter counts. */
export type RateLimiterOptions = Omit<SharedCountsOptions, 'redis'> & {
  /** As for shared counts; without it this process counts for itself. */
  readonly redis?: SharedCountsOptions['redis'] | undefined;
  /** Of how many addresses, and of how many identities, this process knows what they took; 100 000 unless told. */
  readonly mostKeys?: number | undefined;
};

/**
 * Opens a rate limiter. It need not wait for Redis: while that is away, slow, or not there yet, this process counts, from what
 * it knows; so several gateways then let through as many times as much.
 */
export function openRateLimiter({ redis, mostKeys = 100_000, ...options }: RateLimiterOptions): RateLimiter {
  const shared = redis === undefined ? undefined : new SharedCounts({ ...options, redis });
  return new CostRateLimiter(new Quotas(mostKeys), options.clock, shared);
}

class CostRateLimiter implements RateLimiter {
  readonly #quotas: Quotas;
  readonly #clock: Clock;
  readonly #shared: SharedCounts | undefined;

  constructor(quotas: Quotas, clock: Clock, shared: SharedCounts | undefined) {
    this.#quotas = quotas;
    this.#clock = clock;
    this.#shared = shared;
  }

  take(limits: RateLimits, taker: Taker, cost: number): Taken | Promise<Taken> {
    const wanted = this.#wanted(limits, taker);
    if (wanted.length === 0) return unlimited;
    // What is no number is more than anybody may take.
    const whole = Number.isNaN(cost) ? Infinity : Math.max(1, Math.ceil(cost));
    const now = this.#now();
    const uses = this.#known(wanted, whole, now);
    // Who has nothing left is answered at once, and nothing is taken of the others.
    if (uses.some(({ window, quota }) => window.taken >= quota.limit.cost)) return takenAnswer(uses, whole, now);
    if (this.#shared?.mayAsk()) return this.#takeShared(this.#shared, wanted, whole);
    return this.#takeHere(uses, whole, now);
  }

  usedUp(limits: RateLimits, address: string | undefined): Taken | undefined {
    const now = this.#now();
    const uses = this.#known(this.#wanted(limits, { address, subject: undefined }), 1, now);
    return uses.every(({ fits }) => fits) ? undefined : takenAnswer(uses, undefined, now);
  }

  async close(): Promise<void> {
    this.#shared?.close();
  }

  async #takeShared(shared: SharedCounts, wanted: readonly WantedUse[], cost: number): Promise<Taken> {
    const uses = await shared.take(wanted, cost);
    const now = this.#now();
    return uses ? this.#note(uses, cost, now) : this.#takeHere(this.#known(wanted, cost, now), cost, now);
  }

  #takeHere(uses: readonly QuotaUse[], cost: number, now: number): Taken {
    const allowed = uses.every(({ fits }) => fits);
    const taken = uses.map((use) => {
      const { window, quota } = use;
      const most = quota.limit.cost;
      const after = allowed ? window.taken + cost : Math.max(window.taken, Math.min(window.taken + 1, most));
      return { ...use, window: { taken: after, endsAt: window.endsAt } };
    });
    return this.#note(taken, cost, now);
  }

  #note(uses: readonly QuotaUse[], cost: number, now: number): Taken {
    for (const { quota, key, window } of uses) quota.counts.write(key, window);
    return takenAnswer(uses, cost, now);
  }

  #known(wanted: readonly WantedUse[], cost: number, now: number): readonly QuotaUse[] {
    return wanted.map(({ quota, key }) => {
      const window = quota.counts.read(key, now);
      return { quota, key, window, fits: window.taken + cost <= quota.limit.cost };
    });
  }

  #wanted(limits: RateLimits, { address, subject }: Taker): readonly WantedUse[] {
    const wanted: WantedUse[] = [];
    for (const quota of this.#quotas.of(limits)) {
      const key = quota.name === 'address' ? networkOf(address ?? '') : subject;
      if (key !== undefined) wanted.push({ quota, key });
    }
    return wanted;
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}
