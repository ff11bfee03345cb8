import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe('a supergraph is refused that relies for security on what nothing here enforces', () => {
  const policies = '(policies: [["staff"]])';
  const policy = 'https://specs.apollo.dev/policy/v0.1';
  const lock = 'https://example.com/lock/v1.0';
  const linked = (link: string) => supergraphSdl.replace('schema\n', `schema\n  @link(${link}, for: SECURITY)\n`);

  test.each<[string, string, string]>([
    ['@policy', withSecret('import: ["@policy"]', `@policy${policies}`), policy],
    ['@policy by another name', withSecret('import: [{ name: "@policy", as: "@rule" }]', `@rule${policies}`), policy],
    ['@policy that is not imported', withSecret('as: "fed", import: ["@key"]', `@fed__policy${policies}`), policy],
    [
      '@policy beside what is enforced',
      withSecret('import: ["@policy", "@authenticated"]', `@authenticated @policy${policies}`),
      policy,
    ],
    ['a feature that is not known', linked(`url: "${lock}"`), lock],
    ['the same by other names', linked(`url: "${lock}", as: "l", import: [{ name: "@lock", as: "@key" }]`), lock],
  ])('%s', (_, sdl, feature) => {
    const attempt = () => new SupergraphRuntime({ supergraphSdl: sdl, transports: {}, log });
    expect(attempt).toThrow(StartupError);
    expect(attempt).toThrow(`the supergraph uses ${feature} for security, which this gateway does not enforce`);
  });
});

/** A supergraph whose one field has directives of federation. */
function withSecret(link: string, directives: string): string {
  const federation = `@link(url: "https://specs.apollo.dev/federation/v2.9", ${link})`;
  return compose({ film: `extend schema ${federation} type Query { secret: String ${directives} }` });
}

test('what is enforced is enforced by whatever name', async () => {
  const sdl = withSecret(
    'import: [{ name: "@requiresScopes", as: "@for" }, { name: "@authenticated", as: "@known" }]',
    '@for(scopes: [["staff"]]) @known',
  );
  const schema = buildSubgraphSchema(parse('type Query { secret: String }'));
  const { transports } = await transportsTo({ film: schema }, 'in-process');
  const renamed = await startTestGateway('in-process', { supergraphSdl: sdl, transports });
  const { body } = await renamed.ask('{ secret }');
  expect(body).toMatchObject({ errors: [{ path: ['secret'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }] });
  await renamed.stop();
});

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
