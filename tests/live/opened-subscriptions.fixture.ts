import type { SubscriptionObserver } from '@reelhouse/gateway';

/** Waits for subscriptions to be opened and to end, instead of for the time. */
export class OpenedSubscriptions implements SubscriptionObserver {
  #opened = 0;
  #ended = 0;
  readonly #waiting = new Set<() => void>();

  opened(): void {
    this.#opened += 1;
    for (const look of this.#waiting) look();
  }

  ended(): void {
    this.#ended += 1;
    for (const look of this.#waiting) look();
  }

  /** Resolves when so many have been opened altogether. */
  untilOpened(count: number): Promise<void> {
    return this.#until(() => this.#opened >= count);
  }

  /** Resolves when so many have ended altogether. */
  untilEnded(count: number): Promise<void> {
    return this.#until(() => this.#ended >= count);
  }

  get openedSoFar(): number {
    return this.#opened;
  }

  get endedSoFar(): number {
    return this.#ended;
  }

  #until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!holds()) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }
}
