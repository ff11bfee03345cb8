/** How many tags are remembered one by one. */
const most = 10_000;

/** Tags that were invalidated while Redis could not be told. Bounded: too many become "everything". */
export class OverdueTags {
  readonly #tags = new Set<string>();
  #everything = false;

  get isEmpty(): boolean {
    return !this.#everything && this.#tags.size === 0;
  }

  /** @param tags `undefined` for everything. */
  add(tags: readonly string[] | undefined): void {
    for (const tag of tags ?? []) this.#tags.add(tag);
    if (tags && this.#tags.size <= most) return;
    this.#everything = true;
    this.#tags.clear();
  }

  /** What is overdue; `undefined` for everything. */
  read(): readonly string[] | undefined {
    return this.#everything ? undefined : [...this.#tags];
  }

  /** Forgets what Redis was told. */
  settle(told: readonly string[] | undefined): void {
    if (!told) this.#everything = false;
    for (const tag of told ?? []) this.#tags.delete(tag);
  }
}
