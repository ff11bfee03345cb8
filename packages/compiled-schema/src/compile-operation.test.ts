import { buildSubgraphSchema } from '@apollo/subgraph';
import { buildSchema, execute, GraphQLObjectType, parse, type GraphQLSchema } from 'graphql';
import { expect, test } from 'vitest';
import { compileOperation } from './compile-operation.ts';

const run = (
  schema: GraphQLSchema,
  query: string,
  variableValues: Record<string, unknown> = {},
  contextValue?: object,
) => compileOperation(schema, parse(query))({ variableValues, contextValue });

function resolving(sdl: string, resolvers: Readonly<Record<string, Record<string, (...args: never[]) => unknown>>>) {
  const schema = buildSchema(sdl);
  for (const [name, fields] of Object.entries(resolvers)) {
    const type = schema.getType(name);
    for (const [field, resolve] of Object.entries(fields)) {
      const definition = type instanceof GraphQLObjectType ? type.getFields()[field] : undefined;
      if (definition) definition.resolve = resolve as typeof definition.resolve;
    }
  }
  return schema;
}

test('what is written in an operation never becomes code', async () => {
  const schema = resolving('type Query { echo(text: String, list: [String]): String }', {
    Query: { echo: (_source: unknown, { text }: { text: string }) => text },
  });
  const marks = ['"', '`', "'", '\\', '${', '*/', '\u2028', '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d'];
  for (const mark of marks) {
    const text = `${mark})];globalThis.harmed=true;//`;
    const literal = JSON.stringify(text);
    expect(await run(schema, `{ echo(text: ${literal}, list: [${literal}]) }`)).toEqual({ data: { echo: text } });
  }
  expect(globalThis).not.toHaveProperty('harmed');
});

test('an error does not leave promises of its neighbours uncaught, nor the answer waiting', async () => {
  const schema = resolving('type Query { items: [Item!] } type Item { soon: String! now: String! }', {
    Query: { items: () => [{ ok: true }, { ok: false }] },
    Item: {
      soon: () => Promise.reject(new Error('soon')),
      now({ ok }: { ok: boolean }) {
        if (!ok) throw new Error('now');
        return 'now';
      },
    },
  });
  expect(JSON.parse(JSON.stringify(await run(schema, '{ items { soon now } }')))).toEqual({
    data: { items: null },
    errors: [{ message: 'now', path: ['items', 1, 'now'], locations: [{ line: 1, column: 16 }] }],
  });
});

test('a field of a mutation begins when nothing of the one before is under way, also if that failed', async () => {
  const seen: string[] = [];
  const later = async (name: string) => {
    await Promise.resolve();
    await Promise.resolve();
    seen.push(name);
    return name;
  };
  const schema = resolving(
    'type Query { a: Int } type Mutation { one: Pair two: Int } type Pair { a: String! b: String! }',
    {
      Mutation: { one: () => ({}), two: () => seen.push('two') },
      Pair: {
        a: () => later('a'),
        b() {
          throw new Error('b');
        },
      },
    },
  );
  expect(await run(schema, 'mutation { one { a b } two }')).toMatchObject({ data: { one: null, two: 2 } });
  expect(seen).toEqual(['a', 'two']);
});

test('each call of a resolver has arguments of its own, and one run does not see those of another', () => {
  const schema = resolving('type Query { list(n: Int!): [Int] box: Box } type Box { n(n: Int = 1): Int }', {
    Query: {
      list(_source: unknown, args: { n: number }) {
        args.n += 1;
        return [args.n];
      },
      box: () => ({}),
    },
    Box: { n: (_source: unknown, args: { n: number }) => args.n++ },
  });
  const operation = compileOperation(schema, parse('query ($n: Int!) { list(n: $n) again: list(n: 5) box { n } }'));
  const answers = [1, 1, 2].map((n) => operation({ variableValues: { n } }));
  expect(answers).toEqual([2, 2, 3].map((n) => ({ data: { list: [n], again: [6], box: { n: 1 } } })));
});

