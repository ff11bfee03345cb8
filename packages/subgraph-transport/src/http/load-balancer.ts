import type { Discovery } from './discovery.ts';
import type { Instance } from './instance.ts';

/** Chooses among the instances of a subgraph. */
export class LoadBalancer {
  readonly #discoveries: readonly Discovery[];
  #turn = 0;

  /** @param discoveries one for each URL of the subgraph. */
  constructor(discoveries: readonly Discovery[]) {
    this.#discoveries = discoveries;
  }

  /** Looks for changes where that is due. @returns what is to be waited for, if no instance is known yet. */
  refresh(): Promise<unknown> | undefined {
    let isKnown = false;
    let lookups: Promise<void>[] | undefined;
    for (const discovery of this.#discoveries) {
      const lookup = discovery.refresh();
      if (lookup) (lookups ??= []).push(lookup);
      if (discovery.instances.length > 0) isKnown = true;
    }
    return isKnown || !lookups ? undefined : Promise.race(lookups);
  }

  /** Every instance, whatever its breaker says. */
  get instances(): readonly Instance[] {
    const [only, ...others] = this.#discoveries;
    if (only && others.length === 0) return only.instances;
    return this.#discoveries.flatMap(({ instances }) => instances);
  }

  /**
   * The instance with the fewest requests in flight, in turn among equals; one that was tried only if there is no other.
   *
   * @param tried those that have failed this request.
   * @param isRead else it does not go to an instance that failed before, if there is another: it may not be sent twice.
   */
  pick(tried: readonly Instance[], isRead: boolean): Instance | undefined {
    const { instances } = this;
    const start = this.#turn++;
    let best: Instance | undefined;
    let bestRank = Infinity;
    for (let offset = 0; offset < instances.length; offset++) {
      const instance = instances[(start + offset) % instances.length];
      if (!instance?.breaker.lets) continue;
      const isTried = tried.includes(instance);
      const isDoubtful = !isRead && instance.breaker.state !== 'closed';
      const rank = instance.inFlight + (isTried ? 1e9 : 0) + (isDoubtful ? 1e6 : 0);
      if (rank >= bestRank) continue;
      best = instance;
      bestRank = rank;
    }
    return best;
  }

  /** Says that an instance fails: what is known may be out of date. */
  doubt(): void {
    for (const discovery of this.#discoveries) discovery.doubt();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#discoveries.map((discovery) => discovery.stop()));
  }
}
