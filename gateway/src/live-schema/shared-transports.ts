import { StartupError } from '@reelhouse/config';
import type { RequestContext } from '@reelhouse/http-server';
import type { SubgraphTransport } from '@reelhouse/subgraph-transport';

/** A subgraph as a supergraph schema names it. */
export interface NamedSubgraph {
  readonly name: string;
  /** Where it is; empty if the supergraph was composed without URLs. */
  readonly url: string;
}

/** Makes the transport of a subgraph that has none yet. Throws a `StartupError` if it cannot be reached. */
export type TransportFactory<Context extends RequestContext> = (subgraph: NamedSubgraph) => SubgraphTransport<Context>;

interface Shared<Context extends RequestContext> {
  readonly transport: SubgraphTransport<Context>;
  users: number;
}

/**
 * The transports of the supergraphs that are served at a time, the new one and those whose requests are not done: a
 * subgraph that did not move keeps its transport, with its connections, and one that nothing uses any more is stopped.
 */
export class SharedTransports<Context extends RequestContext> {
  readonly #given: ReadonlyMap<string, SubgraphTransport<Context>>;
  readonly #transportFor: TransportFactory<Context> | undefined;
  readonly #made = new Map<string, Shared<Context>>();

  /**
   * @param given by the name of the subgraph, wherever the supergraph says that it is; they are stopped at the end only.
   * @param transportFor for all others.
   */
  constructor(given: Readonly<Record<string, SubgraphTransport<Context>>>, transportFor?: TransportFactory<Context>) {
    this.#given = new Map(Object.entries(given));
    this.#transportFor = transportFor;
  }

  /** How many transports there are. */
  get size(): number {
    return this.#given.size + this.#made.size;
  }

  /**
   * A transport for each subgraph, by its name, until they are given back by `release`.
   *
   * @throws {StartupError} that names every subgraph that cannot have one; then there is nothing to give back.
   */
  acquire(subgraphs: readonly NamedSubgraph[]): ReadonlyMap<string, SubgraphTransport<Context>> {
    const problems: string[] = [];
    const acquired: NamedSubgraph[] = [];
    const transports = new Map<string, SubgraphTransport<Context>>();
    for (const subgraph of subgraphs) {
      try {
        transports.set(subgraph.name, this.#use(subgraph));
        acquired.push(subgraph);
      } catch (error) {
        if (!(error instanceof StartupError)) throw error;
        problems.push(error.message);
      }
    }
    if (problems.length === 0) return transports;
    void this.release(acquired);
    throw new StartupError(problems.join('\n'));
  }

  /** Gives back what was acquired, and stops what nothing uses any more. */
  async release(subgraphs: readonly NamedSubgraph[]): Promise<void> {
    const unused = subgraphs.flatMap((subgraph) => {
      const shared = this.#made.get(keyOf(subgraph));
      if (!shared) return [];
      shared.users -= 1;
      if (shared.users > 0) return [];
      this.#made.delete(keyOf(subgraph));
      return [shared.transport];
    });
    await Promise.all(unused.map((transport) => transport.stop()));
  }

  /** Stops all of them, used or not. */
  async stop(): Promise<void> {
    const all = [...this.#given.values(), ...[...this.#made.values()].map(({ transport }) => transport)];
    this.#made.clear();
    await Promise.all(all.map((transport) => transport.stop()));
  }

  #use(subgraph: NamedSubgraph): SubgraphTransport<Context> {
    const given = this.#given.get(subgraph.name);
    if (given) return given;
    const key = keyOf(subgraph);
    const shared = this.#made.get(key) ?? { transport: this.#make(subgraph), users: 0 };
    this.#made.set(key, shared);
    shared.users += 1;
    return shared.transport;
  }

  #make(subgraph: NamedSubgraph): SubgraphTransport<Context> {
    if (!this.#transportFor) throw new StartupError(`the subgraph "${subgraph.name}" has no transport`);
    return this.#transportFor(subgraph);
  }
}

function keyOf({ name, url }: NamedSubgraph): string {
  return JSON.stringify([name, url]);
}
