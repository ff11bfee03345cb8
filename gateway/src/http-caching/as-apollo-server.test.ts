import { ApolloServer } from '@apollo/server';
import fc from 'fast-check';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  validate,
  parse,
  type GraphQLSchema,
} from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations } from '../differential/generate-operation.fixture.ts';
import { compose } from '../graph.fixture.ts';
import { cachingOf, hinted, shopTypes } from './caching-graph.fixture.ts';

const ofShop = cachingOf(compose({ shop: `${hinted} ${shopTypes}` }));
const schema = shopSchema();
const server = new ApolloServer({ schema, csrfPrevention: false });
beforeAll(() => server.start());
afterAll(() => server.stop());

/** The same types for a server by itself: no list is empty, and nothing is null. */
function shopSchema(): GraphQLSchema {
  const built = buildSchema(`
    directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean)
      on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
    enum CacheControlScope { PUBLIC PRIVATE }
    ${shopTypes}`);
  for (const type of Object.values(built.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isAbstractType(type)) type.resolveType = () => built.getPossibleTypes(type)[0]?.name;
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const value = isCompositeType(getNamedType(field.type)) ? {} : 1;
      field.resolve = () => (isListType(getNullableType(field.type)) ? [value] : value);
    }
  }
  return built;
}

/**
 * How long Apollo Server would keep an answer; not at all if it tells caches not to store it. Undefined if nothing was to be
 * executed, of which it says the same.
 */
async function ofApollo(query: string, variables: Record<string, unknown>) {
  const { body, http } = await server.executeOperation({ query, variables });
  if (body.kind !== 'single' || body.singleResult.errors) throw new Error(JSON.stringify(body));
  if (Object.values(body.singleResult.data ?? {}).every((value) => value === 'Query')) return undefined;
  const header = http.headers.get('cache-control') ?? '';
  const [, maxAge, scope] = /^max-age=(\d+), (public|private)$/.exec(header) ?? [];
  return { maxAge: Number(maxAge ?? 0), scope: scope?.toUpperCase() };
}

test('what is said of an operation is what Apollo Server finds when it executes all of it, or stricter', async () => {
  const anyDepth = fc.integer({ min: 1, max: 4 }).chain((depth) => operations(schema, depth, { inward: 50 }));
  let kept = 0;
  await fc.assert(
    fc.asyncProperty(anyDepth, async ({ query, variables }) => {
      fc.pre(validate(schema, parse(query)).length === 0);
      const ours = ofShop(query);
      const theirs = await ofApollo(query, variables);
      if (!theirs) return;
      expect(ours?.maxAge).toBeLessThanOrEqual(theirs.maxAge);
      if (theirs.scope === 'PRIVATE' && ours?.maxAge !== 0) expect(ours?.scope).toBe('PRIVATE');
      // It executes no more than the conditions allow, and one of the types that there may be.
      if (/@skip|@include|\b(item|thing|named|__schema|__type)\b/.test(query)) return;
      expect(ours?.maxAge).toBe(theirs.maxAge);
      if (theirs.scope === undefined) return;
      expect(ours?.scope).toBe(theirs.scope);
      kept += 1;
    }),
    { numRuns: 500, seed: 9 },
  );
  expect(kept).toBeGreaterThan(15);
});
