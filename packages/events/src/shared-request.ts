/**
 * Joins requests for the same thing: whoever asks while one is under way shares the next, which begins when that has ended.
 * So each answer is from after its question, and however many ask there are never more than two under way.
 */
export class SharedRequest<Answer> {
  readonly #request: () => Promise<Answer>;
  #current: Promise<Answer> | undefined;
  #next: Promise<Answer> | undefined;

  constructor(request: () => Promise<Answer>) {
    this.#request = request;
  }

  ask(): Promise<Answer> {
    if (!this.#current) return this.#begin();
    this.#next ??= this.#current.then(
      () => this.#begin(),
      () => this.#begin(),
    );
    return this.#next;
  }

  #begin(): Promise<Answer> {
    this.#next = undefined;
    const current = this.#request().finally(() => {
      if (this.#current === current) this.#current = undefined;
    });
    this.#current = current;
    return current;
  }
}
