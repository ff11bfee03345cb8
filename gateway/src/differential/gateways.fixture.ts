import { ApolloGateway } from '@apollo/gateway';
import { parse, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { Identity } from '@reelhouse/auth';
import type { RequestContext } from '@reelhouse/http-server';
import type { SubgraphResponse, SubgraphTransport } from '@reelhouse/subgraph-transport';
import type { GatewayExecutor } from '../gateway-interface.ts';
import { readableLog } from '../graph.fixture.ts';
import { SupergraphRuntime } from '../index.ts';

/** An answer that can be compared: plain data, and errors in no order. */
export interface ComparableAnswer {
  readonly data: unknown;
  /** `code message path` of each. */
  readonly errors: readonly string[];
}

type Transports = Readonly<Record<string, SubgraphTransport<RequestContext>>>;

/**
 * Stock ApolloGateway and ours, for a supergraph whose subgraphs are reached in the same way. Stock enforces no security
 * directives: whoever asks has to be somebody who may see everything that is compared.
 */
export async function gatewaysOn(
  supergraphSdl: string,
  transports: Transports,
  { describe = comparable, identity }: { readonly describe?: Describe; readonly identity?: Identity } = {},
) {
  const runtime = new SupergraphRuntime({ supergraphSdl, transports, log: readableLog().log });
  let apiSchema: GraphQLSchema | undefined;
  runtime.onSchemaLoadOrUpdate((loaded) => (apiSchema = loaded.apiSchema));
  const ours = (await runtime.load()).executor;
  const stock = await stockExecutor(supergraphSdl, transports);
  if (!apiSchema || !ours) throw new Error('not loaded');
  return {
    apiSchema,
    ours: asker(ours, { apiSchema, describe, identity }),
    /** With the paths of what a subgraph that is down costs. */
    oursInFull: asker(ours, { apiSchema, describe: inFull, identity }),
    stock: stock && asker(stock, { apiSchema, describe, identity }),
  };
}

async function stockExecutor(sdl: string, transports: Transports) {
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

interface Asking {
  readonly apiSchema: GraphQLSchema;
  readonly describe: Describe;
  readonly identity: Identity | undefined;
}

function asker(executor: GatewayExecutor, { apiSchema: schema, describe, identity }: Asking) {
  const { log } = readableLog();
  return async (query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<ComparableAnswer> => {
    const { data, errors = [] } = await executor({
      schema,
      document: parse(query),
      queryHash: query,
      request: { query, variables },
      context: { requestId: 'compared', log, identity },
      logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
      metrics: {},
    } as unknown as Parameters<GatewayExecutor>[0]);
    const plain = JSON.parse(JSON.stringify(data ?? null)) as unknown;
    const described = errors.map((error) => describe(error as GraphQLFormattedError, plain));
    return { data: plain, errors: [...new Set(described)].sort() };
  };
}

/** Makes an error comparable, given the data that it came with. */
export type Describe = (error: GraphQLFormattedError, data: unknown) => string;

/**
 * Leaves of an error below what became null only that. Once an object is null for one of its fields, a subgraph does
 * not have to wait for the others: which of their errors it tells depends on which row comes first.
 */
export function atWhatIsNull(error: GraphQLFormattedError, data: unknown): string {
  const { path = [] } = error;
  let value = data;
  for (const [depth, key] of path.entries()) {
    if (typeof value !== 'object' || value === null) return `null ${JSON.stringify(path.slice(0, depth))}`;
    value = (value as Record<string | number, unknown>)[key];
  }
  return comparable(error);
}

/** Stock tells no path where a subgraph is down: there, the paths are not compared. */
function comparable(error: GraphQLFormattedError): string {
  const isDown = error.extensions?.['code'] === 'SUBGRAPH_UNAVAILABLE';
  return inFull(isDown ? { ...error, path: undefined } : error);
}

function inFull({ message, path, extensions = {} }: GraphQLFormattedError): string {
  return `${String(extensions['code'])} ${message} ${path ? JSON.stringify(path) : ''}`.trim();
}