test.each<[string, Record<string, unknown>]>([
  ['String', { v: 'x' }],
  ['String', { v: 1 }],
  ['String!', {}],
  ['String', { v: null }],
  ['Int', { v: 2 ** 31 }],
  ['Int', { v: 1.5 }],
  ['Int = 3', {}],
  ['[Int!]', { v: 1 }],
  ['[Int!]', { v: [1, null] }],
  ['[[Boolean]]', { v: [[true], null] }],
  ['ID', { v: 7 }],
  ['Float', { v: 7 }],
  ['Float', { v: '7' }],
  ['Where', { v: { at: 1 } }],
  ['Where', { v: { at: 1, to: 2 } }],
  ['Colour', { v: 'RED' }],
  ['Colour', { v: 'BLUE' }],
])('a variable of the type %s is taken, or refused, as by graphql-js: %j', async (type, variableValues) => {
  const [named = ''] = /\w+/.exec(type) ?? [];
  const argument = type
    .replace(/ = .*/, '')
    .replace('!', '')
    .replace(/^\[Int\]$/, '[Int!]');
  const schema = resolving(
    `enum Colour { RED } input Where { at: Int! = 2 } type Query { echo(v: ${type.startsWith('[') ? type : argument || named}): String }`,
    { Query: { echo: (_source: unknown, args: unknown) => JSON.stringify(args) } },
  );
  const document = parse(`query ($v: ${type}) { echo(v: $v) }`);
  const expected = await execute({ schema, document, variableValues });
  expect(JSON.stringify(await compileOperation(schema, document)({ variableValues }))).toBe(JSON.stringify(expected));
});

const entities = (schema: GraphQLSchema, representations: unknown) =>
  run(
    schema,
    'query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on A { id n } ... on B { id } } }',
    {
      r: representations,
    },
  );

test('entities are in the order of their representations, and each fails on its own', async () => {
  const schema = buildSubgraphSchema({
    typeDefs: parse(`
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
      interface I @key(fields: "id") { id: ID! }
      type A implements I @key(fields: "id") { id: ID! n: Int! }
      type B implements I @key(fields: "id") { id: ID! }
      type Query { a: A }`),
    resolvers: {
      A: {
        __resolveReference({ id }: { id: string }) {
          if (id === 'throws') throw new Error('thrown');
          if (id === 'rejects') return Promise.reject(new Error('rejected'));
          if (id === 'gone') return null;
          return id === 'later' ? Promise.resolve({ id, n: 2 }) : { id, n: id === 'bad' ? null : 1 };
        },
      },
      I: { __resolveReference: ({ id }: { id: string }) => ({ __typename: 'B', id }) },
    },
  });
  const ids = ['now', 'later', 'throws', 'rejects', 'gone', 'bad'];
  const asked = [...ids.map((id) => ({ __typename: 'A', id })), { __typename: 'B', id: 'b' }];
  expect(JSON.parse(JSON.stringify(await entities(schema, asked)))).toMatchObject({
    data: {
      _entities: [
        { __typename: 'A', id: 'now', n: 1 },
        { __typename: 'A', id: 'later', n: 2 },
        null,
        null,
        null,
        null,
        { __typename: 'B', id: 'b' },
      ],
    },
    errors: [
      { message: 'thrown', path: ['_entities', 2] },
      { message: 'Cannot return null for non-nullable field A.n.', path: ['_entities', 5, 'n'] },
      { message: 'rejected', path: ['_entities', 3] },
    ],
  });
  expect(await entities(schema, [{ __typename: 'I', id: 'i' }])).toEqual({
    data: { _entities: [{ __typename: 'B', id: 'i' }] },
  });
  expect(await entities(schema, [{ __typename: 'Nobody' }])).toMatchObject({
    data: null,
    errors: [{ path: ['_entities'] }],
  });
  expect(await entities(schema, [null])).toMatchObject({
    errors: [{ message: expect.stringMatching(/Variable "\$r"/) as string }],
  });
});
