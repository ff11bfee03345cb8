import { afterAll, beforeAll, expect, test } from 'vitest';
import { StartupError } from '@reelhouse/config';
import { createApolloServer } from '@reelhouse/http-server';
import { startTestGateway } from './gateway.fixture.ts';
import { compose, readableLog, subgraphs, supergraphSdl, transportsTo } from './graph.fixture.ts';
import { SupergraphRuntime } from './index.ts';

const { log } = readableLog();

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

test.each([['@policy(policies: [["staff"]])', 'policy/v0.1']])(
  'a supergraph that relies on %s is refused, because nothing here enforces it',
  (directive, feature) => {
    const name = /@\w+/.exec(directive)?.[0] ?? '';
    const sdl = compose({
      film: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "${name}"])
      type Query { secret: String ${directive} }`,
    });
    const attempt = () => new SupergraphRuntime({ supergraphSdl: sdl, transports: {}, log });
    expect(attempt).toThrow(StartupError);
    expect(attempt).toThrow(
      `the supergraph uses https://specs.apollo.dev/${feature} for security, which this gateway does not enforce`,
    );
  },
);

test('a supergraph that needs an unknown feature for its execution is refused', () => {
  const unknown = '@link(url: "https://example.com/teleport/v1.0", for: EXECUTION)';
  const sdl = supergraphSdl.replace('schema\n', `schema\n  ${unknown}\n`);
  expect(() => new SupergraphRuntime({ supergraphSdl: sdl, transports: {}, log })).toThrow(
    'the supergraph uses https://example.com/teleport/v1.0 for execution, which this gateway does not know',
  );
});

test.each(['', 'type Query {', 'type Query { film: String }'])(
  'what is no supergraph is refused in one line: %j',
  (sdl) => {
    const attempt = () => new SupergraphRuntime({ supergraphSdl: sdl, transports: {}, log });
    expect(attempt).toThrow(StartupError);
    expect(attempt).toThrow(/^the supergraph schema cannot be used: .+$/);
  },
);

test('every subgraph needs a transport', async () => {
  const { transports } = await transportsTo(subgraphs().schemas, 'in-process');
  const { film } = transports;
  const attempt = () => new SupergraphRuntime({ supergraphSdl, transports: film ? { film } : {}, log });
  expect(attempt).toThrow('the subgraph "rental" has no transport');
});

test('plans are kept, but no more than allowed', async () => {
  const { transports } = await transportsTo(subgraphs().schemas, 'in-process');
  const runtime = new SupergraphRuntime({ supergraphSdl, transports, maxPlans: 2, log });
  const apollo = createApolloServer({ source: runtime, log, introspection: true });
  await apollo.start();
  for (const query of ['{ films { id } }', '{ films { title } }', '{ films { id } }', '{ films { held } }']) {
    await apollo.executeOperation({ query }, { contextValue: { requestId: 'r-1', log } });
  }
  await apollo.stop();
  expect(runtime.plans.size).toBe(2);
});

test('introspection tells the API schema, without what is inaccessible and without federation', async () => {
  const { body } = await gateway.ask('{ __type(name: "Film") { fields { name } } __schema { types { name } } }');
  expect(body).toMatchObject({
    data: { __type: { fields: [{ name: 'id' }, { name: 'title' }, { name: 'rentals' }, { name: 'held' }] } },
  });
  expect(JSON.stringify(body)).not.toMatch(/join__|_Entity|_Service/);
});

test.each([
  ['an unknown field', '{ film(id: "1") { length } }', 'GRAPHQL_VALIDATION_FAILED'],
  ['an inaccessible field', '{ film(id: "1") { cost } }', 'GRAPHQL_VALIDATION_FAILED'],
  ['a field of federation', '{ _service { sdl } }', 'GRAPHQL_VALIDATION_FAILED'],
  [
    'several operations without a name',
    'query A { __typename } query B { __typename }',
    'OPERATION_RESOLUTION_FAILURE',
  ],
])('%s is refused', async (_, query, code) => {
  const { status, body } = await gateway.ask(query);
  expect([status, body]).toMatchObject([400, { errors: [{ extensions: { code } }] }]);
});
