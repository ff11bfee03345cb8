import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { OperationPlanner } from './planning/operation-planner.ts';
import type { PlannedOperation } from './plan-executor.ts';
import { maxTextLength, textLength } from './text-length.ts';

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
  /** Those that stay, however many others come. */
  readonly #held = new Map<string, Kept<Prepared>>();

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
    this.#kept = new LRUCache({
      max,
      maxSize: maxTextLength,
      sizeCalculation: ({ operation }) => textLength(operation.document),
    });
  }

  /** How many operations are kept. */
  get size(): number {
    return this.#kept.size + this.#held.size;
  }

  /** The operations that were asked for most often of those that are kept, the most used first. */
  mostUsed(count: number): readonly OperationToPlan[] {
    const kept = [...this.#kept.values()].sort((a, b) => b.uses - a.uses);
    return kept.slice(0, count).map(({ operation }) => operation);
  }

  /** Whether an operation is kept. */
  has(operation: OperationToPlan): boolean {
    const key = keyOf(operation);
    return this.#held.has(key) || this.#kept.has(key);
  }

  /**
   * Prepares an operation, and keeps it for as long as the cache lives: what a release was made with must not be planned anew
   * because others ask for much else.
   */
  hold(operation: OperationToPlan): void {
    const key = keyOf(operation);
    if (this.#held.has(key)) return;
    this.#held.set(key, this.#kept.get(key) ?? this.#prepared(operation));
    this.#kept.delete(key);
  }

  /** What was prepared of the plan of an operation, planned now if it is not kept. */
  get(toPlan: OperationToPlan): Prepared {
    const key = keyOf(toPlan);
    let kept = this.#held.get(key) ?? this.#kept.get(key);
    if (!kept) {
      kept = this.#prepared(toPlan);
      this.#kept.set(key, kept);
    }
    kept.uses += 1;
    return kept.prepared;
  }

  #prepared({ document, documentKey, operation }: OperationToPlan): Kept<Prepared> {
    const plan = this.#planner.plan(document, operation.name?.value);
    const { aliases, events, viewerFields } = this.#planner;
    const prepared = this.#prepare(plan, { document, operation, aliases, events, viewerFields });
    return { prepared, operation: { document, documentKey, operation }, uses: 0 };
  }
}

function keyOf({ documentKey, operation }: OperationToPlan): string {
  return `${documentKey}:${operation.name?.value ?? ''}`;
}
