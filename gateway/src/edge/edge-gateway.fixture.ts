import { buildSubgraphSchema } from '@apollo/subgraph';
import type { IncomingHttpHeaders } from 'node:http';
import { GraphQLError, parse } from 'graphql';
import type { Identity } from '@reelhouse/auth';
import { unauthenticated } from '@reelhouse/auth';
import type { RequestContext } from '@reelhouse/http-server';
import { InProcessTransport } from '@reelhouse/subgraph-transport';
import { compose, readableLog } from '../graph.fixture.ts';
import { OperationRegistry } from '../registered-operations/operation-registry.ts';
import { release } from '../registered-operations/releases.fixture.ts';
import { startGateway, type GatewayEdge, type GatewayOptions } from '../start-gateway.ts';
import { defaultEdgeSettings } from './default-edge-settings.ts';
import type { EdgeSettings } from './edge-settings.ts';

const filmSdl = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9",
      import: ["@key", "@listSize", "@cost", "@requiresScopes", "@composeDirective"])
    @link(url: "https://specs.reelhouse.example/live/v0.1", import: ["@event", "@perViewer"])
    @link(url: "https://specs.reelhouse.example/caching/v0.1", import: ["@cacheControl"])
    @composeDirective(name: "@event")
    @composeDirective(name: "@perViewer")
    @composeDirective(name: "@cacheControl")
  directive @event(subject: String!, payload: String!) repeatable on FIELD_DEFINITION
  directive @perViewer on FIELD_DEFINITION | OBJECT
  enum CacheControlScope { PUBLIC PRIVATE }
  directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean)
    on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
  type Query {
    films(first: Int): [Film!]! @listSize(assumedSize: 20, slicingArguments: ["first"], requireOneSlicingArgument: false)
      @cacheControl(maxAge: 60)
    film(id: ID!): Film @cacheControl(maxAge: 60)
    me: String @perViewer
    secret: String @requiresScopes(scopes: [["staff"]])
    broken: String
    expensive: String @cost(weight: 200)
  }
  type Mutation { rename(id: ID!, title: String!): Film }
  type Subscription { filmRenamed: Film @event(subject: "film.film.renamed", payload: "id: filmId") }
  type Film @key(fields: "id") @cacheControl(maxAge: 60) { id: ID! title: String! similar: [Film!]! @listSize(assumedSize: 5) }`;

const ratingSdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Film @key(fields: "id") { id: ID! stars: Int }`;

/** The supergraph of two small subgraphs that use all that the edge decides by. */
export const edgeSdl = compose({ film: filmSdl, rating: ratingSdl });

const titles = new Map([
  ['1', 'Academy Dinosaur'],
  ['2', 'Ace Goldfinger'],
]);
const filmOf = (id: string) => {
  const title = titles.get(id);
  return title === undefined ? undefined : { id, title };
};
const allFilms = () => [...titles].map(([id, title]) => ({ id, title }));

const schemas = {
  film: buildSubgraphSchema({
    typeDefs: parse(filmSdl),
    resolvers: {
      Query: {
        films: (_: unknown, { first }: { first?: number }) => allFilms().slice(0, first ?? 20),
        film: (_: unknown, { id }: { id: string }) => filmOf(id),
        me: (_: unknown, _arguments: unknown, context: unknown) =>
          (context as RequestContext).identity?.subject ?? 'nobody',
        secret: () => 'the safe is behind the counter',
        broken: () => {
          throw new GraphQLError('connect ECONNREFUSED 10.0.0.1:5432');
        },
        expensive: () => 'yes',
      },
      Mutation: { rename: (_: unknown, { id, title }: { id: string; title: string }) => ({ id, title }) },
      Film: { similar: () => [], __resolveReference: ({ id }: { id: string }) => filmOf(id) },
    },
  }),
  rating: buildSubgraphSchema({
    typeDefs: parse(ratingSdl),
    resolvers: { Film: { __resolveReference: ({ id }: { id: string }) => ({ id, stars: Number(id) }) } },
  }),
};

