import { performance } from 'node:perf_hooks';
import type { RequestTrace } from '@reelhouse/http-server';
import type { GatewayMetrics } from '@reelhouse/telemetry';
import type { OperationToPlan, PlanCache } from '../plan-cache.ts';

/** Gets what was prepared of an operation's plan, and tells whether it was kept and how long it took if not. */
export function observedPlan<Prepared extends object>(
  plans: PlanCache<Prepared>,
  operation: OperationToPlan,
  trace: RequestTrace | undefined,
  metrics: GatewayMetrics | undefined,
): Prepared {
  const kept = plans.has(operation);
  trace?.span.setAttribute('graphql.plan.kept', kept);
  if (kept) {
    metrics?.planKept();
    return plans.get(operation);
  }
  const span = trace?.start('plan')?.span;
  const started = performance.now();
  try {
    return plans.get(operation);
  } finally {
    metrics?.planned((performance.now() - started) / 1000, plans.size);
    span?.end();
  }
}
