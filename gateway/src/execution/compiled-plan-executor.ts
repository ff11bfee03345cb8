import type { Supergraph } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import { GraphQLError, type FieldNode, type GraphQLSchema } from 'graphql';
import type { RequestContext } from '@reelhouse/http-server';
import type { SubgraphTransport } from '@reelhouse/subgraph-transport';
import type { ExecutableOperation, PlanExecutor, PlannedOperation } from '../plan-executor.ts';
import type { ExecutableSubscription } from '../subscriptions/executable-subscription.ts';
import { unplannedFields } from '../planning/unplanned-fields.ts';
import { compileAnswer } from './compile-answer.ts';
import type { FetchEnvironment } from './compile-fetch.ts';
import { compilePlan } from './compile-plan.ts';
import { compileSubscription } from './compile-subscription.ts';
import type { DataObject } from './data.ts';
import type { PlanStep } from './plan-run.ts';
import { UnsupportedPlan } from './unsupported-plan.ts';

/** Compiles plans once for each operation; what is left for a request is to send prepared operations and join data. */
export class CompiledPlanExecutor<Context extends RequestContext> implements PlanExecutor {
  readonly #apiSchema: GraphQLSchema;
  readonly #environment: FetchEnvironment<Context>;

  /** @param apiSchema rules what clients see. */
  constructor(
    supergraph: Supergraph,
    apiSchema: GraphQLSchema,
    transports: ReadonlyMap<string, SubgraphTransport<Context>>,
  ) {
    this.#apiSchema = apiSchema;
    this.#environment = { schema: supergraph.schema.toGraphQLJSSchema(), transports };
  }

  compile(plan: QueryPlan, planned: PlannedOperation): ExecutableOperation {
    const step = this.#step(plan);
    const unplanned = unanswerableFields(plan, planned);
    if (!step && unplanned.length > 0) return async () => ({ errors: unplanned });
    const answer = compileAnswer(this.#apiSchema, planned, step);
    return (request, coerced) => {
      const root = Object.create(null) as DataObject;
      const variables = { raw: request.request.variables ?? {}, coerced };
      return answer(root, variables, request.context as Context, unplanned);
    };
  }

  compileSubscription(plan: QueryPlan, planned: PlannedOperation): ExecutableSubscription {
    const { node } = plan;
    const [unanswerable] = unanswerableFields(plan, planned);
    if (unanswerable) throw unanswerable;
    if (node?.kind !== 'Subscription') throw new UnsupportedPlan('no subscription');
    return compileSubscription(plan, node, planned, this.#apiSchema, this.#environment);
  }

  #step({ node }: QueryPlan): PlanStep<Context> | undefined {
    // Such as of an operation that only asks for the schema.
    if (!node) return undefined;
    if (node.kind === 'Subscription') throw new UnsupportedPlan('a subscription');
    return compilePlan(node, this.#environment);
  }
}

function unanswerableFields(plan: QueryPlan, { document, operation, aliases }: PlannedOperation): GraphQLError[] {
  return unplannedFields(plan, document, operation, (field) => aliases.nameOf(field)).map(unanswerable);
}

function unanswerable({ alias, name }: FieldNode): GraphQLError {
  return new GraphQLError('No subgraph can be asked for this field.', { path: [(alias ?? name).value] });
}
