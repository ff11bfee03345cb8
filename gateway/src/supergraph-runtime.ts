import { setImmediate } from 'node:timers/promises';
import type { ApolloServerPlugin } from '@apollo/server';
import { getOperationAST, getVariableValues, GraphQLError, OperationTypeNode, type GraphQLSchema } from 'graphql';
import { clientError } from '@reelhouse/errors';
import type { RequestContext } from '@reelhouse/http-server';
import type { SubgraphTransport } from '@reelhouse/subgraph-transport';
import type { Telemetry } from '@reelhouse/telemetry';
import { CompiledPlanExecutor } from './execution/compiled-plan-executor.ts';
import type { GatewayInterface, GatewayRequest, GatewayResult, SchemaListener } from './gateway-interface.ts';
import { leasePlugin } from './live-schema/lease-plugin.ts';
import { ServedSupergraph } from './live-schema/served-supergraph.ts';
import { SharedTransports, type TransportFactory } from './live-schema/shared-transports.ts';
import { PlanCache } from './plan-cache.ts';
import type { ExecutableOperation, PlanExecutor } from './plan-executor.ts';
import { readSupergraph } from './supergraph.ts';
import { observedPlan } from './telemetry/observed-plans.ts';
import { observeTransports } from './telemetry/observe-transport.ts';

/** What is run, and how its subgraphs are reached. */
export interface RuntimeOptions<Context extends RequestContext> {
  /** The supergraph schema, as composition wrote it. */
  readonly supergraphSdl: string;
  /** Transports by the name of the subgraph, wherever the supergraph says that it is. They are stopped at the end. */
  readonly transports?: Readonly<Record<string, SubgraphTransport<Context>>>;
  /** Makes the transports of all other subgraphs; one that no request needs any more is stopped. */
  readonly transportFor?: TransportFactory<Context>;
  /** How many query plans are kept; 1000 by default. */
  readonly maxPlans?: number;
  /** What watches plans and fetches; without it they are not watched. */
  readonly telemetry?: Pick<Telemetry, 'requests' | 'metrics'>;
}

/**
 * Runs a Federation 2 supergraph behind Apollo Server: plans each operation over the subgraphs and executes the plan. The
 * supergraph can be replaced while requests run. Each finishes on the version that it was validated against; for that,
 * its `plugin` belongs into the same Apollo Server.
 */
export class SupergraphRuntime<Context extends RequestContext> implements GatewayInterface {
  readonly #transports: SharedTransports<Context>;
  readonly #maxPlans: number;
  readonly #telemetry: RuntimeOptions<Context>['telemetry'];
  /** By the schema that Apollo Server hands on with a request. A version lives as long as a request can come with it. */
  readonly #versions = new WeakMap<GraphQLSchema, ServedSupergraph<Context>>();
  readonly #listeners = new Set<SchemaListener>();
  #current: ServedSupergraph<Context>;

  /** @throws {StartupError} if the supergraph cannot be run here, or a subgraph of it has no transport. */
  constructor({ supergraphSdl, transports = {}, transportFor, maxPlans = 1000, telemetry }: RuntimeOptions<Context>) {
    this.#transports = new SharedTransports(transports, transportFor);
    this.#maxPlans = maxPlans;
    this.#telemetry = telemetry;
    this.#current = this.prepare(supergraphSdl);
  }

  /** The version that new requests get. */
  get current(): ServedSupergraph<Context> {
    return this.#current;
  }

  /** The plans of the version that new requests get. */
  get plans(): PlanCache<ExecutableOperation> {
    return this.#current.parts.plans;
  }

  /** Keeps the version that a request was validated against, with its transports, until the request is answered. */
  get plugin(): ApolloServerPlugin<Context> {
    return leasePlugin((schema) => this.#versions.get(schema));
  }

  /**
   * Makes a version ready to be served; it is then either swapped in or discarded.
   *
   * @param sdl the supergraph schema, as composition wrote it.
   * @throws {StartupError} if it cannot be run here, or a subgraph of it has no transport.
   */
  prepare(sdl: string): ServedSupergraph<Context> {
    const steps = this.#prepare(sdl);
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
    }
  }

  /** As `prepare`, but requests have their turn between its steps: a large schema takes a second. */
  async prepareInTurns(sdl: string): Promise<ServedSupergraph<Context>> {
    const steps = this.#prepare(sdl);
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
      await setImmediate();
    }
  }

  *#prepare(sdl: string): Generator<undefined, ServedSupergraph<Context>, undefined> {
    const supergraph = readSupergraph(sdl);
    yield;
    const apiSchema = supergraph.apiSchema().toGraphQLJSSchema();
    yield;
    const subgraphs = supergraph.subgraphsMetadata();
    const transports = this.#transports.acquire(subgraphs);
    try {
      const observed = observeTransports(transports, this.#telemetry);
      const executor: PlanExecutor = new CompiledPlanExecutor(supergraph, apiSchema, observed);
      yield;
      const plans = new PlanCache(supergraph, (plan, operation) => executor.compile(plan, operation), this.#maxPlans);
      return new ServedSupergraph({ sdl, supergraph, apiSchema, subgraphs, transports, plans });
    } catch (error) {
      void this.#transports.release(subgraphs);
      throw error;
    }
  }

  /** Lets go of a version that was not swapped in. */
  async discard(version: ServedSupergraph<Context>): Promise<void> {
    await this.#transports.release(version.parts.subgraphs);
  }

  /**
   * Gives a version to all requests that come from now on. The one before is let go of, with the transports that only it
   * used, after the last request that was validated against it.
   *
   * @returns resolves when that has happened.
   */
  swap(next: ServedSupergraph<Context>): Promise<void> {
    const { apiSchema, sdl } = next.parts;
    this.#versions.set(apiSchema, next);
    for (const listener of this.#listeners) listener({ apiSchema, coreSupergraphSdl: sdl });
    const previous = this.#current;
    this.#current = next;
    return previous.unused().then(() => {
      // Apollo Server holds on to the schema that it started with.
      this.#versions.delete(previous.parts.apiSchema);
      return this.discard(previous);
    });
  }

  onSchemaLoadOrUpdate(listener: SchemaListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async load(): ReturnType<GatewayInterface['load']> {
    const { apiSchema, sdl } = this.#current.parts;
    this.#versions.set(apiSchema, this.#current);
    for (const listener of this.#listeners) listener({ apiSchema, coreSupergraphSdl: sdl });
    return { executor: (request) => this.#execute(request) };
  }

  async stop(): Promise<void> {
    await this.#transports.stop();
  }

  async #execute(request: GatewayRequest): Promise<GatewayResult> {
    const { document, queryHash } = request;
    const { operationName, variables = {} } = request.request;
    const operation = getOperationAST(document, operationName);
    if (!operation) return { errors: [unknownOperation(operationName)] };
    if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
      return { errors: [clientError('BAD_REQUEST', 'Subscriptions are not served as a single answer.')] };
    }
    // Never the current version: a request that was validated before a swap may not exist in the schema after it.
    const version = this.#versions.get(request.schema);
    if (!version) throw new Error('the operation was validated against a schema that this runtime does not serve');
    const { plans, apiSchema } = version.parts;
    const { errors, coerced } = getVariableValues(apiSchema, operation.variableDefinitions ?? [], variables);
    if (errors) return { errors };
    try {
      const toPlan = { document, documentKey: queryHash, operation };
      const { trace } = request.context as RequestContext;
      const answer = this.#telemetry?.requests
        ? observedPlan(plans, toPlan, trace, this.#telemetry.metrics?.gateway)
        : plans.get(toPlan);
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