/** What the app of these tests was released with. */
export const registered = {
  films: 'query Films($first: Int) { films(first: $first) { id title stars } }',
  film: 'query Film($id: ID!) { film(id: $id) { title stars } }',
  me: 'query Me { me }',
  mixed: 'query Mixed { films(first: 1) { title } secret }',
  broken: 'query Broken { broken films(first: 1) { id } }',
  rename: 'mutation Rename($id: ID!, $title: String!) { rename(id: $id, title: $title) { title stars } }',
  renamed: 'subscription Renamed { filmRenamed { title } }',
} as const;

/** That of the website. */
export const onlyOnTheWeb = 'query Web { films(first: 2) { title } }';

/** Who sends a request: as tests write it into `authorization`. */
export const people: Readonly<Record<string, Identity>> = {
  ada: { subject: 'customer:1', scopes: ['customer'], expiresAt: 4e9 },
  ben: { subject: 'customer:2', scopes: ['customer'], expiresAt: 4e9 },
  app: { subject: 'customer:3', scopes: ['customer'], clientId: 'mobile', expiresAt: 4e9 },
  odile: { subject: 'staff:1', scopes: ['staff'], expiresAt: 4e9 },
};

function identityFrom({ authorization }: IncomingHttpHeaders): Identity | undefined {
  if (authorization === undefined) return undefined;
  const identity = people[authorization];
  if (!identity) throw unauthenticated('The token cannot be used.');
  return identity;
}

/** A gateway with an edge whose settings a test may change while it runs. */
export async function startEdgeGateway(
  settings: Partial<EdgeSettings> = {},
  options: Partial<Omit<GatewayOptions<RequestContext>, 'edge'>> = {},
  parts: Partial<GatewayEdge> = {},
) {
  const { lines, log } = readableLog();
  const transports = Object.fromEntries(
    Object.entries(schemas).map(([subgraph, schema]) => [
      subgraph,
      new InProcessTransport<RequestContext>({ subgraph, schema, context: (incoming) => incoming }),
    ]),
  );
  const edge = { current: { ...defaultEdgeSettings, ...settings } };
  const gateway = await startGateway<RequestContext>({
    supergraphSdl: edgeSdl,
    transports,
    registry: new OperationRegistry([
      release('mobile', '1.0.0', ...Object.values(registered)),
      release('web', '1.0.0', onlyOnTheWeb),
    ]),
    context: ({ requestId, log: requestLog, headers, clientAddress }) => ({
      requestId,
      log: requestLog,
      clientAddress,
      identity: identityFrom(headers),
    }),
    host: '127.0.0.1',
    port: 0,
    listeners: [{ name: 'mobile', host: '127.0.0.1', port: 0 }],
    log,
    ...options,
    edge: { settings: () => edge.current, ...parts },
  });
  return { ...gateway, edge, lines, log };
}

/** The answer to a request. */
export interface EdgeAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: {
    readonly data?: unknown;
    readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
    readonly extensions?: unknown;
  };
}

/** Sends a request, by POST where there are `parameters` to be posted. */
export async function send(
  url: string,
  parameters: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<EdgeAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(parameters),
  });
  return answerOf(response);
}

/** Sends a request by GET, as clients do that prevent forged ones. */
export async function sendGet(
  url: string,
  parameters: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<EdgeAnswer> {
  const query = new URLSearchParams(parameters).toString();
  return answerOf(await fetch(`${url}?${query}`, { headers: { 'apollo-require-preflight': 'yes', ...headers } }));
}

async function answerOf(response: Response): Promise<EdgeAnswer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const body = (isJson && text !== '' ? JSON.parse(text) : {}) as EdgeAnswer['body'];
  return { status: response.status, headers: response.headers, text, body };
}

/** The codes of the errors of an answer. */
export const codesOf = ({ body: { errors = [] } }: EdgeAnswer): string[] =>
  errors.map(({ extensions }) => extensions.code);
