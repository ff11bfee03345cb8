import { Supergraph } from '@apollo/federation-internals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { getVariableValues, OperationTypeNode, parse, validate, type OperationDefinitionNode } from 'graphql';
import type { Identity } from '@reelhouse/auth';
import type { RequestContext } from '@reelhouse/http-server';
import { readAuthorizationRules } from '@reelhouse/authorization';
import type { DataObject } from '../execution/data.ts';
import { CompiledPlanExecutor } from '../execution/compiled-plan-executor.ts';
import type { GatewayRequest } from '../gateway-interface.ts';
import { compose, readableLog, transportsTo } from '../graph.fixture.ts';
import { PlanCache } from '../plan-cache.ts';
import { OperationPlanner } from '../planning/operation-planner.ts';
import { AuthorizationFilter } from './authorization-filter.ts';

/** The header of a subgraph of these tests. */
export const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable",
  "@interfaceObject", "@external", "@requires", "@authenticated", "@requiresScopes"])`;

/** A subgraph of a test. */
export interface AuthorizedSubgraph {
  readonly sdl: string;
  readonly resolvers?: Readonly<Record<string, object>>;
}

/** Somebody who has signed in, with these scopes. */
export function signedIn(...scopes: string[]): Identity {
  return { subject: 'staff:1', scopes, expiresAt: 0 };
}

/** Nobody in particular. */
export const anonymous = undefined;

/** A graph whose operations are filtered, planned, executed and restored as the gateway does. */
export async function authorizedGraph(subgraphs: Readonly<Record<string, AuthorizedSubgraph>>) {
  const sdl = compose(Object.fromEntries(Object.entries(subgraphs).map(([name, each]) => [name, link + each.sdl])));
  const schemas = Object.fromEntries(
    Object.entries(subgraphs).map(([name, { sdl: own, resolvers = {} }]) => [
      name,
      buildSubgraphSchema([{ typeDefs: parse(link + own), resolvers: resolvers as never }]),
    ]),
  );
  const document = parse(sdl);
  const supergraph = Supergraph.build(document, { supportedFeatures: null });
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  const { transports } = await transportsTo(schemas, 'in-process');
  let fetches: string[] = [];
  const watched = Object.entries(transports).map(([name, transport]) => {
    const prepare: typeof transport.prepare = (operation) => {
      const ask = transport.prepare(operation);
      return (variables, context) => {
        fetches.push(`${name}: ${operation.query}`);
        return ask(variables, context);
      };
    };
    return [name, { ...transport, prepare, ready: async () => true, stop: async () => {} }] as const;
  });
  const executor = new CompiledPlanExecutor(supergraph, schema, new Map(watched));
  const plans = new PlanCache(
    new OperationPlanner(supergraph),
    (plan, operation) => executor.compile(plan, operation),
    100,
  );
  const filter = new AuthorizationFilter(readAuthorizationRules(document), schema);
  const context = { requestId: 'r', log: readableLog().log } as RequestContext;

  return {
    sdl,
    schema,
    filter,
    plans,
    /** The answer, the paths of what was denied, and what was asked of subgraphs. */
    async ask(query: string, identity: Identity | undefined, variables: Readonly<Record<string, unknown>> = {}) {
      fetches = [];
      const parsed = parse(query);
      const problems = validate(schema, parsed);
      if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
      const operation = parsed.definitions.find((each): each is OperationDefinitionNode => 'operation' in each);
      if (!operation) throw new Error('no operation');
      const authorized = filter.for({ document: parsed, documentKey: query, operation }, identity);
      const denied = authorized.kind === 'allowed' ? [] : authorized.errors.map(({ path }) => path?.join('/') ?? '');
      const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
      if (!coerced) throw new Error('the variables do not fit');
      if (authorized.kind === 'denied' || operation.operation === OperationTypeNode.SUBSCRIPTION) {
        return { kind: authorized.kind, data: undefined, denied, fetches, failed: [] };
      }
      const request = { request: { query, variables }, context } as unknown as GatewayRequest;
      const { data = null, errors = [] } = await plans.get(authorized.toPlan)(request, coerced);
      const answered = data as DataObject | null;
      const restored = authorized.kind === 'filtered' ? authorized.restore(answered, coerced) : answered;
      return { kind: authorized.kind, data: restored, denied, fetches, failed: errors.map(({ message }) => message) };
    },
  };
}
