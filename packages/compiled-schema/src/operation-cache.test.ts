import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { OperationCache } from './operation-cache.ts';

const schema = buildSchema('type Query { film: String store: String }');

function compiled(cache: OperationCache, text: string, operationName?: string) {
  return cache.compile(text, operationName, parse(text));
}

test('an operation is found by its text and name, and no other is', () => {
  const cache = new OperationCache(schema, 10);
  const text = 'query A { film } query B { store }';
  const [a, b] = [compiled(cache, text, 'A'), compiled(cache, text, 'B')];
  expect(cache.get(text, 'A')).toBe(a);
  expect(cache.get(text, 'B')).toBe(b);
  expect(cache.get(text, 'C')).toBeUndefined();
  expect(cache.get(text, undefined)).toBeUndefined();
  expect(cache.get(`${text} `, 'A')).toBeUndefined();
});

test('an anonymous operation is not one of the empty name', () => {
  const cache = new OperationCache(schema, 10);
  compiled(cache, '{ film }');
  expect(cache.get('{ film }', '')).toBeUndefined();
  expect(() => compiled(cache, '{ film }', '')).toThrow('Unknown operation named "".');
});

test('those used last are kept, up to a number of texts', () => {
  const cache = new OperationCache(schema, 2);
  compiled(cache, '{ film }');
  compiled(cache, '{ store }');
  cache.get('{ film }', undefined);
  compiled(cache, '{ film store }');
  expect(cache.get('{ store }', undefined)).toBeUndefined();
  expect(cache.get('{ film }', undefined)).toBeDefined();
});

test('and up to an amount of text', () => {
  const cache = new OperationCache(schema, 10);
  const long = (field: string) => `{ ${field} } # ${'x'.repeat(3 * 1024 * 1024)}`;
  compiled(cache, long('film'));
  compiled(cache, long('store'));
  expect(cache.get(long('film'), undefined)).toBeUndefined();
  expect(cache.get(long('store'), undefined)).toBeDefined();
});
