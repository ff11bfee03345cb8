import { buildASTSchema, parse, print, type OperationDefinitionNode } from 'graphql';
import { expect, test } from 'vitest';
import { readAuthorizationRules } from '@reelhouse/authorization';
import type { OperationToPlan } from '../plan-cache.ts';
import { anonymous, signedIn } from './authorized-graph.fixture.ts';
import { AuthorizationFilter, type AuthorizationFilterOptions } from './authorization-filter.ts';

const links = `schema @link(url: "https://specs.apollo.dev/requiresScopes/v0.1") @link(url: "https://specs.apollo.dev/authenticated/v0.1") { query: Query }`;
const usual = `type Query { open: Int staff: Int @requiresScopes(scopes: [["staff"]]) manager: Int @requiresScopes(scopes: [["manager"]])
  own: Int @authenticated again: Query }`;

function filterOf(types = usual, options: AuthorizationFilterOptions = {}): AuthorizationFilter {
  const sdl = parse(`${links} ${types}`);
  const schema = buildASTSchema(sdl, { assumeValid: true, assumeValidSDL: true });
  return new AuthorizationFilter(readAuthorizationRules(sdl), schema, options);
}

function toPlan(query: string, index = 0): OperationToPlan {
  const document = parse(query);
  return { document, documentKey: query, operation: document.definitions[index] as OperationDefinitionNode };
}

function left(authorized: ReturnType<AuthorizationFilter['for']>): string | undefined {
  return authorized.kind === 'denied' ? undefined : print(authorized.toPlan.document).replace(/\s+/g, ' ').trim();
}

test('who meets the same of what an operation asks for shares the result', () => {
  const filter = filterOf();
  const operation = toPlan('{ open staff }');
  const customer = filter.for(operation, signedIn('customer'));
  expect(filter.for(operation, anonymous)).toBe(customer);
  expect(filter.for(toPlan('{ open staff }'), signedIn('manager', 'other'))).toBe(customer);
  const staff = filter.for(operation, signedIn('staff'));
  expect(filter.for(operation, signedIn('staff', 'manager'))).toBe(staff);
  expect([left(customer), left(staff)]).toEqual(['{ open }', '{ open staff }']);
});

test('a document that was parsed anew is filtered like the one before', () => {
  const filter = filterOf();
  const queries = ['{ open staff }', '{ ...F } fragment F on Query { open again { staff } }'];
  for (const query of queries) {
    expect(filter.for(toPlan(query), signedIn('staff')).kind).toBe('allowed');
    expect(left(filter.for(toPlan(query), anonymous))).not.toContain('staff');
  }
});

test('what is allowed is planned as it came, what is filtered under a key that follows from what is left', () => {
  const filter = filterOf();
  const operation = toPlan('{ open staff manager }');
  const keys = [anonymous, signedIn('staff'), signedIn('manager'), signedIn('manager', 'staff')].map((identity) => {
    const authorized = filter.for(operation, identity);
    return authorized.kind === 'denied' ? '' : authorized.toPlan.documentKey;
  });
  expect(new Set(keys).size).toBe(4);
  expect(keys[3]).toBe(operation.documentKey);
  const same = filterOf().for(toPlan('query { open, staff, other: manager }'), anonymous);
  expect(same).toMatchObject({ kind: 'filtered', toPlan: { documentKey: keys[0] } });
  // Under other rules, the same rights leave something else.
  const moved = filterOf(
    usual
      .replace('staff: Int', 'staff: Int @authenticated')
      .replace('open: Int', 'open: Int @requiresScopes(scopes: [["p"]])'),
  );
  expect(moved.for(operation, anonymous)).not.toMatchObject({ toPlan: { documentKey: keys[0] } });
});

test('operations of one document are decided each for itself, without those of the others', () => {
  const filter = filterOf();
  const document = 'query A { open staff } query B { staff open: own } fragment F on Query { open }'.replace(
    'open staff',
    'staff ...F',
  );
  expect(left(filter.for(toPlan(document, 0), anonymous))).toBe('query A { ...F } fragment F on Query { open }');
  expect(left(filter.for(toPlan(document, 1), signedIn()))).toBe('query B { open: own }');
});

test('a list of no alternatives is met by nobody, an empty alternative by all', () => {
  const filter = filterOf(
    'type Query { open: Int none: Int @requiresScopes(scopes: []) all: Int @requiresScopes(scopes: [[]]) }',
  );
  expect(left(filter.for(toPlan('{ open none all }'), signedIn('a')))).toBe('{ open all }');
});

test('an operation type that is closed is refused whole', () => {
  const filter = filterOf('type Query @authenticated { open: Int }');
  const refused = filter.for(toPlan('{ __typename open }'), anonymous);
  expect(refused).toMatchObject({ kind: 'denied', errors: [{ path: [] }] });
  expect(filter.for(toPlan('{ open }'), signedIn()).kind).toBe('allowed');
});

test('an error says what, where and nothing else', () => {
  const authorized = filterOf().for(toPlan('{ a: again { staff } }'), anonymous);
  if (authorized.kind !== 'filtered') throw new Error(authorized.kind);
  expect(authorized.errors.map((error) => error.toJSON())).toEqual([
    {
      message: 'Unauthorized field or type',
      path: ['a', 'staff'],
      extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
    },
  ]);
});

test('a graph without rules costs nothing', () => {
  const operation = toPlan('{ open }');
  expect(filterOf('type Query { open: Int }').for(operation, anonymous)).toEqual({
    kind: 'allowed',
    toPlan: operation,
  });
});

/** Each fragment uses the next one twice, so that they stand for 2 to the power of `depth` fields. */
function bomb(depth: number, use: (name: string) => string): string {
  const fragments = Array.from(
    { length: depth },
    (_, index) => `fragment F${index} on Query { ${use(`F${index + 1}`)} }`,
  );
  return `{ open ...F0 } ${fragments.join(' ')} fragment F${depth} on Query { open staff }`;
}

test.each([
  ['at one place', (name: string) => `...${name} ...${name} staff`],
  ['under two names', (name: string) => `a: again { ...${name} } b: again { ...${name} }`],
  ['of which half is denied', (name: string) => `a: again { ...${name} } staff again { ...${name} }`],
])('a bomb of fragments is filtered in time and answered with a bounded list: %s', (_, use) => {
  const authorized = filterOf().for(toPlan(bomb(40, use)), anonymous);
  if (authorized.kind !== 'filtered') throw new Error(authorized.kind);
  expect(authorized.errors.length).toBeGreaterThan(0);
  expect(authorized.errors.length).toBeLessThanOrEqual(100);
  expect(authorized.toPlan.document.definitions.length).toBe(42);
});

test('only what was used last is kept', () => {
  const filter = filterOf(usual, { maxOperations: 1 });
  const [one, two] = [toPlan('{ open staff }'), toPlan('{ open manager }')];
  const first = filter.for(one, anonymous);
  filter.for(two, anonymous);
  expect(filter.for(one, anonymous)).not.toBe(first);
});
