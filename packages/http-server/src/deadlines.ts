import type { Timers } from '@reelhouse/clock';

/** How often it is looked for what is over, in seconds. */
const sweepSeconds = 0.25;

interface Deadline {
  /** The sweep with which it is over. */
  readonly sweep: number;
  readonly expire: () => void;
}

/**
 * Ends what takes too long, with one timer for all of it: a timer for each request would cost more than most requests need it
 * for. What is over is ended up to half a second late, never early.
 */
export class Deadlines {
  readonly #timers: Timers;
  readonly #waiting = new Set<Deadline>();
  #sweeps = 0;
  #isSweeping = false;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** @returns what takes it back. */
  start(seconds: number, expire: () => void): () => void {
    const deadline = { sweep: this.#sweeps + Math.ceil(seconds / sweepSeconds) + 1, expire };
    this.#waiting.add(deadline);
    if (!this.#isSweeping) this.#wait();
    return () => void this.#waiting.delete(deadline);
  }

  /**
   * Waits for work as long as it may take.
   *
   * @param expire what is done, and answered or thrown, when it has taken longer.
   * @param late is given what the work brings after that.
   */
  within<Result>(
    seconds: number,
    work: Promise<Result>,
    expire: () => Result,
    late: (result: Result) => void = () => undefined,
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      let isOver = false;
      const stop = this.start(seconds, () => {
        isOver = true;
        resolve(Promise.resolve().then(expire));
      });
      work.then(
        (result) => {
          stop();
          if (isOver) late(result);
          else resolve(result);
        },
        (error: unknown) => {
          stop();
          // What breaks after that is nobody's business any more.
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
  }

  #wait(): void {
    this.#isSweeping = true;
    this.#timers.after(sweepSeconds, () => this.#sweep());
  }

  #sweep(): void {
    this.#sweeps++;
    for (const deadline of this.#waiting) {
      if (deadline.sweep > this.#sweeps) continue;
      this.#waiting.delete(deadline);
      deadline.expire();
    }
    if (this.#waiting.size > 0) this.#wait();
    else this.#isSweeping = false;
  }
}
