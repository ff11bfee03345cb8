import type { FetchNode } from '@apollo/query-planner';
import { isObjectType, type GraphQLSchema } from 'graphql';
import type { RequestContext } from '@reelhouse/http-server';
import { unavailable, type SubgraphResponse } from '@reelhouse/subgraph-transport';
import type { Send } from './compile-fetch.ts';
import { groupByContext } from './contextual-arguments.ts';
import { objectsAt, placesAt, type DataPath, type ResponsePath } from './data-path.ts';
import { compileRewrites } from './data-rewrites.ts';
import { isDataObject, type DataObject } from './data.ts';
import { FetchErrors } from './fetch-errors.ts';
import { compileMerge } from './generate-merge.ts';
import { copyData } from './merge-data.ts';
import type { PlanRun, PlanStep } from './plan-run.ts';
import { batchRepresentations, compileRepresentation, type RepresentationBatch } from './representations.ts';

/**
 * Compiles a fetch of more fields of entities that other fetches have found.
 *
 * @throws {UnsupportedPlan} for an unknown rewrite.
 */
export function compileEntityFetch<Context extends RequestContext>(
  node: FetchNode & Required<Pick<FetchNode, 'requires'>>,
  path: DataPath,
  schema: GraphQLSchema,
  send: Send<Context>,
): PlanStep<Context> {
  const build = compileRepresentation(schema, node.requires, node.inputRewrites);
  const rewrites = compileRewrites(schema, node.outputRewrites);
  const group = groupByContext(schema, node.contextRewrites);
  const errors = new FetchErrors(node);
  const merge = compileMerge(node);

  const fetch: PlanFetch<Context> = (run, batch, own) => {
    const response = send(run, { ...own, representations: batch.representations });
    if (response instanceof Promise) return response.then((settled) => receive(run, batch, settled));
    receive(run, batch, response);
    return undefined;
  };

  const receive = (run: PlanRun<Context>, batch: RepresentationBatch, response: SubgraphResponse): void => {
    const received = entitiesOf(response, batch.representations.length);
    const problems = [...(response.errors ?? [])];
    if (!received && problems.length === 0) {
      run.context.log.warn(
        { subgraph: node.serviceName },
        'a subgraph did not answer with the entities it was asked for',
      );
      problems.push(unavailable(node.serviceName));
    }
    if (problems.length > 0) {
      run.errors.push(...errors.ofEntities(problems, pathsOf(run, path, batch)));
    }
    received?.forEach((entity, index) => {
      if (isDataObject(entity)) join(entity, batch.entities[index] ?? []);
    });
  };

  const join = (entity: DataObject, targets: readonly DataObject[]) => {
    if (rewrites.length > 0) {
      // What a rewrite is about depends on the type, which the subgraph was not asked for if it is known already.
      entity['__typename'] ??= targets[0]?.['__typename'];
      for (const rewrite of rewrites) rewrite(entity);
    }
    for (let index = 1; index < targets.length; index++) joinOne(targets[index], copyData(entity));
    joinOne(targets[0], entity);
  };

  /** A subgraph that knows an entity by an interface only does not know its type better than the one it came from. */
  const joinOne = (target: DataObject | undefined, entity: unknown) => {
    if (!target || !isDataObject(entity)) return;
    const typename = target['__typename'];
    merge(target, entity);
    if (typename !== target['__typename'] && isObjectType(schema.getType(String(typename)))) {
      target['__typename'] = typename;
    }
  };

  if (group) {
    return (run) => {
      const fetches = group(placesAt(run.root, path)).map(({ variables, entities }) => {
        const batch = batchRepresentations(build, entities);
        return batch.representations.length > 0 ? fetch(run, batch, variables) : undefined;
      });
      return Promise.all(fetches.filter((each) => each !== undefined)).then(() => undefined);
    };
  }
  return (run) => {
    const batch = batchRepresentations(build, objectsAt(run.root, path));
    return batch.representations.length > 0 ? fetch(run, batch) : undefined;
  };
}

/** Sends representations, with variables that are not the client's, and joins what comes. */
type PlanFetch<Context> = (
  run: PlanRun<Context>,
  batch: RepresentationBatch,
  own?: DataObject,
) => Promise<void> | undefined;

/** The entities of a response; undefined if there is not one for each representation. */
function entitiesOf({ data }: SubgraphResponse, count: number): readonly unknown[] | undefined {
  const entities = data?.['_entities'];
  return Array.isArray(entities) && entities.length === count ? entities : undefined;
}

/** The places of the response that each representation stands for. */
function pathsOf<Context>(run: PlanRun<Context>, path: DataPath, { entities }: RepresentationBatch): ResponsePath[][] {
  const paths = new Map<DataObject, ResponsePath>();
  for (const place of placesAt(run.root, path)) paths.set(place.object, place.path);
  return entities.map((targets) => targets.flatMap((target) => [paths.get(target) ?? []]));
}
