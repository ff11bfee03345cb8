import { createHash } from 'node:crypto';
import type { Supergraph } from '@apollo/federation-internals';
import type { GraphQLSchema } from 'graphql';
import type { RequestContext } from '@reelhouse/http-server';
import type { SubgraphTransport } from '@reelhouse/subgraph-transport';
import type { AuthorizationFilter } from '../authorization/authorization-filter.ts';
import type { OperationCaching } from '../http-caching/operation-caching.ts';
import type { CostModel } from '../limits/cost-model.ts';
import type { PlanCache } from '../plan-cache.ts';
import type { ExecutableOperation } from '../plan-executor.ts';
import type { PreparedOperations } from '../registered-operations/prepared-operations.ts';
import type { ExecutableSubscription } from '../subscriptions/executable-subscription.ts';
import type { NamedSubgraph } from './shared-transports.ts';

/** What a supergraph is served with. */
export interface ServedParts<Context extends RequestContext> {
  readonly sdl: string;
  readonly supergraph: Supergraph;
  /** What clients see. Apollo Server hands it on with each request that it validated against it. */
  readonly apiSchema: GraphQLSchema;
  readonly subgraphs: readonly NamedSubgraph[];
  readonly transports: ReadonlyMap<string, SubgraphTransport<Context>>;
  /** Decides what somebody may see of an operation. */
  readonly authorization: AuthorizationFilter;
  /** Says what operations cost. */
  readonly costs: CostModel;
  /** Says how long their answers may be kept. */
  readonly caching: OperationCaching;
  readonly plans: PlanCache<ExecutableOperation>;
  readonly subscriptions: PlanCache<ExecutableSubscription>;
}

/**
 * One version of the supergraph with all that executes it. Requests that were validated against it hold a lease of it;
 * after it was replaced it lives until the last lease is returned.
 */
export class ServedSupergraph<Context extends RequestContext> {
  readonly parts: ServedParts<Context>;
  /** Names the version in logs. */
  readonly hash: string;
  /** The registered operations, prepared for this version; they may be replaced by those of other releases. */
  registered: PreparedOperations;
  #leases = 0;
  #onUnused: (() => void) | undefined;

  constructor(parts: ServedParts<Context>, registered: PreparedOperations) {
    this.parts = parts;
    this.registered = registered;
    this.hash = hashOf(parts.sdl);
  }

  /** How many requests hold it. */
  get leases(): number {
    return this.#leases;
  }

  /** Holds it for one request. @returns what returns the lease; it may be called again. */
  lease(): () => void {
    this.#leases += 1;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#leases -= 1;
      if (this.#leases === 0) this.#onUnused?.();
    };
  }

  /** Resolves when nobody holds it any more; to be called once it is given to no further request. */
  unused(): Promise<void> {
    if (this.#leases === 0) return Promise.resolve();
    return new Promise((resolve) => (this.#onUnused = resolve));
  }
}

/** The first 12 hexadecimal digits of the SHA-256 of a schema: enough to tell versions apart in a log. */
function hashOf(sdl: string): string {
  return createHash('sha256').update(sdl).digest('hex').slice(0, 12);
}
