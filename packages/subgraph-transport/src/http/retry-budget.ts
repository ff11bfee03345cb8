/**
 * Bounds the retries of all requests together, so that an outage is not made worse by asking again: each request earns a
 * part of a retry. What has been saved covers the requests that are in flight when one of several instances dies.
 */
export class RetryBudget {
  readonly #ratio: number;
  readonly #savings: number;
  #tokens: number;

  /**
   * @param ratio retries that a request earns, such as 0.2.
   * @param savings the most that are saved, and there are at the start.
   */
  constructor(ratio: number, savings: number) {
    this.#ratio = ratio;
    this.#savings = savings;
    this.#tokens = savings;
  }

  /** Counts a request, not its retries. */
  earn(): void {
    this.#tokens = Math.min(this.#savings, this.#tokens + this.#ratio);
  }

  /** @returns whether there is a retry left; it is spent then. */
  spend(): boolean {
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }
}
