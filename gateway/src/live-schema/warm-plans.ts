import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { validate, type GraphQLSchema } from 'graphql';
import type { OperationToPlan, PlanCache } from '../plan-cache.ts';

/** How much is planned ahead at most. */
export interface WarmingLimits {
  readonly operations: number;
  readonly seconds: number;
}

/**
 * Plans operations for a schema that is not served yet, so that the first requests after the swap do not wait for it. One
 * takes milliseconds; in between, requests have their turn. What does not fit the new schema is left out.
 *
 * @returns how many were planned.
 */
export async function warmPlans(
  plans: Pick<PlanCache<object>, 'get'>,
  apiSchema: GraphQLSchema,
  operations: readonly OperationToPlan[],
  { seconds, signal }: { readonly seconds: number; readonly signal: AbortSignal },
): Promise<number> {
  const end = performance.now() + seconds * 1000;
  let planned = 0;
  for (const operation of operations) {
    await setImmediate();
    if (signal.aborted || performance.now() >= end) break;
    if (plan(plans, apiSchema, operation)) planned += 1;
  }
  return planned;
}

function plan(plans: Pick<PlanCache<object>, 'get'>, apiSchema: GraphQLSchema, operation: OperationToPlan): boolean {
  try {
    if (validate(apiSchema, operation.document).length > 0) return false;
    plans.get(operation);
    return true;
  } catch {
    // Whoever sends it is told why; an operation that cannot be planned does not hold the others up.
    return false;
  }
}
