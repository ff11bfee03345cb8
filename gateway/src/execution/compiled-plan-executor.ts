import type { Supergraph } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import { GraphQLError, type FieldNode, type GraphQLSchema } from 'graphql';
import type { RequestContext } from '@reelhouse/http-server';
import type { SubgraphTransport } from '@reelhouse/subgraph-transport';
import type { ExecutableOperation, PlanExecutor, PlannedOperation } from '../plan-executor.ts';
import type { IsolatedAliases } from '../planning/isolated-aliases.ts';
import { variablesOf } from '../planning/isolated-variables.ts';
import { unplannedFields } from '../planning/unplanned-fields.ts';
import type { FetchEnvironment } from './compile-fetch.ts';
import { compilePlan } from './compile-plan.ts';
import type { DataObject } from './data.ts';
import type { PlanRun, PlanStep } from './plan-run.ts';
import { compileResponse } from './response-shape.ts';
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

  compile(plan: QueryPlan, { document, operation, aliases }: PlannedOperation): ExecutableOperation {
    const step = this.#step(plan);
    const unplanned = unplannedFields(plan, document, operation, (field) => aliases.nameOf(field)).map(unanswerable);
    if (!step && unplanned.length > 0) return async () => ({ errors: unplanned });
    const named = variablesOf(operation);
    const shape = compileResponse(this.#apiSchema, document, operation, aliases);
    return async (request, coercedVariables) => {
      const raw = request.request.variables ?? {};
      const context = request.context as Context;
      const root = Object.create(null) as DataObject;
      const run: PlanRun<Context> = {
        root,
        variables: named(raw),
        coercedVariables: named(coercedVariables),
        context,
        errors: [...unplanned],
      };
      const pending = step?.(run);
      if (pending) await pending;
      const shaping = context.trace?.start('shape');
      const { data, misfits } = shape(root, { raw, coerced: coercedVariables });
      shaping?.span.end();
      // A value that does not fit the schema became null. A reference to a row that is gone does the same, so this is
      // not an error of the operation.
      if (misfits.length > 0) context.log.debug({ fields: misfits.slice(0, 10) }, 'a value did not fit');
      return run.errors.length > 0 ? { errors: run.errors.map((error) => forClient(error, aliases)), data } : { data };
    };
  }

  #step({ node }: QueryPlan): PlanStep<Context> | undefined {
    // Such as of an operation that only asks for the schema.
    if (!node) return undefined;
    if (node.kind === 'Subscription') throw new UnsupportedPlan('a subscription');
    return compilePlan(node, this.#environment);
  }
}

function unanswerable({ alias, name }: FieldNode): GraphQLError {
  return new GraphQLError('No subgraph can be asked for this field.', { path: [(alias ?? name).value] });
}

/** An error with the client's own names in its path. */
function forClient(error: GraphQLError, aliases: IsolatedAliases): GraphQLError {
  const { message, path, extensions } = error;
  const own = path?.map((key) => aliases.clientNameOf(key));
  return own?.some((key, index) => key !== path?.[index])
    ? new GraphQLError(message, { path: own, extensions })
    : error;
}
