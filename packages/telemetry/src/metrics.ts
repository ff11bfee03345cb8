import { collectDefaultMetrics, Registry } from 'prom-client';
import { GatewayMetrics } from './gateway-metrics.ts';
import { RequestMetrics } from './request-metrics.ts';
import { SubgraphMetrics } from './subgraph-metrics.ts';

/** What is counted from the start. */
export interface MetricsOptions {
  /** Names of operations that are always told apart, such as those of registered operations. */
  readonly knownOperations?: Iterable<string>;
  /** Whether memory, CPU, garbage collection and the lag of the event loop are measured too; true by default. */
  readonly ofProcess?: boolean;
}

/** What one server counts. There is no global registry: whoever counts is given this. */
export class Metrics {
  readonly registry = new Registry();
  readonly requests: RequestMetrics;
  #gateway: GatewayMetrics | undefined;
  #subgraphs: SubgraphMetrics | undefined;

  constructor({ knownOperations, ofProcess = true }: MetricsOptions = {}) {
    this.requests = new RequestMetrics(this.registry, knownOperations);
    if (ofProcess) collectDefaultMetrics({ register: this.registry });
  }

  /** Those of a gateway; only a process that asks for them has them. */
  get gateway(): GatewayMetrics {
    return (this.#gateway ??= new GatewayMetrics(this.registry));
  }

  /** Those of subgraphs; only a process that asks for them has them. */
  get subgraphs(): SubgraphMetrics {
    return (this.#subgraphs ??= new SubgraphMetrics(this.registry));
  }
}
