import { Counter, Gauge, type Registry } from 'prom-client';
import { performance } from 'node:perf_hooks';

/** What a subgraph tells of itself when it is asked; counts since its start, and ages in seconds. */
export interface SubgraphFigures {
  readonly cache: { readonly hits: number; readonly misses: number; readonly loads: number; readonly errors: number };
  readonly events: {
    readonly unpublished: number;
    readonly oldestUnpublishedSeconds: number;
    readonly waiting: number;
    readonly deadLetters: number;
  };
  /** How many entries of an owner's log each consumer has not read. */
  readonly consumers: readonly { readonly consumer: string; readonly owner: string; readonly pending: number }[];
}

/** One of a subgraph's figures. */
type FigureOf = (figures: SubgraphFigures) => number;

/** For how long figures are kept, in milliseconds: all metrics of one scrape are of one reading. */
const keptFor = 1000;

/** Shows the figures of subgraphs; they are read when somebody scrapes. */
export class SubgraphMetrics {
  readonly #sources = new Map<string, () => Promise<SubgraphFigures>>();
  #kept: Promise<ReadonlyMap<string, SubgraphFigures>> | undefined;
  #until = 0;

  constructor(registry: Registry) {
    const { counter, gauge } = this.#metricsOf(registry);
    counter('subgraph_cache_hits_total', 'Reads that were answered from the cache', ({ cache }) => cache.hits);
    counter('subgraph_cache_misses_total', 'Reads that were not', ({ cache }) => cache.misses);
    counter('subgraph_cache_loads_total', 'Values that were loaded into the cache', ({ cache }) => cache.loads);
    counter('subgraph_cache_errors_total', 'Operations of the cache that failed', ({ cache }) => cache.errors);
    gauge('subgraph_events_unpublished', 'Events that are not published', ({ events }) => events.unpublished);
    gauge(
      'subgraph_events_oldest_unpublished_seconds',
      'Age of the oldest event that is not published',
      ({ events }) => events.oldestUnpublishedSeconds,
    );
    gauge('subgraph_events_waiting', 'Received events that are tried again', ({ events }) => events.waiting);
    gauge('subgraph_events_dead', 'Received events that were given up', ({ events }) => events.deadLetters);
    this.#pending(registry);
  }

  /** Reads a subgraph's figures from now on; one that cannot be read is left out of the scrape. */
  observe(subgraph: string, read: () => Promise<SubgraphFigures>): void {
    this.#sources.set(subgraph, read);
  }

  #metricsOf(registry: Registry) {
    const options = (name: string, help: string) => ({
      name,
      help,
      labelNames: ['subgraph'] as const,
      registers: [registry],
    });
    return {
      counter: (name: string, help: string, value: FigureOf): void => {
        const collect = () => this.#show(metric, value, (labels, shown) => metric.inc(labels, shown));
        const metric: Counter<'subgraph'> = new Counter({ ...options(name, help), collect });
      },
      gauge: (name: string, help: string, value: FigureOf): void => {
        const collect = () => this.#show(metric, value, (labels, shown) => metric.set(labels, shown));
        const metric: Gauge<'subgraph'> = new Gauge({ ...options(name, help), collect });
      },
    };
  }

  /** Shows one figure of every subgraph that can be read. */
  async #show(
    metric: { reset(): void },
    value: FigureOf,
    set: (labels: { readonly subgraph: string }, shown: number) => void,
  ): Promise<void> {
    const read = await this.#figures();
    metric.reset();
    for (const [subgraph, figures] of read) set({ subgraph }, value(figures));
  }

  #pending(registry: Registry): void {
    const figures = () => this.#figures();
    const metric: Gauge<'consumer' | 'owner'> = new Gauge({
      name: 'subgraph_events_pending',
      help: "Events of an owner's log that a consumer has not read",
      labelNames: ['consumer', 'owner'],
      registers: [registry],
      async collect() {
        metric.reset();
        for (const { consumers } of (await figures()).values()) {
          for (const { consumer, owner, pending } of consumers) metric.set({ consumer, owner }, pending);
        }
      },
    });
  }

  #figures(): Promise<ReadonlyMap<string, SubgraphFigures>> {
    if (!this.#kept || performance.now() >= this.#until) {
      this.#until = performance.now() + keptFor;
      this.#kept = readAll(this.#sources);
    }
    return this.#kept;
  }
}

async function readAll(
  sources: ReadonlyMap<string, () => Promise<SubgraphFigures>>,
): Promise<ReadonlyMap<string, SubgraphFigures>> {
  const read = [...sources].map(async ([subgraph, figures]) => {
    try {
      return [[subgraph, await figures()] as const];
    } catch {
      // The scrape tells of the others; that the database is away is told by readiness.
      return [];
    }
  });
  return new Map((await Promise.all(read)).flat());
}
