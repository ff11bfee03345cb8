import { expect, test } from 'vitest';
import { eventOf, liveGraph, returnedEvent } from './planned-graph.fixture.ts';

const graph = await liveGraph();

function wantedBy(query: string, variables: Record<string, unknown> = {}) {
  const subscription = graph.subscription(query);
  if (subscription.kind !== 'events') throw new Error('not of events');
  return {
    ...subscription.wanted(graph.request(query, variables).coerced),
    since: subscription.sinceVariables,
    subscription,
  };
}

const withStore = (storeId: unknown) => ({
  ...returnedEvent,
  payload: { ...returnedEvent.payload, storeId, late: true },
});

test.each<[string, string, Record<string, unknown>, boolean]>([
  ['no argument', 'returned', {}, true],
  ['an argument that is null', 'returned(storeId: null)', {}, true],
  ['an id that is the same', 'returned(storeId: "2")', {}, true],
  ['an id that is a number', 'returned(storeId: 2)', {}, true],
  ['another id', 'returned(storeId: "20")', {}, false],
  ['a variable', 'returned(storeId: $id)', { id: '2' }, true],
  ['a variable with another id', 'returned(storeId: $id)', { id: 3 }, false],
  ['a variable that is not given', 'returned(storeId: $id)', {}, true],
  ['a value that is no id', 'returned(late: true)', {}, true],
  ['another value that is no id', 'returned(late: false)', {}, false],
  ['two arguments, of which one holds', 'returned(storeId: 2, late: false)', {}, false],
  ['an event to begin after', 'returned(since: "e-9")', {}, true],
])('events are filtered by %s', (_, field, variables, isWanted) => {
  const query = `subscription ($id: ID) { ...F } fragment F on Subscription { ${field} { eventId loan { note(lang: $lang) } } }`;
  const { wants } = wantedBy(query.replace('($id: ID)', '($id: ID, $lang: String)'), variables);
  expect(wants(withStore(2))).toBe(isWanted);
});

test.each([undefined, null])('an event whose property is %s is not that of an id', (value) => {
  const { wants } = wantedBy('subscription { returned(storeId: "undefined") { eventId } }');
  expect(wants(withStore(value))).toBe(false);
});

test('a default of the schema filters, unless the client says null', () => {
  const event = eventOf('desk.loan.made', { loanId: 1, actor: 2 });
  expect(wantedBy('subscription { activity { __typename } }').wants(event)).toBe(false);
  expect(wantedBy('subscription { activity(actor: null) { __typename } }').wants(event)).toBe(true);
});

test.each<[string, string, Record<string, unknown>, string | undefined, readonly string[]]>([
  ['nothing', 'subscription { returned { at } }', {}, undefined, []],
  ['a text', 'subscription { returned(since: "e-9") { at } }', {}, 'e-9', []],
  ['null', 'subscription { returned(since: null) { at } }', {}, undefined, []],
  ['a variable', 'subscription ($a: ID) { returned(since: $a) { at } }', { a: 7 }, '7', ['a']],
  ['a variable without value', 'subscription ($a: ID) { returned(since: $a) { at } }', {}, undefined, ['a']],
  [
    'a variable that says something else too',
    'subscription ($a: ID) { returned(since: $a, storeId: $a) { at } }',
    { a: '7' },
    '7',
    [],
  ],
])('a client that gives %s as its last event', (_, query, variables, since, names) => {
  const { subscription } = wantedBy(query, variables);
  expect(subscription.wanted(graph.request(query, variables).coerced).since).toBe(since);
  expect(subscription.sinceVariables).toEqual(names);
});

test('the subjects of a subscription are all that may answer it', () => {
  expect(wantedBy('subscription { activity { __typename } }').subscription.subjects).toEqual([
    'desk.loan.made',
    'desk.film.added',
  ]);
});

test.each([
  'subscription ($no: Boolean!) { returned @include(if: $no) { at } }',
  'subscription ($no: Boolean!) { ... @skip(if: $no) { returned { at } } }',
  'subscription ($no: Boolean!) { ...F @skip(if: $no) } fragment F on Subscription { returned { at } }',
  'subscription ($no: Boolean!) { ...F } fragment F on Subscription { returned @skip(if: $no) { at } }',
])('a subscription that may have no field is refused: %s', (query) => {
  expect(() => wantedBy(query, { no: false })).toThrow(
    expect.objectContaining({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }),
  );
});
