import type { FetchNode } from '@apollo/query-planner';
import { OperationTypeNode, parse, type GraphQLSchema } from 'graphql';
import type { RequestContext } from '@reelhouse/http-server';
import type { SubgraphResponse, SubgraphTransport } from '@reelhouse/subgraph-transport';
import { copyData, mergeData } from './merge-data.ts';
import { compileEntityFetch } from './entity-fetch.ts';
import { objectsAt, placesAt, type DataPath } from './data-path.ts';
import { compileRewrites } from './data-rewrites.ts';
import { isDataObject, type DataObject } from './data.ts';
import { FetchErrors } from './fetch-errors.ts';
import type { PlanRun, PlanStep } from './plan-run.ts';
import { UnsupportedPlan } from './unsupported-plan.ts';

/** What fetches are compiled for. */
export interface FetchEnvironment<Context extends RequestContext> {
  /** The supergraph schema. */
  readonly schema: GraphQLSchema;
  readonly transports: ReadonlyMap<string, SubgraphTransport<Context>>;
}

/** Sends the operation of a fetch, with the variables of the client that it uses and these. */
export type Send<Context> = (
  run: PlanRun<Context>,
  variables?: Readonly<Record<string, unknown>>,
) => SubgraphResponse | Promise<SubgraphResponse>;

/**
 * Compiles a fetch from one subgraph.
 *
 * @param path to the objects that what is fetched becomes part of.
 * @throws {UnsupportedPlan} for an unknown rewrite, or a subgraph without a transport.
 */
export function compileFetch<Context extends RequestContext>(
  node: FetchNode,
  path: DataPath,
  environment: FetchEnvironment<Context>,
): PlanStep<Context> {
  const send = compileSend(node, environment);
  const { requires } = node;
  if (requires) return compileEntityFetch({ ...node, requires }, path, environment.schema, send);
  if (node.contextRewrites?.length) throw new UnsupportedPlan('contextual arguments of a fetch without entities');
  return compileRootFetch(node, path, environment.schema, send);
}

function compileSend<Context extends RequestContext>(
  { serviceName, operation, operationName, operationKind, operationDocumentNode, variableUsages = [] }: FetchNode,
  { transports }: FetchEnvironment<Context>,
): Send<Context> {
  const transport = transports.get(serviceName);
  if (!transport) throw new UnsupportedPlan(`a fetch from ${JSON.stringify(serviceName)}, which has no transport`);
  const ask = transport.prepare({
    kind: operationKind === OperationTypeNode.MUTATION ? 'mutation' : 'query',
    document: operationDocumentNode ?? parse(operation, { noLocation: true }),
    query: operation,
    operationName,
  });
  return (run, own) => {
    const variables: Record<string, unknown> = {};
    for (const name of variableUsages) {
      if (Object.hasOwn(run.variables, name)) variables[name] = run.variables[name];
    }
    return ask(own ? Object.assign(variables, own) : variables, run.context);
  };
}

/** A fetch of fields of a root type, which mostly stand at the root of the response. */
function compileRootFetch<Context extends RequestContext>(
  node: FetchNode,
  path: DataPath,
  schema: GraphQLSchema,
  send: Send<Context>,
): PlanStep<Context> {
  const rewrites = compileRewrites(schema, node.outputRewrites);
  const errors = new FetchErrors(node);
  const join = (run: PlanRun<Context>, targets: readonly DataObject[], response: SubgraphResponse): void => {
    if (response.errors) {
      const places = placesAt(run.root, path).map((place) => place.path);
      run.errors.push(...errors.ofRoot(response.errors, places));
    }
    const { data } = response;
    if (!isDataObject(data)) return;
    for (const rewrite of rewrites) rewrite(data);
    targets.forEach((target, index) => {
      const isLast = index === targets.length - 1;
      const own = isLast ? data : copyData(data);
      if (isDataObject(own)) mergeData(target, own);
    });
  };
  return (run) => {
    const targets = objectsAt(run.root, path);
    if (targets.length === 0) return undefined;
    const response = send(run);
    if (response instanceof Promise) return response.then((settled) => join(run, targets, settled));
    join(run, targets, response);
    return undefined;
  };
}
