import { setTimeout as after } from 'node:timers/promises';
import type { Clock } from '@reelhouse/clock';
import type { Logger } from '@reelhouse/logging';
import { Redis } from 'ioredis';
import { Circuit } from './circuit.ts';

/** How a link to Redis behaves. */
export interface RedisLinkOptions {
  /** Such as `redis://:password@host:6379/0`. */
  readonly url: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** How long an operation may take, in milliseconds; 50 unless told. */
  readonly deadlineMs?: number;
  /** How long Redis is not asked after it has failed, in milliseconds; 1000 unless told. */
  readonly pauseMs?: number;
}

/** How long opening waits for Redis, in milliseconds; without it the process starts all the same. */
const longestOpening = 1000;

/**
 * A connection to Redis on which every operation ends soon: with its result, or with `undefined` if Redis is not there or
 * too slow.
 */
export class RedisLink {
  readonly #redis: Redis;
  readonly #circuit: Circuit;
  readonly #log: Logger;
  #server: string | undefined;
  #onReady: () => void = () => {};

  private constructor({ url, clock, log, deadlineMs = 50, pauseMs = 1000 }: RedisLinkOptions) {
    this.#log = log;
    this.#circuit = new Circuit(clock, pauseMs);
    this.#redis = new Redis(url, {
      connectionName: 'reelhouse-cache',
      commandTimeout: deadlineMs,
      connectTimeout: 1000,
      // What cannot be asked now is not asked later: the answer would come from the past.
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      retryStrategy: (times) => Math.min(1000, 50 * times),
    });
    this.#redis.on('error', () => {}); // told by "close"
    this.#redis.on('close', () => {
      if (this.#server !== undefined) log.warn('the connection to Redis is lost; the cache is passed by');
      this.#server = undefined;
    });
    this.#redis.on('ready', () => void this.#identify());
  }

  /** Connects. It resolves with a link that works, or after a second with one that will once Redis is there. */
  static async open(options: RedisLinkOptions): Promise<RedisLink> {
    const link = new RedisLink(options);
    const ready = new Promise<void>((resolve) => (link.#onReady = resolve));
    const patience = new AbortController();
    await Promise.race([ready, after(longestOpening, undefined, { signal: patience.signal }).catch(() => {})]);
    patience.abort();
    link.#onReady = () => {};
    return link;
  }

  /** Called whenever Redis can be asked again after it was away. */
  onReady(listener: () => void): void {
    this.#onReady = listener;
  }

  /** Which start of which server this is; undefined while there is no connection. */
  get server(): string | undefined {
    return this.#server;
  }

  /** Asks Redis, if it is there. What went wrong is given to `onError`, and the result is `undefined`. */
  async ask<Result>(
    operation: (redis: Redis, server: string) => Promise<Result>,
    onError: () => void,
  ): Promise<Result | undefined> {
    if (this.#server === undefined || !this.#circuit.mayAsk()) return undefined;
    try {
      const result = await operation(this.#redis, this.#server);
      this.#circuit.succeeded();
      return result;
    } catch (error) {
      onError();
      this.#circuit.failed();
      this.#log.debug({ error: error instanceof Error ? error.name : 'unknown' }, 'Redis did not answer');
      return undefined;
    }
  }

  close(): void {
    this.#server = undefined;
    this.#redis.disconnect();
  }

  async #identify(): Promise<void> {
    try {
      const [, run] = /^run_id:(\w+)/m.exec(await this.#redis.info('server')) ?? [];
      this.#server = (run ?? 'unknown').slice(0, 12);
      this.#circuit.succeeded();
      this.#log.info('Redis is there');
      this.#onReady();
    } catch {
      // Gone again, or too slow: tried again on the next connection.
      this.#redis.disconnect(true);
    }
  }
}
