import { setImmediate } from 'node:timers/promises';
import type { ApolloServerPlugin } from '@apollo/server';
import { parse, type GraphQLSchema } from 'graphql';
import { readAuthorizationRules } from '@reelhouse/authorization';
import type { RequestContext } from '@reelhouse/http-server';
import type { Logger } from '@reelhouse/logging';
import type { SubgraphTransport } from '@reelhouse/subgraph-transport';
import type { Telemetry } from '@reelhouse/telemetry';
import { AuthorizationFilter } from './authorization/authorization-filter.ts';
import type { DeniedOperation } from './denials/denial.ts';
import { CompiledPlanExecutor } from './execution/compiled-plan-executor.ts';
import type { GatewayInterface, SchemaListener } from './gateway-interface.ts';
import { leasePlugin } from './live-schema/lease-plugin.ts';
import { ServedSupergraph } from './live-schema/served-supergraph.ts';
import { SharedTransports, type TransportFactory } from './live-schema/shared-transports.ts';
import { OperationCaching } from './http-caching/operation-caching.ts';
import { CostModel } from './limits/cost-model.ts';
import { OperationAnswers } from './operation-answers.ts';
import { OperationRegistry } from './registered-operations/operation-registry.ts';
import { prepareOperations, type PreparedOperations } from './registered-operations/prepared-operations.ts';
import { PlanCache } from './plan-cache.ts';
import type { ExecutableOperation, PlanExecutor } from './plan-executor.ts';
import { OperationPlanner } from './planning/operation-planner.ts';
import { SubscriptionEngine } from './subscriptions/subscription-engine.ts';
import { subscriptionSettings, type SubscriptionSettings } from './subscriptions/subscription-settings.ts';
import { readSupergraph } from './supergraph.ts';
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
  /** How subscriptions are run. */
  readonly subscriptions?: SubscriptionSettings<Context> | undefined;
  /** The operations that releases of clients have registered; none by default. Each has to be answered by the schema. */
  readonly registry?: OperationRegistry | undefined;
  readonly log: Logger;
  /** What watches plans and fetches; without it they are not watched. */
  readonly telemetry?: Pick<Telemetry, 'requests' | 'metrics'>;
  /** Is told of each operation of which something was denied. */
  readonly onDenied?: ((denied: DeniedOperation) => void) | undefined;
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
  /** Runs subscriptions, of whichever version. */
  readonly subscriptions: SubscriptionEngine<Context>;
  readonly #answers: OperationAnswers<Context>;
  #registry: OperationRegistry;
  #current: ServedSupergraph<Context>;

  /** @throws {StartupError} if the supergraph cannot be run here, or a subgraph of it has no transport. */
  constructor(options: RuntimeOptions<Context>) {
    const { supergraphSdl, transports = {}, transportFor, maxPlans = 1000, telemetry } = options;
    this.#transports = new SharedTransports(transports, transportFor);
    this.#maxPlans = maxPlans;
    this.#telemetry = telemetry;
    this.subscriptions = new SubscriptionEngine(subscriptionSettings(options.subscriptions, options.log));
    this.#answers = new OperationAnswers({
      ...options,
      subscriptions: this.subscriptions,
      versionOf: (schema) => this.#versions.get(schema),
    });
    this.#registry = options.registry ?? new OperationRegistry([]);
    this.#current = this.prepare(supergraphSdl);
  }

  /** The operations that are registered. */
  get registry(): OperationRegistry {
    return this.#registry;
  }

  /** What answers operations, those that Apollo Server has not seen too. */
  get answers(): OperationAnswers<Context> {
    return this.#answers;
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
   * @throws {StartupError} if it cannot be run here, a subgraph of it has no transport, or it does not answer a registered operation.
   */
  prepare(sdl: string): ServedSupergraph<Context> {
    return inOneTurn(this.#prepare(sdl));
  }

  /** As `prepare`, but requests have their turn between its steps: a large schema takes a second. */
  async prepareInTurns(sdl: string): Promise<ServedSupergraph<Context>> {
    return inTurns(this.#prepare(sdl));
  }

  /**
   * Puts the operations of other releases in place of those that are registered.
   *
   * @throws {StartupError} if the schema does not answer one of them; those before go on to be known then.
   */
  async register(registry: OperationRegistry): Promise<void> {
    let version: ServedSupergraph<Context>;
    let prepared: PreparedOperations;
    do {
      version = this.#current;
      prepared = await inTurns(prepareOperations(registry, version.parts));
      // A schema that was swapped in meanwhile has to answer them too.
    } while (version !== this.#current);
    version.registered = prepared;
    this.#registry = registry;
  }

  *#prepare(sdl: string): Generator<undefined, ServedSupergraph<Context>, undefined> {
    const supergraph = readSupergraph(sdl);
    const rules = readAuthorizationRules(parse(sdl, { noLocation: true }));
    yield;
    const apiSchema = supergraph.apiSchema().toGraphQLJSSchema();
    yield;
    const subgraphs = supergraph.subgraphsMetadata();
    const transports = this.#transports.acquire(subgraphs);
    try {
      const observed = observeTransports(transports, this.#telemetry);
      const executor: PlanExecutor = new CompiledPlanExecutor(supergraph, apiSchema, observed);
      yield;
      const planner = new OperationPlanner(supergraph);
      const plans = new PlanCache(planner, (plan, planned) => executor.compile(plan, planned), this.#maxPlans);
      const subscriptions = new PlanCache(
        planner,
        (plan, planned) => executor.compileSubscription(plan, planned),
        this.#maxPlans,
      );
      const served = {
        sdl,
        supergraph,
        apiSchema,
        subgraphs,
        transports,
        authorization: new AuthorizationFilter(rules, apiSchema, { maxOperations: this.#maxPlans }),
        costs: new CostModel(supergraph, apiSchema),
        caching: new OperationCaching({ supergraph, rules, viewerFields: planner.viewerFields }),
        plans,
        subscriptions,
      };
      return new ServedSupergraph(served, yield* prepareOperations(this.#registry, served));
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
   * used, after the last request that was validated against it; its subscriptions are ended.
   *
   * @returns resolves when that has happened.
   * @throws {StartupError} at once, if it does not answer an operation that was registered since it was prepared.
   */
  swap(next: ServedSupergraph<Context>): Promise<void> {
    if (next.registered.registry !== this.#registry) {
      next.registered = inOneTurn(prepareOperations(this.#registry, next.parts));
    }
    const { apiSchema, sdl } = next.parts;
    this.#versions.set(apiSchema, next);
    for (const listener of this.#listeners) listener({ apiSchema, coreSupergraphSdl: sdl });
    const previous = this.#current;
    this.#current = next;
    const ended = this.subscriptions.end(
      'SUBSCRIPTION_SCHEMA_RELOAD',
      'The subscription has ended because the schema was replaced; subscribe again.',
      { version: previous },
    );
    return Promise.all([ended, previous.unused()]).then(() => {
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
    return { executor: (request) => this.#answers.answerToApollo(request) };
  }

  async stop(): Promise<void> {
    await this.subscriptions.stop();
    await this.#transports.stop();
  }
}

function inOneTurn<Value>(steps: Generator<undefined, Value, undefined>): Value {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Requests have their turn between the steps. */
async function inTurns<Value>(steps: Generator<undefined, Value, undefined>): Promise<Value> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await setImmediate();
  }
}
