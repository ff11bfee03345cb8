import type { PlanNode } from '@apollo/query-planner';
import type { RequestContext } from '@reelhouse/http-server';
import { compileFetch, type FetchEnvironment } from './compile-fetch.ts';
import { parseDataPath } from './data-path.ts';
import type { PlanRun, PlanStep } from './plan-run.ts';
import { UnsupportedPlan } from './unsupported-plan.ts';

/**
 * Compiles a node of a plan, and all below it.
 *
 * @param path from the root of the response to the objects that the node is about.
 * @throws {UnsupportedPlan} for what is not known here, such as `@defer`.
 */
export function compilePlan<Context extends RequestContext>(
  node: PlanNode,
  environment: FetchEnvironment<Context>,
  path: readonly (string | number)[] = [],
): PlanStep<Context> {
  switch (node.kind) {
    case 'Sequence':
      return inSequence(node.nodes.map((child) => compilePlan(child, environment, path)));
    case 'Parallel':
      return inParallel(node.nodes.map((child) => compilePlan(child, environment, path)));
    case 'Flatten':
      return compilePlan(node.node, environment, [...path, ...node.path]);
    case 'Fetch':
      return compileFetch(node, parseDataPath(path), environment);
    case 'Condition': {
      const nothing: PlanStep<Context> = () => undefined;
      const ifTrue = node.ifClause ? compilePlan(node.ifClause, environment, path) : nothing;
      const ifFalse = node.elseClause ? compilePlan(node.elseClause, environment, path) : nothing;
      return (run) => (run.coercedVariables[node.condition] === true ? ifTrue(run) : ifFalse(run));
    }
    default:
      throw new UnsupportedPlan(`a node of the kind ${JSON.stringify(node.kind)}`);
  }
}

function inSequence<Context>(steps: readonly PlanStep<Context>[]): PlanStep<Context> {
  return (run) => {
    for (let index = 0; index < steps.length; index++) {
      const pending = steps[index]?.(run);
      if (pending) return goOn(run, pending, steps.slice(index + 1));
    }
    return undefined;
  };
}

async function goOn<Context>(
  run: PlanRun<Context>,
  pending: Promise<void>,
  steps: readonly PlanStep<Context>[],
): Promise<void> {
  await pending;
  for (const step of steps) await step(run);
}

function inParallel<Context>(steps: readonly PlanStep<Context>[]): PlanStep<Context> {
  return (run) => {
    const pending = steps.map((step) => step(run)).filter((each) => each !== undefined);
    if (pending.length <= 1) return pending[0];
    return Promise.all(pending).then(() => undefined);
  };
}
