import { StartupError } from '@reelhouse/config';
import { expect, test } from 'vitest';
import { compose } from '../graph.fixture.ts';
import { readSupergraph } from '../supergraph.ts';
import { live, liveGraph, liveSupergraph, plain } from './planned-graph.fixture.ts';

/** A supergraph with one subscription. */
function withSubscription(field: string, more = ''): string {
  const film = `${plain} type Query { film: Film } type Film @key(fields: "id") @key(fields: "ean") { id: ID! ean: ID! title: String }`;
  const desk = `${live}
    type Query { a: Int }
    type Subscription { ${field} }
    type Returned { id: ID! at: String loan: Loan film: Film fee: Money item: Item }
    type Loan @key(fields: "id film { id }") { id: ID! film: Film! due(in: String): String }
    type Film @key(fields: "id") { id: ID! copies(of: Int): Int waiting: Int }
    type Money { amount: Int currency: String }
    union Item = Loan | Film
    input Range { from: Int }
    ${more}`;
  return compose({ desk, film });
}

/** A payload with all that `Returned` needs, and something else for a part of it. */
function payload(change: Record<string, string> = {}): string {
  const parts: Record<string, string> = {
    id: 'id: _id',
    at: 'at: _occurredAt',
    loan: 'loan { id: loanId film { id: filmId } }',
    film: 'film { id: filmId }',
    fee: 'fee { amount currency }',
    item: 'item { ... on Film { id: itemId } }',
    ...change,
  };
  return Object.values(parts).join(' ');
}

const event = (text = payload(), subject = 'desk.loan.returned') =>
  `@event(subject: ${JSON.stringify(subject)}, payload: ${JSON.stringify(text)})`;

test('a subscription that events can answer is taken', () => {
  expect(() => readSupergraph(withSubscription(`returned(storeId: ID, since: ID): Returned ${event()}`))).not.toThrow();
  expect(() => readSupergraph(liveSupergraph)).not.toThrow();
});

const about = 'Subscription.returned: the payload of "desk.loan.returned" cannot be used: ';

test.each<[string, string, string]>([
  ['that does not parse', event('id: _id {'), 'it does not parse: Syntax Error: '],
  ['of nothing', event(''), 'it does not parse: Syntax Error: '],
  ['of an unknown field', event(payload({ x: 'x: y' })), 'Returned has no field "x"'],
  ['of an unknown field below', event(payload({ film: 'film { id: filmId x }' })), 'Film has no field "x"'],
  ['of a field twice', event(payload({ x: 'at: other' })), 'Returned.at is made twice'],
  ['of a field with arguments', event(payload({ film: 'film { id copies }' })), 'Film.copies takes arguments'],
  ['that gives arguments', event(payload({ at: 'at: at(x: 1)' })), 'Returned.at is given arguments or directives'],
  ['without the key', event(payload({ film: 'film { waiting: n }' })), 'it leaves out the key of Film: "id" or "ean"'],
  [
    'with half a key',
    event(payload({ loan: 'loan { id: loanId }' })),
    'it leaves out the key of Loan: "id film { id }"',
  ],
  ['without a value', event(payload({ at: '' })), 'it leaves out Returned.at, which nothing else can tell'],
  ['without values', event(payload({ fee: 'fee { amount }' })), 'it leaves out Money.currency, which nothing else can'],
  ['of an object that is a property', event(payload({ film: 'film: filmId' })), 'Returned.film is an object: say what'],
  ['of an object with an alias', event(payload({ film: 'film: f { id }' })), 'Returned.film is an object: what it is'],
  ['of a value with a selection', event(payload({ at: 'at { id }' })), 'Returned.at is no object'],
  ['of a fragment', event(payload({ x: '... on Returned { at }' })), 'a fragment has no place in it, which is always'],
  ['of a union without types', event(payload({ item: 'item { id: x }' })), 'Returned.item needs a fragment for each'],
  [
    'of a union with a stranger',
    event(payload({ item: 'item { ... on Money { amount currency } }' })),
    'Returned.item is never of the object type "Money"',
  ],
  [
    'of one type in two ways',
    event(payload({ film: 'film { id: filmId waiting }' })),
    'Film is made with other fields in one place',
  ],
])('a payload %s is refused', (_, directive, problem) => {
  const attempt = () => readSupergraph(withSubscription(`returned: Returned ${directive}`));
  expect(attempt).toThrow(StartupError);
  expect(attempt).toThrow(about + problem);
});

