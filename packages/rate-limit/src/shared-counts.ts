import type { Clock, Timers } from '@reelhouse/clock';
import type { Logger } from '@reelhouse/logging';
import { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Quota, QuotaUse } from './quota.ts';
import { RedisPresence } from './redis-presence.ts';
import { takeScript } from './take-script.ts';

/** How counts in Redis are asked for. */
export interface SharedCountsOptions {
  /** A URL such as `redis://:password@host:6379/0`, or a connection, which is not closed then. */
  readonly redis: string | Redis;
  /** Stands before all keys: who has the same counts together. */
  readonly keyPrefix: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Logger;
  /** How long Redis may take to answer, in milliseconds; 50 unless told. */
  readonly deadlineMs?: number | undefined;
  /** How long Redis is not asked after it has failed, in milliseconds; 1000 unless told. */
  readonly pauseMs?: number | undefined;
}

/** Of whom what is taken. */
export type WantedUse = Pick<QuotaUse, 'quota' | 'key'>;

/** What all who have the same Redis have counted together. */
export class SharedCounts {
  readonly #redis: Redis;
  readonly #isOwn: boolean;
  readonly #presence: RedisPresence;
  readonly #keyPrefix: string;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #deadline: number;
  readonly #limiters = new WeakMap<Quota, RateLimiterRedis>();

  constructor({ redis, keyPrefix, clock, timers, log, deadlineMs = 50, pauseMs = 1000 }: SharedCountsOptions) {
    this.#isOwn = typeof redis === 'string';
    this.#redis = typeof redis === 'string' ? connect(redis) : redis;
    this.#presence = new RedisPresence(this.#redis, clock, log, pauseMs);
    this.#keyPrefix = keyPrefix;
    this.#clock = clock;
    this.#timers = timers;
    this.#deadline = deadlineMs / 1000;
  }

  /** Whether it is worth asking. */
  mayAsk(): boolean {
    return this.#presence.mayAsk();
  }

  /**
   * Takes of every quota, or of none: of those that have enough is then given back all but the attempt.
   *
   * @param cost a whole number above 0.
   * @returns undefined if Redis has not answered in time. It may have counted all the same.
   */
  take(wanted: readonly WantedUse[], cost: number): Promise<readonly QuotaUse[] | undefined> {
    const asked = this.#presence.asked();
    return new Promise((resolve) => {
      let isOver = false;
      const end = (uses: readonly QuotaUse[] | undefined): void => {
        if (isOver) return;
        isOver = true;
        cancel();
        if (uses) asked.succeeded();
        else asked.failed();
        resolve(uses);
      };
      let cancel = this.#timers.after(this.#deadline, () => {
        // Where it was this process that was busy, the answer is there already and only has to be read.
        cancel = this.#timers.after(0, () => end(undefined));
      });
      Promise.all(wanted.map((use) => this.#consume(use, cost))).then(
        (uses) => end(uses.every(({ fits }) => fits) ? uses : uses.map((use) => this.#onlyAttempted(use, cost))),
        () => end(undefined),
      );
    });
  }

  close(): void {
    this.#presence.stop();
    if (this.#isOwn) this.#redis.disconnect();
  }

  async #consume({ quota, key }: WantedUse, cost: number): Promise<QuotaUse> {
    const most = quota.limit.cost;
    // More than all is refused whatever it is.
    const points = Math.min(cost, most + 1);
    const { consumedPoints, msBeforeNext } = await this.#limiter(quota)
      .consume(key, points)
      .catch((refused: unknown) => {
        if (refused instanceof RateLimiterRes) return refused;
        throw refused;
      });
    const fits = consumedPoints <= most;
    const before = consumedPoints - points;
    const taken = fits ? consumedPoints : Math.max(before, Math.min(before + 1, most));
    return { quota, key, fits, window: { taken, endsAt: this.#clock.now().getTime() + msBeforeNext } };
  }

  #onlyAttempted(use: QuotaUse, cost: number): QuotaUse {
    const { quota, key, fits, window } = use;
    if (!fits || cost === 1) return use;
    // Nobody waits for it: if it fails, too much is counted until the window ends.
    this.#limiter(quota)
      .reward(key, cost - 1)
      .catch(() => {});
    return { ...use, window: { ...window, taken: window.taken - (cost - 1) } };
  }

  #limiter(quota: Quota): RateLimiterRedis {
    let limiter = this.#limiters.get(quota);
    if (!limiter) {
      const { name, limit } = quota;
      limiter = new RateLimiterRedis({
        storeClient: this.#redis,
        keyPrefix: `${this.#keyPrefix}:${name}:${limit.seconds}`,
        points: limit.cost,
        duration: limit.seconds,
        rejectIfRedisNotReady: true,
        customIncrTtlLuaScript: takeScript,
      });
      this.#limiters.set(quota, limiter);
    }
    return limiter;
  }
}

function connect(url: string): Redis {
  const redis = new Redis(url, {
    connectionName: 'reelhouse-rate-limit',
    connectTimeout: 1000,
    // A server that has gone without a word is looked for anew.
    socketTimeout: 10_000,
    // What cannot be asked now is not asked later: whoever asked has been answered by then.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(1000, 50 * times),
  });
  return redis.on('error', () => {}); // told by "close"
}
