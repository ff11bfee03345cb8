import { ApolloGateway } from '@apollo/gateway';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, validate, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { RequestContext } from '@reelhouse/http-server';
import { unavailable, type SubgraphResponse, type SubgraphTransport } from '@reelhouse/subgraph-transport';
import type { GatewayExecutor, GatewayRequest } from '../gateway-interface.ts';
import { compose, readableLog, transportsTo } from '../graph.fixture.ts';
import { SupergraphRuntime } from '../index.ts';

/** A subgraph of a test: what it knows, and how it resolves it. */
export interface TestSubgraph {
  readonly typeDefs: string;
  readonly resolvers?: Parameters<typeof buildSubgraphSchema>[0] extends infer M
    ? M extends { resolvers?: infer R }
      ? R
      : never
    : never;
}

/** The subgraphs of a test, by name. */
export type TestGraph = Readonly<Record<string, TestSubgraph>>;

/** An answer that can be compared: plain data, and errors in no order. */
export interface ComparableAnswer {
  readonly data: unknown;
  /** `code message path` of each. */
  readonly errors: readonly string[];
}

/** Stock ApolloGateway and ours, on the same subgraphs in this process. */
export async function bothGateways(graph: TestGraph, down: readonly string[] = []) {
  const schemas = Object.fromEntries(
    Object.entries(graph).map(([name, { typeDefs, resolvers }]) => [
      name,
      buildSubgraphSchema([{ typeDefs: parse(`${federation}\n${typeDefs}`), ...(resolvers && { resolvers }) }]),
    ]),
  );
  const supergraphSdl = compose(
    Object.fromEntries(Object.entries(graph).map(([name, { typeDefs }]) => [name, `${federation}\n${typeDefs}`])),
  );
  const { transports: working } = await transportsTo(schemas, 'in-process');
  const sent: { subgraph: string; query: string; variables: Readonly<Record<string, unknown>> }[] = [];
  const transports = Object.fromEntries(
    Object.entries(working).map(([name, transport]) => [
      name,
      recorded(name, schemas[name]!, down.includes(name) ? dead(name) : transport, sent),
    ]),
  );
  const runtime = new SupergraphRuntime({ supergraphSdl, transports });
  let apiSchema: GraphQLSchema | undefined;
  runtime.onSchemaLoadOrUpdate((loaded) => (apiSchema = loaded.apiSchema));
  const ours = (await runtime.load()).executor;
  const stock = await stockExecutor(supergraphSdl, transports);
  if (!apiSchema || !ours) throw new Error('not loaded');
  return { apiSchema, ours: asker(ours, apiSchema), stock: stock && asker(stock, apiSchema), sent };
}

const federation = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires",
  "@provides", "@external", "@shareable", "@override", "@inaccessible", "@interfaceObject", "@context", "@fromContext",
  "@composeDirective"])`;

async function stockExecutor(sdl: string, transports: Readonly<Record<string, SubgraphTransport<RequestContext>>>) {
  // It cannot set contextual arguments.
  if (sdl.includes('specs.apollo.dev/context')) return undefined;
  const interfaces = new Set([...sdl.matchAll(/^interface (\w+)/gm)].map(([, name = '']) => name));
  const gateway = new ApolloGateway({
    supergraphSdl: sdl.replaceAll(', for: SECURITY', ''),
    logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    buildService: ({ name }) => ({
      async process({ request: { query = '', operationName, variables = {} }, context }) {
        const transport = transports[name];
        if (!transport) throw new Error(`no subgraph ${name}`);
        const ask = transport.prepare({ kind: 'query', query, document: parse(query), operationName });
        return withoutInterfaceNames(await ask(variables, context as RequestContext), interfaces);
      },
    }),
  });
  const { executor } = await gateway.load();
  return executor as unknown as GatewayExecutor;
}

/**
 * Stock takes the name of an interface, which is all that the subgraph of an `@interfaceObject` knows of an entity, for
 * the entity's type, and then loses the entity. Without that name it is right.
 */
function withoutInterfaceNames(response: SubgraphResponse, interfaces: ReadonlySet<string>): SubgraphResponse {
  const entities = response.data?.['_entities'];
  for (const entity of Array.isArray(entities) ? (entities as unknown[]) : []) {
    for (const [name, value] of Object.entries(entity ?? {})) {
      if (typeof value === 'string' && interfaces.has(value)) Reflect.deleteProperty(entity as object, name);
    }
  }
  return response;
}

function dead(subgraph: string): SubgraphTransport<RequestContext> {
  return {
    prepare: () => async () => ({ errors: [unavailable(subgraph)] }),
    ready: async () => false,
    stop: async () => {},
  };
}

/** A transport that notes what is sent, and takes only what the subgraph would take. */
function recorded(
  subgraph: string,
  schema: GraphQLSchema,
  transport: SubgraphTransport<RequestContext>,
  sent: { subgraph: string; query: string; variables: Readonly<Record<string, unknown>> }[],
): SubgraphTransport<RequestContext> {
  return {
    prepare(operation) {
      const problems = validate(schema, operation.document);
      if (problems.length > 0)
        throw new Error(`${operation.query}: ${problems.map(({ message }) => message).join(' ')}`);
      const ask = transport.prepare(operation);
      return (variables, context) => {
        sent.push({ subgraph, query: operation.query, variables: structuredClone(variables) });
        return ask(variables, context);
      };
    },
    ready: () => transport.ready(),
    stop: () => transport.stop(),
  };
}

function asker(executor: GatewayExecutor, schema: GraphQLSchema) {
  const { log } = readableLog();
  return async (query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<ComparableAnswer> => {
    const { data, errors = [] } = await executor({
      schema,
      document: parse(query),
      queryHash: query,
      request: { query, variables },
      context: { requestId: 'compared', log },
      logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
      metrics: {},
    } as unknown as GatewayRequest);
    return {
      data: JSON.parse(JSON.stringify(data ?? null)) as unknown,
      errors: errors.map((error) => described(error as GraphQLFormattedError)).sort(),
    };
  };
}

/** Stock tells no path where a subgraph is down: there, the paths are not compared. */
function described({ message, path = [], extensions = {} }: GraphQLFormattedError): string {
  const code = String(extensions['code']);
  return `${code} ${message} ${code === 'SUBGRAPH_UNAVAILABLE' ? '' : JSON.stringify(path)}`;
}

/** Whether an operation may be sent to a gateway at all. */
export function isValid(schema: GraphQLSchema, query: string): boolean {
  return validate(schema, parse(query)).length === 0;
}
