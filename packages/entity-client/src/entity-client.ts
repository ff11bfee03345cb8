import { clientError } from '@reelhouse/errors';
import type { RequestContext } from '@reelhouse/http-server';
import type { PreparedOperation, SubgraphResponse, SubgraphTransport } from '@reelhouse/subgraph-transport';
import DataLoader from 'dataloader';
import { entityOperation } from './entity-operation.ts';
import type { Facts } from './facts.ts';
import { within } from './within.ts';

/** How the owners of entities are reached. */
export interface EntityClientOptions {
  /** How a subgraph is reached. Asked when something is to be known of it for the first time. */
  readonly reach: (subgraph: string) => SubgraphTransport<RequestContext>;
  /** How long an owner may take, in seconds; 5 by default. A client waits for the command meanwhile. */
  readonly deadlineSeconds?: number;
}

/** What is known of the entities of other subgraphs, in one request. */
export interface Entities {
  /**
   * Asks the owner for facts about entities. What is asked in one tick is one fetch, and nothing is asked twice in a
   * request.
   *
   * Nobody may hold a lock or a transaction meanwhile: the owner may be slow, or may need what is locked.
   *
   * @param ids in any number; each may come several times.
   * @returns the facts in the order of the ids, null where there is no such entity.
   * @throws `SUBGRAPH_UNAVAILABLE` if the owner does not answer in time, or not with what was asked for.
   */
  load<Fact extends object>(facts: Facts<Fact>, ids: readonly number[]): Promise<(Fact | null)[]>;
}

/** Asks other subgraphs for facts about their entities, in this process or over HTTP. */
export class EntityClient {
  readonly #options: EntityClientOptions;
  readonly #prepared = new WeakMap<Facts<unknown>, PreparedOperation<RequestContext>>();

  constructor(options: EntityClientOptions) {
    this.#options = options;
  }

  /** The facts of one request, asked with its context: its id, its trace, and who asks. */
  forRequest(request: RequestContext): Entities {
    const loaders = new Map<Facts<unknown>, DataLoader<number, unknown>>();
    return {
      load: async <Fact extends object>(facts: Facts<Fact>, ids: readonly number[]) => {
        let loader = loaders.get(facts) as DataLoader<number, Fact | null> | undefined;
        if (!loader) {
          loader = new DataLoader((keys) => this.#ask(facts, keys, request), { maxBatchSize: largestBatch });
          loaders.set(facts, loader);
        }
        const loading = loader;
        return Promise.all(ids.map((id) => loading.load(id)));
      },
    };
  }

  async #ask<Fact>(facts: Facts<Fact>, ids: readonly number[], request: RequestContext): Promise<(Fact | null)[]> {
    const { subgraph, type } = facts;
    const trace = request.trace?.start(`facts ${subgraph}`, {
      attributes: { 'subgraph.name': subgraph, 'subgraph.representations': ids.length },
    });
    const { deadlineSeconds = 5 } = this.#options;
    try {
      const representations = ids.map((id) => ({ __typename: type, id: String(id) }));
      const response = await within(deadlineSeconds, { ...request, ...(trace && { trace }) }, async (context) =>
        this.#prepare(facts)({ representations }, context),
      );
      return factsOf(facts, ids.length, response);
    } catch (error) {
      request.log.warn({ subgraph, type, err: error }, 'facts could not be had');
      throw clientError(
        'SUBGRAPH_UNAVAILABLE',
        `The "${subgraph}" part of the graph is needed for this and not available at the moment. Nothing was done.`,
      );
    } finally {
      trace?.span.end();
    }
  }

  #prepare(facts: Facts<unknown>): PreparedOperation<RequestContext> {
    let ask = this.#prepared.get(facts);
    if (!ask) {
      ask = this.#options.reach(facts.subgraph).prepare(entityOperation(facts));
      this.#prepared.set(facts, ask);
    }
    return ask;
  }
}

/** Bounds one fetch. */
const largestBatch = 1000;

function factsOf<Fact>({ check }: Facts<Fact>, count: number, { data, errors }: SubgraphResponse): (Fact | null)[] {
  if (errors?.[0]) throw new Error(`the owner answered with an error: ${errors[0].message}`);
  const entities = data?.['_entities'];
  if (!Array.isArray(entities) || entities.length !== count)
    throw new Error(`the owner did not answer ${count} entities`);
  return entities.map((entity: unknown) => (entity === null ? null : check(entity)));
}
