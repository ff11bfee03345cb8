import { describe, expect, test } from 'vitest';
import { compareToBaseline } from './compare-to-baseline.ts';

const baseline = `
type Query { film(id: ID!, language: String = "en"): Film  search(filter: Filter): [Film!]! }
type Film { title: String!  year: Int  rating: Rating  length: Int @deprecated(reason: "Use minutes.") }
enum Rating { G PG }
input Filter { title: String }
`;

async function changesOf(passage: string, replacement: string) {
  return compareToBaseline(baseline, baseline.replace(passage, replacement));
}

describe('a change that can refuse an operation or surprise a typed client is breaking', () => {
  test.each([
    ['year: Int', '', "Field 'year' was removed from object type 'Film'"],
    ['film(id: ID!,', 'film(key: ID!,', "Argument 'id: ID!' was removed from field 'Query.film'"],
    ['title: String!', 'title: String', "Field 'Film.title' changed type from 'String!' to 'String'"],
    ['filter: Filter', 'filter: Filter!', "Type for argument 'filter' on field 'Query.search' changed"],
    ['title: String }', 'title: String year: Int! }', "Input field 'year' of type 'Int!' was added"],
    ['G PG', 'G', "Enum value 'PG' was removed from enum 'Rating'"],
  ])('%s becomes %j', async (passage, replacement, change) => {
    expect((await changesOf(passage, replacement)).breaking).toContainEqual(expect.stringContaining(change));
  });
});

test.each([
  ['G PG', 'G PG R', "Enum value 'R' was added to enum 'Rating'"],
  ['"en"', '"de"', "Default value for argument 'language'"],
])('a client may stumble when %s becomes %s', async (passage, replacement, change) => {
  const { breaking, dangerous } = await changesOf(passage, replacement);
  expect(breaking).toEqual([]);
  expect(dangerous).toEqual([expect.stringContaining(change)]);
});

test.each([
  ['year: Int', 'year: Int month: Int'],
  ['@deprecated(reason: "Use minutes.")', '@deprecated'],
  ['@deprecated(reason: "Use minutes.")', ''],
  ['year: Int', 'year: Int @deprecated(reason: "Use released.")'],
  ['year: Int', 'year: Int!'],
  ['id: ID!', 'id: ID'],
  ['type Film', '"A film." type Film'],
])('no client minds when %s becomes %s', async (passage, replacement) => {
  expect(await changesOf(passage, replacement)).toEqual({ breaking: [], dangerous: [] });
});
