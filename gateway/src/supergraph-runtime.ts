import { getOperationAST, getVariableValues, GraphQLError, OperationTypeNode, type GraphQLSchema } from 'graphql';
import { StartupError } from '@reelhouse/config';
import { clientError } from '@reelhouse/errors';
import type { RequestContext } from '@reelhouse/http-server';
import type { SubgraphTransport } from '@reelhouse/subgraph-transport';
import { CompiledPlanExecutor } from './execution/compiled-plan-executor.ts';
import type { GatewayInterface, GatewayRequest, GatewayResult, SchemaListener } from './gateway-interface.ts';
import { PlanCache } from './plan-cache.ts';
import type { ExecutableOperation, PlanExecutor } from './plan-executor.ts';
import { readSupergraph } from './supergraph.ts';

/** What is run, and how its subgraphs are reached. */
export interface RuntimeOptions<Context extends RequestContext> {
  /** The supergraph schema, as composition wrote it. */
  readonly supergraphSdl: string;
  /** A transport for each subgraph of the supergraph, by its name. They are stopped together with the runtime. */
  readonly transports: Readonly<Record<string, SubgraphTransport<Context>>>;
  /** How many query plans are kept; 1000 by default. */
  readonly maxPlans?: number;
}

/** Runs a Federation 2 supergraph behind Apollo Server: plans each operation over the subgraphs and executes the plan. */
export class SupergraphRuntime<Context extends RequestContext> implements GatewayInterface {
  readonly plans: PlanCache<ExecutableOperation>;
  readonly #sdl: string;
  readonly #schema: GraphQLSchema;
  readonly #transports: ReadonlyMap<string, SubgraphTransport<Context>>;
  readonly #listeners = new Set<SchemaListener>();

  /** @throws {StartupError} if the supergraph cannot be run here, or a subgraph of it has no transport. */
  constructor({ supergraphSdl, transports, maxPlans = 1000 }: RuntimeOptions<Context>) {
    const supergraph = readSupergraph(supergraphSdl);
    this.#sdl = supergraphSdl;
    this.#schema = supergraph.apiSchema().toGraphQLJSSchema();
    this.#transports = new Map(Object.entries(transports));
    const unreachable = supergraph.subgraphsMetadata().filter(({ name }) => !this.#transports.has(name));
    if (unreachable.length > 0) {
      throw new StartupError(unreachable.map(({ name }) => `the subgraph "${name}" has no transport`).join('\n'));
    }
    const executor: PlanExecutor = new CompiledPlanExecutor(supergraph, this.#schema, this.#transports);
    this.plans = new PlanCache(supergraph, (plan, operation) => executor.compile(plan, operation), maxPlans);
  }

  onSchemaLoadOrUpdate(listener: SchemaListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async load(): ReturnType<GatewayInterface['load']> {
    for (const listener of this.#listeners) listener({ apiSchema: this.#schema, coreSupergraphSdl: this.#sdl });
    return { executor: (request) => this.#execute(request) };
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#transports.values()].map((transport) => transport.stop()));
  }

  async #execute(request: GatewayRequest): Promise<GatewayResult> {
    const { document, queryHash } = request;
    const { operationName, variables = {} } = request.request;
    const operation = getOperationAST(document, operationName);
    if (!operation) return { errors: [unknownOperation(operationName)] };
    if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
      return { errors: [clientError('BAD_REQUEST', 'Subscriptions are not served as a single answer.')] };
    }
    const { errors, coerced } = getVariableValues(this.#schema, operation.variableDefinitions ?? [], variables);
    if (errors) return { errors };
    try {
      const answer = this.plans.get({ document, documentKey: queryHash, operation });
      return await answer(request, coerced);
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  }
}

function unknownOperation(operationName: string | undefined): GraphQLError {
  return new GraphQLError(
    operationName === undefined
      ? 'Must provide operation name if query contains multiple operations.'
      : `Unknown operation named "${operationName}".`,
  );
}
