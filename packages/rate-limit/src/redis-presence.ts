import type { Clock } from '@reelhouse/clock';
import type { Logger } from '@reelhouse/logging';
import type { Redis } from 'ioredis';

/** After how many failures Redis is not asked for a while. Those of questions that were asked together are one. */
const tolerated = 3;

/** A question that was asked. */
export interface Asked {
  succeeded(): void;
  failed(): void;
}

/** Whether Redis can be asked. What changes is told once, in a line of the log. */
export class RedisPresence {
  readonly #redis: Redis;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #pauseMs: number;
  #state: 'opening' | 'there' | 'away' = 'opening';
  #failures = 0;
  #pausedUntil = 0;

  /** @param pauseMs how long Redis is not asked after it has failed, in milliseconds. */
  constructor(redis: Redis, clock: Clock, log: Logger, pauseMs: number) {
    this.#redis = redis;
    this.#clock = clock;
    this.#log = log;
    this.#pauseMs = pauseMs;
    redis.on('close', this.#onClose).on('ready', this.#onReady);
    if (redis.status === 'ready') this.#onReady();
  }

  /** Looks at the connection no more. */
  stop(): void {
    this.#redis.off('close', this.#onClose).off('ready', this.#onReady);
  }

  /** Whether it is worth asking. Once a pause is over one may try. */
  mayAsk(): boolean {
    if (this.#redis.status !== 'ready') return false;
    if (this.#failures < tolerated) return true;
    const now = this.#clock.now().getTime();
    if (now < this.#pausedUntil) return false;
    this.#pausedUntil = now + this.#pauseMs;
    return true;
  }

  /** To be called when something is asked. */
  asked(): Asked {
    const failures = this.#failures;
    return {
      succeeded: () => {
        this.#failures = 0;
        this.#becomes('there');
      },
      failed: () => {
        if (this.#failures !== failures) return;
        this.#failures += 1;
        if (this.#failures < tolerated) return;
        this.#pausedUntil = this.#clock.now().getTime() + this.#pauseMs;
        this.#becomes('away');
      },
    };
  }

  readonly #onClose = (): void => this.#becomes('away');
  readonly #onReady = (): void => {
    this.#failures = 0;
    this.#becomes('there');
  };

  #becomes(state: 'there' | 'away'): void {
    if (this.#state === state) return;
    this.#state = state;
    if (state === 'there') this.#log.info('Redis is there: what is asked for is counted by all gateways together');
    else this.#log.warn('Redis cannot be asked: this process counts for itself what is asked for');
  }
}
