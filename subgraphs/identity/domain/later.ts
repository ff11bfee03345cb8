import type { Logger } from '@reelhouse/logging';

/** More than that is not kept in mind: whoever asked asks again. */
const mostUnderWay = 100;

/** Work that an answer does not wait for, so that the time of the answer does not tell what there was to do. */
export class Later {
  readonly #underWay = new Set<Promise<void>>();

  /** Begins some work; what it throws is logged, not its message, which may hold a secret. */
  begin(work: () => Promise<void>, log: Logger): void {
    if (this.#underWay.size >= mostUnderWay) {
      log.warn('too much is under way that no answer waits for');
      return;
    }
    const done = work()
      .catch((error: unknown) => log.error({ error: error instanceof Error ? error.name : typeof error }, 'later'))
      .finally(() => this.#underWay.delete(done));
    this.#underWay.add(done);
  }

  /** Waits for what is under way. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }
}
