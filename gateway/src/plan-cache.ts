import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { OperationPlanner } from './planning/operation-planner.ts';
import type { PlannedOperation } from './plan-executor.ts';

/** An operation to be planned. */
export interface OperationToPlan {
  /** Valid against the API schema. */
  readonly document: DocumentNode;
  /**
   * What stands for the document, such as the hash of its text. A document that was filtered for what a viewer may see
   * needs a key of its own: under that of the original it would be given, and would leave behind, the wrong plan.
   */
  readonly documentKey: string;
  /** Which operation of the document is to be planned. */
  readonly operation: OperationDefinitionNode;
}

interface Kept<Prepared> {
  readonly prepared: Prepared;
  readonly operation: OperationToPlan;
  uses: number;
}

/**
 * Plans operations, and keeps those used last as they were prepared: planning takes milliseconds, and clients repeat
 * themselves.
 */
export class PlanCache<Prepared extends object> {
  readonly #planner: OperationPlanner;
  readonly #prepare: (plan: QueryPlan, operation: PlannedOperation) => Prepared;
  readonly #kept: LRUCache<string, Kept<Prepared>>;

  /**
   * @param planner may serve several caches: one for each thing that is made of plans.
   * @param prepare makes of a plan what is kept.
   * @param max how many operations are kept.
   */
  constructor(
    planner: OperationPlanner,
    prepare: (plan: QueryPlan, operation: PlannedOperation) => Prepared,
    max: number,
  ) {
    this.#planner = planner;
    this.#prepare = prepare;
    this.#kept = new LRUCache({ max });
  }

  /** How many operations are kept. */
  get size(): number {
    return this.#kept.size;
  }

  /** The operations that were asked for most often of those that are kept, the most used first. */
  mostUsed(count: number): readonly OperationToPlan[] {
    const kept = [...this.#kept.values()].sort((a, b) => b.uses - a.uses);
    return kept.slice(0, count).map(({ operation }) => operation);
  }

  /** Whether an operation is kept. */
  has(operation: OperationToPlan): boolean {
    return this.#kept.has(keyOf(operation));
  }

  /** What was prepared of the plan of an operation, planned now if it is not kept. */
  get(toPlan: OperationToPlan): Prepared {
    const { document, documentKey, operation } = toPlan;
    const operationName = operation.name?.value;
    const key = keyOf(toPlan);
    const kept = this.#kept.get(key);
    if (kept) {
      kept.uses += 1;
      return kept.prepared;
    }
    const plan = this.#planner.plan(document, operationName);
    const { aliases, events, viewerFields } = this.#planner;
    const prepared = this.#prepare(plan, { document, operation, aliases, events, viewerFields });
    this.#kept.set(key, { prepared, operation: { document, documentKey, operation }, uses: 1 });
    return prepared;
  }
}

function keyOf({ documentKey, operation }: OperationToPlan): string {
  return `${documentKey}:${operation.name?.value ?? ''}`;
}
