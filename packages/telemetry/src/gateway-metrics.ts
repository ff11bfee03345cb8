import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { BoundedLabel } from './bounded-label.ts';
import { durationBuckets } from './request-metrics.ts';
import { showOperations, type OperationCounts } from './operation-metrics.ts';
import { showSubscriptions, type SubscriptionCounts } from './subscription-metrics.ts';

/** Whether an instance of a subgraph is sent requests: all, one to try it, or none. */
export type BreakerState = 'closed' | 'half-open' | 'open';

const breakerValues: Readonly<Record<BreakerState, number>> = { closed: 0, 'half-open': 1, open: 2 };

/** Counts what a gateway does beside answering: plans, fetches, and the breakers of its subgraphs. */
export class GatewayMetrics {
  readonly #codes = new BoundedLabel(100);
  readonly #planHits: Counter;
  readonly #planMisses: Counter;
  readonly #plansKept: Gauge;
  readonly #planDuration: Histogram;
  readonly #fetchErrors: Counter<'subgraph' | 'code'>;
  readonly #fetchDuration: Histogram<'subgraph'>;
  readonly #retries: Counter<'subgraph'>;
  readonly #roles = new BoundedLabel(20);
  readonly #denials: Counter<'role'>;
  readonly #breakers: Gauge<'subgraph' | 'instance'>;
  readonly #registry: Registry;

  constructor(registry: Registry) {
    this.#registry = registry;
    const registers = [registry];
    this.#planHits = new Counter({
      name: 'gateway_plan_cache_hits_total',
      help: 'Operations whose plan was kept',
      registers,
    });
    this.#planMisses = new Counter({
      name: 'gateway_plan_cache_misses_total',
      help: 'Operations that had to be planned',
      registers,
    });
    this.#plansKept = new Gauge({ name: 'gateway_plan_cache_entries', help: 'Plans that are kept', registers });
    this.#planDuration = new Histogram({
      name: 'gateway_plan_duration_seconds',
      help: 'Seconds that it took to plan an operation and to compile its plan',
      buckets: durationBuckets,
      registers,
    });
    this.#fetchErrors = new Counter({
      name: 'gateway_fetch_errors_total',
      help: 'Fetches whose answer had an error of this code, by subgraph; once per fetch and code',
      labelNames: ['subgraph', 'code'],
      registers,
    });
    this.#fetchDuration = new Histogram({
      name: 'gateway_fetch_duration_seconds',
      help: 'Seconds that a subgraph took to answer; its count is that of the fetches',
      labelNames: ['subgraph'],
      buckets: durationBuckets,
      registers,
    });
    this.#retries = new Counter({
      name: 'gateway_fetch_retries_total',
      help: 'Fetches that were sent once more, by subgraph',
      labelNames: ['subgraph'],
      registers,
    });
    this.#denials = new Counter({
      name: 'gateway_denials_total',
      help: 'Operations of which something was denied, by the scopes of who asked',
      labelNames: ['role'],
      registers,
    });
    this.#breakers = new Gauge({
      name: 'gateway_subgraph_breaker_state',
      help: 'Circuit breaker of an instance of a subgraph: 0 closed, 1 half-open, 2 open',
      labelNames: ['subgraph', 'instance'],
      registers,
    });
  }

  /** Shows what subscriptions do from now on. */
  showSubscriptions(counts: () => SubscriptionCounts): void {
    showSubscriptions(this.#registry, counts);
  }

  /** Shows how many operations are under way from now on. */
  showOperations(counts: () => OperationCounts): void {
    showOperations(this.#registry, counts);
  }

  /** An operation had a plan already. */
  planKept(): void {
    this.#planHits.inc();
  }

  /**
   * An operation was planned.
   *
   * @param seconds that it took.
   * @param kept how many plans are kept now.
   */
  planned(seconds: number, kept: number): void {
    this.#planMisses.inc();
    this.#planDuration.observe(seconds);
    this.#plansKept.set(kept);
  }

  /**
   * A subgraph has answered, or did not.
   *
   * @param errorCodes of its answer, each once.
   */
  fetched(subgraph: string, seconds: number, errorCodes: readonly string[]): void {
    this.#fetchDuration.observe({ subgraph }, seconds);
    for (const code of errorCodes) this.#fetchErrors.inc({ subgraph, code: this.#codes.of(code) });
  }

  /**
   * Something of an operation was denied.
   *
   * @param scopes of who asked; undefined for somebody who has not signed in.
   */
  denied(scopes: readonly string[] | undefined): void {
    const role = scopes ? [...scopes].sort().join(' ') : 'anonymous';
    this.#denials.inc({ role: this.#roles.of(role) });
  }

  /** A fetch is sent once more. */
  retried(subgraph: string): void {
    this.#retries.inc({ subgraph });
  }

  /**
   * The breaker of an instance has changed.
   *
   * @param instance its address, such as `10.0.0.7:4001`.
   */
  breaker(subgraph: string, instance: string, state: BreakerState): void {
    this.#breakers.set({ subgraph, instance }, breakerValues[state]);
  }

  /** An instance is gone for good, such as an address that DNS does not give any more. */
  forgetInstance(subgraph: string, instance: string): void {
    this.#breakers.remove({ subgraph, instance });
  }
}
