import { Counter, Histogram, type Registry } from 'prom-client';
import { BoundedLabel } from './bounded-label.ts';
import type { RequestOutcome } from './request-outcome.ts';

/** How many operations are told apart; each costs some 15 time series. */
const maxOperations = 200;
const maxCodes = 100;

/** Seconds: from an answer out of memory to the deadline of a subgraph. */
export const durationBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts the requests to a GraphQL endpoint by operation. */
export class RequestMetrics {
  readonly #operations: BoundedLabel;
  readonly #codes = new BoundedLabel(maxCodes);
  readonly #requests: Counter<'operation' | 'status'>;
  readonly #errors: Counter<'operation' | 'code'>;
  readonly #duration: Histogram<'operation'>;

  /** @param knownOperations names that are always told apart, such as those of registered operations. */
  constructor(registry: Registry, knownOperations: Iterable<string> = []) {
    this.#operations = new BoundedLabel(maxOperations, knownOperations);
    const registers = [registry];
    this.#requests = new Counter({
      name: 'graphql_requests_total',
      help: 'Requests to the GraphQL endpoint, by operation name and HTTP status',
      labelNames: ['operation', 'status'],
      registers,
    });
    this.#errors = new Counter({
      name: 'graphql_request_errors_total',
      help: 'Requests whose answer had an error of this code, by operation name; once per request and code',
      labelNames: ['operation', 'code'],
      registers,
    });
    this.#duration = new Histogram({
      name: 'graphql_request_duration_seconds',
      help: 'Seconds from the head of the request to the end of the answer, by operation name',
      labelNames: ['operation'],
      buckets: durationBuckets,
      registers,
    });
  }

  /** Counts a request that was answered. */
  observe({ status, operation: of, errorCodes, seconds }: RequestOutcome): void {
    const operation = of ? (of.name === null ? 'anonymous' : this.#operations.of(of.name)) : 'invalid';
    this.#requests.inc({ operation, status });
    this.#duration.observe({ operation }, seconds);
    for (const code of errorCodes) this.#errors.inc({ operation, code: this.#codes.of(code) });
  }
}
