import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { startTestGateway } from './gateway.fixture.ts';
import { compose, readableLog, transportsTo } from './graph.fixture.ts';
import { startGateway } from './start-gateway.ts';

/** As composition of Federation 1 wrote it: no `@link`, and an owner of each type. */
const federation1 = `schema
  @core(feature: "https://specs.apollo.dev/core/v0.1"),
  @core(feature: "https://specs.apollo.dev/join/v0.1")
{ query: Query }
directive @core(feature: String!) repeatable on SCHEMA
directive @join__field(graph: join__Graph, requires: join__FieldSet, provides: join__FieldSet) on FIELD_DEFINITION
directive @join__type(graph: join__Graph!, key: join__FieldSet) repeatable on OBJECT | INTERFACE
directive @join__owner(graph: join__Graph!) on OBJECT | INTERFACE
directive @join__graph(name: String!, url: String!) on ENUM_VALUE
scalar join__FieldSet
enum join__Graph {
  FILM @join__graph(name: "film", url: "http://film.invalid/graphql")
  RENTAL @join__graph(name: "rental", url: "http://rental.invalid/graphql")
}
type Film
  @join__owner(graph: FILM)
  @join__type(graph: FILM, key: "id")
  @join__type(graph: RENTAL, key: "id")
{
  id: ID! @join__field(graph: FILM)
  title: String! @join__field(graph: FILM)
  rentals: [Rental!] @join__field(graph: RENTAL)
}
type Rental { id: ID! }
type Query { film(id: ID!): Film @join__field(graph: FILM) }`;

test.each(['in-process', 'http'] as const)(
  'a supergraph of Federation 1 is served over %s subgraphs',
  async (reached) => {
    const gateway = await startTestGateway(reached, { supergraphSdl: federation1 });
    const answer = await gateway.ask('{ film(id: "1") { title rentals { id } } }');
    await gateway.stop();
    expect(answer.body).toEqual({
      data: { film: { title: 'Academy Dinosaur', rentals: [{ id: '10' }, { id: '12' }] } },
    });
  },
);

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

test('subgraphs are called as they like, and there need not be mutations', async () => {
  const sdls = Object.fromEntries(
    ['film.v2', 'Film-V2', '2nd', 'FILM_LIST'].map((name, index) => [name, `${link} type Query { f${index}: String }`]),
  );
  const schemas = Object.fromEntries(
    Object.entries(sdls).map(([name, sdl], index) => {
      const resolvers = { Query: { [`f${index}`]: () => name } };
      return [name, buildSubgraphSchema({ typeDefs: parse(sdl), resolvers })];
    }),
  );
  const { transports, stopSubgraphs } = await transportsTo(schemas, 'http');
  const { log } = readableLog();
  const gateway = await startGateway({
    supergraphSdl: compose(sdls),
    transports,
    context: ({ requestId, log: requestLog }) => ({ requestId, log: requestLog }),
    host: '127.0.0.1',
    port: 0,
    log,
  });
  const ask = async (query: string): Promise<unknown> => {
    const headers = { 'content-type': 'application/json' };
    return (await fetch(gateway.url, { method: 'POST', headers, body: JSON.stringify({ query }) })).json();
  };
  const answers = [await ask('query Where { f0 f1 f2 f3 }'), await ask('mutation { f0 }')];
  await gateway.stop();
  await stopSubgraphs();
  expect(answers).toMatchObject([
    { data: { f0: 'film.v2', f1: 'Film-V2', f2: '2nd', f3: 'FILM_LIST' } },
    { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
  ]);
});
