import type { PlanNode } from '@apollo/query-planner';
import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { compilePlan } from './compile-plan.ts';
import type { PlanRun } from './plan-run.ts';
import { objectsAt, parseDataPath, placesAt } from './data-path.ts';
import { compileRewrites } from './data-rewrites.ts';
import { groupByContext } from './contextual-arguments.ts';
import { mergeData } from './merge-data.ts';
import type { DataObject } from './data.ts';
import { readableLog } from '../graph.fixture.ts';
import type { RequestContext } from '@reelhouse/http-server';

const schema = buildSchema(
  'type Query { a: A } interface I { id: ID } type A implements I { id: ID } type B { id: ID }',
);
const fetchNode = { kind: 'Fetch', serviceName: 'one', operation: '{ a { id } }', operationKind: 'query' };

test.each<[string, object]>([
  ['@defer', { kind: 'Defer', primary: {}, deferred: [] }],
  ['an unknown node', { kind: 'Teleport' }],
  ['a subgraph without a transport', { ...fetchNode, serviceName: 'two' }],
  ['an index in a path', { kind: 'Flatten', path: ['a', 0], node: fetchNode }],
  ['an unknown rewrite', { ...fetchNode, outputRewrites: [{ kind: 'Upper', path: ['a', 'id'] }] }],
  [
    'a rewrite of a type',
    { ...fetchNode, outputRewrites: [{ kind: 'ValueSetter', path: ['... on A'], setValueTo: 1 }] },
  ],
])('a plan with %s is refused when it is compiled', (_, node) => {
  const transport = { prepare: () => async () => ({}), ready: async () => true, stop: async () => {} };
  const attempt = () => compilePlan(node as PlanNode, { schema, transports: new Map([['one', transport]]) });
  expect(attempt).toThrow(/^the query plan cannot be executed: it holds /);
});

test('a condition chooses by the variable and its default', async () => {
  const asked: string[] = [];
  const transport = {
    prepare:
      ({ query }: { query: string }) =>
      async () => {
        asked.push(query);
        return { data: {} };
      },
    ready: async () => true,
    stop: async () => {},
  };
  const otherwise = { ...fetchNode, operation: '{ b }' };
  const node = { kind: 'Condition', condition: 'yes', ifClause: fetchNode, elseClause: otherwise } as PlanNode;
  const step = compilePlan(node, { schema, transports: new Map([['one', transport]]) });
  const context = { requestId: 'r', log: readableLog().log } as RequestContext;
  const runOf = (yes: boolean): PlanRun<RequestContext> => {
    return { root: {}, variables: {}, coercedVariables: { yes }, context, errors: [] };
  };
  await step(runOf(true));
  await step(runOf(false));
  expect(asked).toEqual(['{ a { id } }', '{ b }']);
});

test('a path goes through lists of lists, leaves out nulls, and takes only the types it names', () => {
  const [a, b, c] = [{ __typename: 'A' }, { __typename: 'B' }, { __typename: 'A' }];
  const root: DataObject = { grid: [[a, null], null, [b, c]], none: null };
  expect(objectsAt(root, parseDataPath(['grid', '@', '@']))).toEqual([a, b, c]);
  expect(objectsAt(root, parseDataPath(['', 'grid', '@', '@|[A]']))).toEqual([a, c]);
  expect(objectsAt(root, parseDataPath(['none', 'deeper']))).toEqual([]);
  const places = placesAt(root, parseDataPath(['grid', '@', '@|[A]']));
  expect(places.map(({ path }) => path)).toEqual([
    ['grid', 0, 0],
    ['grid', 2, 1],
  ]);
});

test.each<[string, DataObject, DataObject]>([
  ['0', { __typename: 'A', size__alias_0: 0 }, { __typename: 'A', size: 0 }],
  ['null', { __typename: 'A', size__alias_0: null }, { __typename: 'A', size: null }],
  ['of another type', { __typename: 'B', size__alias_0: 1 }, { __typename: 'B', size__alias_0: 1 }],
  ['that is missing', { __typename: 'A' }, { __typename: 'A' }],
])('a field is renamed for the types it is meant for: one %s', (_, object, expected) => {
  const path = ['... on I', 'size__alias_0'];
  for (const rewrite of compileRewrites(schema, [{ kind: 'KeyRenamer', path, renameKeyTo: 'size' }])) rewrite(object);
  expect(object).toEqual(expected);
});

test('entities are parted by the values above them that they take as arguments', () => {
  const root: DataObject = {
    shops: [
      { __typename: 'A', currency: 'EUR', item: { id: 1 } },
      { __typename: 'B', money: 'USD', item: { id: 2 } },
      { __typename: 'A', currency: 'EUR', item: { id: 3 } },
    ],
  };
  const group = groupByContext(schema, [
    { kind: 'KeyRenamer', path: ['..', '... on A', 'currency'], renameKeyTo: 'ctx' },
    { kind: 'KeyRenamer', path: ['..', '... on B', 'money'], renameKeyTo: 'ctx' },
  ]);
  expect(group?.(placesAt(root, parseDataPath(['shops', '@', 'item'])))).toEqual([
    { variables: { ctx: 'EUR' }, entities: [{ id: 1 }, { id: 3 }] },
    { variables: { ctx: 'USD' }, entities: [{ id: 2 }] },
  ]);
});

test('what is known is not lost to a null, nor does data reach the prototype of objects', () => {
  const target: DataObject = { a: { x: 1 }, list: [{ x: 1 }, null] };
  mergeData(
    target,
    JSON.parse('{ "a": null, "list": [null, { "y": 2 }], "__proto__": { "polluted": 1 } }') as DataObject,
  );
  expect(JSON.parse(JSON.stringify(target))).toMatchObject({ a: { x: 1 }, list: [{ x: 1 }, { y: 2 }] });
  expect(({} as DataObject)['polluted']).toBeUndefined();
});
