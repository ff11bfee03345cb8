import type { CancelTimer, Clock, Timers } from '@reelhouse/clock';
import type { Logger } from '@reelhouse/logging';
import { DenialCounts } from './denial-counts.ts';
import type { DeniedOperation, RecordDenials } from './denial.ts';

/** How often denials are recorded at most, in seconds. */
const everySeconds = 60;

/** How many are recorded at a time. */
const batchSize = 1000;

/** What denials are kept for, and where. */
export interface DenialLogOptions {
  /** Is given 1000 at most at a time. */
  readonly record: RecordDenials;
  readonly clock: Clock;
  readonly timers: Timers;
  /** How many different ones are told apart until they are recorded; 10 000 by default. All others are counted as one. */
  readonly maxKeys?: number | undefined;
}

/**
 * Has denials recorded: counted by minute, once a minute while there are any, and at the end. What could not be recorded is
 * tried again with the next, so that denials whose recording was not answered may be counted twice.
 */
export class DenialLog {
  readonly #options: DenialLogOptions;
  readonly #log: Logger;
  readonly #counts: DenialCounts;
  #cancel: CancelTimer | undefined;
  #delivering: Promise<void> | undefined;
  #isFailing = false;
  #isStopped = false;

  constructor(options: DenialLogOptions, log: Logger) {
    this.#options = options;
    this.#log = log;
    this.#counts = new DenialCounts(options.maxKeys ?? 10_000);
  }

  /** An operation was denied something. */
  add(denied: DeniedOperation): void {
    this.#counts.add(denied, this.#options.clock.now());
    this.#wait();
  }

  /** Records what there is; what comes later is not. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancel?.();
    await this.#delivering;
    await this.#deliver();
    if (!this.#counts.isEmpty) this.#log.error({ denials: this.#counts.take().length }, 'denials were not recorded');
  }

  #wait(): void {
    if (this.#cancel || this.#delivering || this.#isStopped || this.#counts.isEmpty) return;
    this.#cancel = this.#options.timers.after(everySeconds, () => {
      this.#cancel = undefined;
      this.#delivering = this.#deliver().finally(() => {
        this.#delivering = undefined;
        this.#wait();
      });
    });
  }

  async #deliver(): Promise<void> {
    const denials = this.#counts.take();
    for (let first = 0; first < denials.length; first += batchSize) {
      try {
        await this.#options.record(denials.slice(first, first + batchSize));
        if (this.#isFailing) this.#log.info('denials are recorded again');
        this.#isFailing = false;
      } catch (error) {
        for (const denial of denials.slice(first)) this.#counts.count(denial);
        if (!this.#isFailing)
          this.#log.warn({ err: error }, 'denials could not be recorded; they are kept and tried again');
        this.#isFailing = true;
        return;
      }
    }
  }
}
