import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, GraphQLScalarType, parse, type GraphQLSchema } from 'graphql';
import { badUserInput } from '@reelhouse/errors';
import { createApolloServer, serveGraphQL, type RequestContext } from '@reelhouse/http-server';
import { HttpTransport, InProcessTransport, type SubgraphTransport } from '@reelhouse/subgraph-transport';
import { readableLog } from '../../packages/logging/src/readable-log.fixture.ts';

export { readableLog };

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@inaccessible"])`;

const filmSdl = `${link}
  scalar Day
  type Query { film(id: ID!): Film films(since: Day, first: Int): [Film!]! broken: Film slow: String }
  type Film @key(fields: "id") { id: ID! title: String! cost: Int @inaccessible }`;

const rentalSdl = `${link}
  type Query { rentals: [Rental!]! }
  type Mutation { rent(filmId: ID!): Rental }
  type Rental @key(fields: "id") { id: ID! film: Film }
  type Film @key(fields: "id") { id: ID! rentals: [Rental!] held: Boolean }`;

/** The supergraph of two small subgraphs, `film` and `rental`. */
export const supergraphSdl = compose({ film: filmSdl, rental: rentalSdl });

/** Composes subgraphs, each given as SDL under its name. */
export function compose(
  subgraphs: Readonly<Record<string, string>>,
  url = (name: string) => `http://${name}.invalid/graphql`,
) {
  const services = Object.entries(subgraphs).map(([name, sdl]) => ({ name, url: url(name), typeDefs: parse(sdl) }));
  const { supergraphSdl: composed, errors } = composeServices(services);
  if (composed === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return composed;
}

/** Composes `film` and `rental` with these URLs. */
export function supergraphAt(url: (name: string) => string): string {
  return compose({ film: filmSdl, rental: rentalSdl }, url);
}

/** A promise that a test settles when it wants to. */
export function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

const films = [
  { id: '1', title: 'Academy Dinosaur', cost: 20 },
  { id: '2', title: 'Ace Goldfinger', cost: 12 },
];
const rentals = [
  { id: '10', film: { id: '1' } },
  { id: '11', film: { id: '2' } },
  { id: '12', film: { id: '1' } },
];

/** Takes days such as 2026-03-01. */
const Day = new GraphQLScalarType<string, string>({
  name: 'Day',
  parseValue(value) {
    if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) throw new GraphQLError('A day is YYYY-MM-DD.');
    return value;
  },
});

/** The two subgraphs; `slow` tells when it was entered and waits until it is released. */
export function subgraphs() {
  const entered = gate();
  const release = gate();
  const film = buildSubgraphSchema({
    typeDefs: parse(filmSdl),
    resolvers: {
      Day,
      Query: {
        film: (_source: unknown, { id }: { id: string }) => films.find((candidate) => candidate.id === id),
        films(_source: unknown, { first }: { first?: number }) {
          if (first !== undefined && first > 100) throw badUserInput('first', 'must be from 0 to 100');
          return films;
        },
        broken() {
          throw new Error('connect ECONNREFUSED 10.0.0.1:5432');
        },
        async slow() {
          entered.open();
          await release.opened;
          return 'done';
        },
      },
      Film: {
        __resolveReference: ({ id }: { id: string }) => films.find((candidate) => candidate.id === id),
      },
    },
  });
  const rental = buildSubgraphSchema({
    typeDefs: parse(rentalSdl),
    resolvers: {
      Query: { rentals: () => rentals },
      Mutation: { rent: (_source: unknown, { filmId }: { filmId: string }) => ({ id: '13', film: { id: filmId } }) },
      Film: {
        rentals: ({ id }: { id: string }) => rentals.filter((rented) => rented.film.id === id),
        held({ id }: { id: string }) {
          if (id === '2') throw new Error('relation "hold" does not exist');
          return false;
        },
      },
    },
  });
  return { schemas: { film, rental }, entered, release };
}

/** How the subgraphs of a test are reached. */
export type Reached = 'in-process' | 'http';

/** Transports to schemas; over HTTP each is served by a server of its own. */
export async function transportsTo(
  schemas: Readonly<Record<string, GraphQLSchema>>,
  reached: Reached,
  deadlineSeconds = 5,
) {
  const { lines, log } = readableLog();
  const context = ({ requestId, log: requestLog }: RequestContext) => ({ requestId, log: requestLog });
  const servers = await Promise.all(
    Object.entries(reached === 'http' ? schemas : {}).map(async ([name, schema]) => {
      const apollo = createApolloServer({ source: schema, log, introspection: false });
      return [
        name,
        await serveGraphQL({ apollo, context, host: '127.0.0.1', port: 0, log, drainSeconds: 0.01 }),
      ] as const;
    }),
  );
  const urls = new Map(servers.map(([name, { url }]) => [name, url]));
  const transports = Object.fromEntries(
    Object.entries(schemas).map(([subgraph, schema]): [string, SubgraphTransport<RequestContext>] => {
      const url = urls.get(subgraph);
      return [
        subgraph,
        url === undefined
          ? new InProcessTransport({ subgraph, schema, context, deadlineSeconds })
          : new HttpTransport({ subgraph, url, deadlineSeconds }),
      ];
    }),
  );
  return {
    transports,
    urls,
    subgraphLines: lines,
    stopSubgraph: (name: string) => servers.find(([candidate]) => candidate === name)?.[1].stop(),
    stopSubgraphs: () => Promise.all(servers.map(([, server]) => server.stop())),
  };
}
