interface Flight<Result> {
  readonly tags: readonly string[];
  readonly result: Promise<Result>;
}

/** Whether something was invalidated while a load was under way: what it gives must not be kept then. */
export interface LoadState {
  outdated: boolean;
}

/**
 * Loads that are under way in this process. Who asks for one of them gets its result, unless one of its tags was
 * invalidated after it began.
 */
export class Flights {
  readonly #flights = new Map<string, Flight<unknown> & { readonly state: LoadState }>();

  /** @param load is called if no load of that key is under way. */
  share<Result>(key: string, tags: readonly string[], load: (state: LoadState) => Promise<Result>): Promise<Result> {
    const under = this.#flights.get(key);
    // A key stands for one kind of value.
    if (under) return under.result as Promise<Result>;
    const state = { outdated: false };
    const result = load(state).finally(() => {
      if (this.#flights.get(key)?.result === result) this.#flights.delete(key);
    });
    this.#flights.set(key, { tags, result, state });
    return result;
  }

  /** Lets nobody join a load any more that has one of these tags; of all loads if none are given. */
  invalidate(tags?: readonly string[]): void {
    for (const [key, { tags: own, state }] of this.#flights) {
      if (tags && !own.some((tag) => tags.includes(tag))) continue;
      state.outdated = true;
      this.#flights.delete(key);
    }
  }
}
