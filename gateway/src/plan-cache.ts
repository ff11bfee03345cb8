import { operationFromDocument, type Schema, type Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type QueryPlan } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** An operation to be planned. */
export interface PlannedOperation {
  /** Valid against the API schema. */
  readonly document: DocumentNode;
  /**
   * What stands for the document, such as the hash of its text. A document that was filtered for what a viewer may see
   * needs a key of its own: under that of the original it would be given, and would leave behind, the wrong plan.
   */
  readonly documentKey: string;
  readonly operationName: string | undefined;
}

/** Plans operations, and keeps the plans of those used last: a plan takes milliseconds, and clients repeat themselves. */
export class PlanCache {
  readonly #apiSchema: Schema;
  readonly #planner: QueryPlanner;
  readonly #plans: LRUCache<string, QueryPlan>;

  /** @param max how many plans are kept. */
  constructor(supergraph: Supergraph, max: number) {
    this.#apiSchema = supergraph.apiSchema();
    this.#planner = new QueryPlanner(supergraph);
    this.#plans = new LRUCache({ max });
  }

  /** How many plans are kept. */
  get size(): number {
    return this.#plans.size;
  }

  /** The plan of an operation, made now if it is not kept. */
  plan({ document, documentKey, operationName }: PlannedOperation): QueryPlan {
    const key = `${documentKey}:${operationName ?? ''}`;
    const kept = this.#plans.get(key);
    if (kept) return kept;
    const options = { validate: false, ...(operationName !== undefined && { operationName }) };
    const plan = this.#planner.buildQueryPlan(operationFromDocument(this.#apiSchema, document, options));
    this.#plans.set(key, plan);
    return plan;
  }
}
