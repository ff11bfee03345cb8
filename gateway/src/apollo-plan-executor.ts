import type { Schema, Supergraph } from '@apollo/federation-internals';
import { buildOperationContext, executeQueryPlan, type GraphQLDataSource, type ServiceMap } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { RequestContext } from '@reelhouse/http-server';
import type { GatewayRequest, GatewayResult } from './gateway-interface.ts';
import type { ExecutableOperation, PlanExecutor } from './plan-executor.ts';
import type { SubgraphTransport } from './transport.ts';

/** Runs plans by the executor of Apollo's gateway, over our transports. */
export class ApolloPlanExecutor<Context extends RequestContext> implements PlanExecutor {
  readonly #apiSchema: Schema;
  readonly #clientSchema: GraphQLSchema;
  readonly #supergraphSchema: GraphQLSchema;
  readonly #services: ServiceMap;

  /** @param clientSchema the API schema that introspection answers from. */
  constructor(
    supergraph: Supergraph,
    clientSchema: GraphQLSchema,
    transports: ReadonlyMap<string, SubgraphTransport<Context>>,
  ) {
    this.#apiSchema = supergraph.apiSchema();
    this.#clientSchema = clientSchema;
    this.#supergraphSchema = supergraph.schema.toGraphQLJSSchema();
    this.#services = Object.fromEntries([...transports].map(([name, transport]) => [name, dataSource(transport)]));
  }

  compile(plan: QueryPlan): ExecutableOperation {
    return (request) => this.#execute(plan, request);
  }

  async #execute(plan: QueryPlan, request: GatewayRequest): Promise<GatewayResult> {
    const operationContext = buildOperationContext({
      schema: this.#clientSchema,
      operationDocument: request.document,
      operationName: request.request.operationName,
    });
    const { data, errors, extensions } = await executeQueryPlan(
      plan,
      this.#services,
      request,
      operationContext,
      this.#supergraphSchema,
      this.#apiSchema,
    );
    // A value that does not fit the schema became null. A reference to a row that is gone does the same, so this is not
    // an error of the operation.
    if (extensions) (request.context as RequestContext).log.debug({ completion: extensions }, 'a value did not fit');
    return { ...(data !== undefined && { data }), ...(errors && { errors: errors.map(told) }) };
  }
}

function dataSource<Context extends RequestContext>(transport: SubgraphTransport<Context>): GraphQLDataSource<Context> {
  return {
    async process({ request: { query = '', operationName, variables = {} }, context }) {
      return transport.execute({ query, operationName, variables, context: context as Context });
    },
  };
}

/** A subgraph's error without what the executor adds to it; one of the executor itself stays whole, to be masked. */
function told(error: Error): GraphQLError {
  if (!(error instanceof GraphQLError)) return new GraphQLError(error.message, { originalError: error });
  const { serviceName, ...extensions } = error.extensions;
  if (serviceName === undefined) return error;
  return new GraphQLError(error.message, { path: error.path, extensions });
}
