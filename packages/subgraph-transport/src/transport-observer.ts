import type { RequestContext } from '@reelhouse/http-server';

/** One fetch, as it is observed. Never its variables. */
export interface ObservedFetch {
  readonly subgraph: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly operationName: string | undefined;
}

/** How a fetch ended; a subscription, how it began. */
export interface FetchOutcome {
  /**
   * `answered`: by the subgraph, with errors or without. `failed`: there is no answer that can be taken. `late`: not
   * within the deadline. `cancelled`: its client went away first.
   */
  readonly result: 'answered' | 'failed' | 'late' | 'cancelled';
  /** How many errors the response has. */
  readonly errors: number;
  /** Whether it was answered by another's identical read that was in flight. */
  readonly shared: boolean;
}

/** Follows one fetch. */
export interface FetchObservation {
  /** Headers for the subgraph, such as `traceparent`. A shared read is sent with those of the first who asked. */
  readonly headers?: Readonly<Record<string, string>>;
  ended(outcome: FetchOutcome): void;
}

/** Is told what a transport does, for traces and metrics. What it throws breaks the fetch. */
export interface TransportObserver<Context extends RequestContext> {
  fetchStarted?(fetch: ObservedFetch, context: Context): FetchObservation | undefined;
  /** A read is sent once more. */
  retried?(subgraph: string): void;
  /** @param instance such as `10.0.0.1:4001`. */
  breakerChanged?(subgraph: string, instance: string, state: 'closed' | 'open' | 'half-open'): void;
}