test.each<[string, string, string]>([
  [
    'events of two owners',
    `returned: Returned ${event()} ${event(payload(), 'film.film.added')}`,
    'Subscription.returned: its events are of desk and film',
  ],
  [
    'one subject twice',
    `returned: Returned ${event()} ${event(payload({ at: 'at: other' }))}`,
    'Subscription.returned: "desk.loan.returned" is named twice',
  ],
  [
    'a subject that is a pattern',
    `returned: Returned ${event(payload(), 'desk.loan.*')}`,
    'Subscription.returned: "desk.loan.*" is not the subject of an event',
  ],
  ['a list', `returned: [Returned] ${event()}`, 'it is a list, which is not made of one event'],
  ['a value', `returned: Int ${event()}`, 'it is no object'],
  [
    'an argument that is a list',
    `returned(ids: [ID!]): Returned ${event()}`,
    'Subscription.returned: its argument "ids" is no single value',
  ],
  [
    'an argument that is an object',
    `returned(range: Range): Returned ${event()}`,
    'Subscription.returned: its argument "range" is no single value',
  ],
  [
    'an event to go on after that is no id',
    `returned(since: Int): Returned ${event()}`,
    'Subscription.returned: its argument "since" is the id of an event',
  ],
])('a subscription with %s is refused', (_, field, problem) => {
  expect(() => readSupergraph(withSubscription(field))).toThrow(problem);
});

test('an event cannot answer what is no subscription', () => {
  const sdl = withSubscription('x: Int', `extend type Query { returned: Returned ${event()} }`);
  expect(() => readSupergraph(sdl)).toThrow(/^Query.returned: @event belongs to fields of Subscription$/);
});

test('all that is wrong is told at once, a line each', () => {
  const sdl = withSubscription(`a: Returned ${event('x')} b(l: [Int]): Returned ${event()}`);
  expect(() => readSupergraph(sdl)).toThrow(/^Subscription\.a: [^\n]+\nSubscription\.b: [^\n]+$/);
});

test('a graph may call the directives otherwise', async () => {
  const renamed = liveSupergraph
    .replaceAll('"@event"', '{name: "@event", as: "@from"}')
    .replaceAll(/@event\b(?!")/g, '@from');
  const { planner } = await liveGraph('in-process', renamed);
  expect([...planner.events.keys()]).toEqual(['Subscription.returned', 'Subscription.activity', 'Subscription.loan']);
});

test('another directive of the same name is none of these', () => {
  const other = liveSupergraph.replaceAll('https://specs.reelhouse.example/live/', 'https://specs.example/other/');
  expect(() => readSupergraph(other)).not.toThrow();
});

test.each<[string, boolean, string]>([
  ['what is the same for all', false, 'returned { eventId loan { id due } copy { film { title } } }'],
  ['a marked field', true, 'returned { loan { secret } }'],
  ['a marked field in a fragment', true, 'returned { ...F }'],
  ['a marked type', true, 'returned { copy { film { maker { name } } } }'],
  ['a union that a marked type may be of', true, 'either { owner { __typename } }'],
  ['a marked type behind an interface', true, 'either { named { name } }'],
  ['an interface with a marked field', true, 'either { aged { age } }'],
  ['another field of it', false, 'either { aged { id } }'],
  ['what is made of a marked field', true, 'either { derived { boss } }'],
])('%s: whether it depends on the viewer is %s', async (_, expected, selection) => {
  const people = `${live}
    type Query { p: Int }
    type Subscription { either: Either @event(subject: "p.p.p", payload: "id: _id derived { id: d }") 
      returned: Loaned @event(subject: "p.p.q", payload: "eventId: _id loan { id } copy { id }") }
    type Either @key(fields: "id") { id: ID! owner: Owner named: Named aged: Aged derived: Derived }
    union Owner = Person | Shop
    interface Named { name: String }
    interface Aged { id: ID age: Int }
    type Person implements Named @perViewer { name: String }
    type Shop implements Named & Aged { name: String id: ID age: Int @perViewer }
    type Tree implements Aged { id: ID age: Int }
    type Derived @key(fields: "id") { id: ID! hidden: Int @external boss: Int @requires(fields: "hidden") }
    type Loaned { eventId: ID! loan: Loan copy: Copy }
    type Loan @key(fields: "id") { id: ID! due: String secret: String @perViewer }
    type Copy @key(fields: "id") { id: ID! film: Film }
    type Film { title: String maker: Maker }
    type Maker @perViewer { name: String }`;
  const hidden = `${live} type Derived @key(fields: "id") { id: ID! hidden: Int @perViewer }`;
  const graph = await liveGraph('in-process', compose({ desk: people, catalogue: hidden }));
  const query = `subscription { ${selection} } ${selection.includes('...F') ? 'fragment F on Loaned { loan { secret } }' : ''}`;
  expect(graph.subscription(query).dependsOnViewer).toBe(expected);
});

test('where nothing is marked, everything may depend on the viewer', async () => {
  const sdl = `extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
    @link(url: "https://specs.reelhouse.example/live/v0.1", import: ["@event"]) @composeDirective(name: "@event")
    directive @event(subject: String!, payload: String!) repeatable on FIELD_DEFINITION
    type Query { a: Int }
    type Subscription { a: A @event(subject: "a.b.c", payload: "id: _id") }
    type A { id: ID }`;
  const graph = await liveGraph('in-process', compose({ desk: sdl }));
  expect(graph.subscription('subscription { a { id } }').dependsOnViewer).toBe(true);
});
