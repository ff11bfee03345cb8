import { expect, test } from 'vitest';
import { eventOf, liveGraph, returnedEvent } from './planned-graph.fixture.ts';

const graph = await liveGraph();

/** What the plan of a subscription begins with. */
function primaryOf(query: string): string | undefined {
  const node = graph.plan(query);
  return node?.kind === 'Subscription' ? node.primary.operation : undefined;
}

const made = eventOf('desk.loan.made', { loanId: 10 });
const filmAdded = eventOf('desk.film.added', { kind: 'Film', it: 1 });

test.each([
  [
    'what it tells',
    '{ returned { eventId at daysLate fee { amount } } }',
    '{returned{eventId at daysLate fee{amount}}}',
  ],
  ['the key of an entity', '{ returned { loan { due note } } }', '{returned{loan{__typename id}}}'],
  ['a key of two fields', '{ returned { copy { shelf } } }', '{returned{copy{__typename id film{id}}}}'],
  [
    'the keys below an entity',
    '{ returned { copy { film { waiting } } } }',
    '{returned{copy{_alias_film:film{__typename id}}}}',
  ],
  ['the key of what it is itself', '{ loan { due secret } }', '{loan{__typename id}}'],
  [
    'the key of each type that it may be of',
    '{ activity { about { ... on Film { title } ... on Poster { size } } } }',
    '{activity{about{__typename ...on Film{__typename id}}}}',
  ],
])('an event is asked for %s, and for nothing else that its subgraph knows', (_, query, primary) => {
  expect(primaryOf(`subscription ${query}`)).toBe(`subscription${primary}`);
});

test('what the event tells needs no fetch', async () => {
  graph.sent.length = 0;
  const answer = await graph.answer(
    'subscription { returned { eventId at subject daysLate fee { amount currency } loan { __typename id } copy { id film { id } } } }',
    returnedEvent,
  );
  expect(answer).toEqual({
    data: {
      returned: {
        eventId: 'e-1',
        at: '2026-01-02T03:04:05.000Z',
        subject: 'desk.loan.returned',
        daysLate: 4,
        fee: { amount: 150, currency: 'EUR' },
        loan: { __typename: 'Loan', id: '10' },
        copy: { id: '20', film: { id: '1' } },
      },
    },
  });
  expect(graph.sent).toEqual([]);
});

test.each(['in-process', 'http'] as const)('the rest is joined from subgraphs reached %s', async (reached) => {
  const own = await liveGraph(reached);
  const answer = await own.answer(
    'subscription { returned { loan { due film { title } } copy { shelf film { title waiting dear } } } }',
    returnedEvent,
  );
  await own.stopSubgraphs();
  expect(answer).toEqual({
    data: {
      returned: {
        loan: { due: 'due 10', film: { title: 'film 1' } },
        copy: { shelf: '20/1', film: { title: 'film 1', waiting: 3, dear: true } },
      },
    },
  });
});

test('clients name fields, and their variables, as they like', async () => {
  const answer = await graph.answer(
    `subscription ($representations: String) {
      loan: returned { id: eventId rental: loan { id: due film: id note(lang: $representations) } }
    }`,
    returnedEvent,
    { representations: 'de' },
  );
  expect(answer).toEqual({ data: { loan: { id: 'e-1', rental: { id: 'due 10', film: '10', note: 'in de' } } } });
});

test('fragments, and what variables leave out or take in', async () => {
  const query = `
    subscription ($withLoan: Boolean!, $lang: String = "en") { ...Changes }
    fragment Changes on Subscription { returned { at @skip(if: $withLoan) loan @include(if: $withLoan) { ...Parts } } }
    fragment Parts on Loan { due ... @include(if: $withLoan) { note(lang: $lang) } }`;
  expect(await graph.answer(query, returnedEvent, { withLoan: true })).toEqual({
    data: { returned: { loan: { due: 'due 10', note: 'in en' } } },
  });
  expect(await graph.answer(query, returnedEvent, { withLoan: false })).toEqual({
    data: { returned: { at: '2026-01-02T03:04:05.000Z' } },
  });
});

test.each([
  ['the first whose properties are there', made, { __typename: 'Loan', due: 'due 10' }],
  [
    'the next, where only its properties are',
    eventOf('desk.loan.made', { filmId: 1 }),
    { __typename: 'Film', title: 'film 1' },
  ],
  ['that which a property names', filmAdded, { __typename: 'Film', title: 'film 1' }],
  ['none, where the property names another', eventOf('desk.film.added', { kind: 'Poster', it: 1 }), null],
  ['none, where no properties are there', eventOf('desk.loan.made', {}), null],
])('an object of several types is of %s', async (_, event, about) => {
  const query = 'subscription { activity { about { __typename ... on Film { title } ... on Loan { due } } } }';
  const { data } = (await graph.answer(query, event)) as { data: { activity: { about: unknown } | null } };
  expect(data.activity?.about ?? null).toEqual(about);
});

test.each([
  ['a property is missing', { loanId: undefined }],
  ['a property is null', { loanId: null }],
])('an object is null if %s', async (_, change) => {
  const event = { ...returnedEvent, payload: { ...returnedEvent.payload, ...change } };
  graph.sent.length = 0;
  const answer = await graph.answer('subscription { returned { loan { id due } copy { id } } }', event);
  expect(graph.sent).toEqual([]);
  expect(answer).toEqual({ data: { returned: { loan: null, copy: { id: '20' } } } });
});

test('an entity that has gone is null, and the rest of the event is told', async () => {
  const event = { ...returnedEvent, payload: { ...returnedEvent.payload, loanId: 404, filmId: 404 } };
  const answer = await graph.answer(
    'subscription { returned { eventId loan { due } copy { film { title } } } }',
    event,
  );
  expect(answer).toEqual({ data: { returned: { eventId: 'e-1', loan: null, copy: null } } });
});

test('an error of a subgraph stands where the client looks for it', async () => {
  const answer = await graph.answer('subscription { r: returned { copy { f: film { b: broken } } } }', returnedEvent);
  expect(answer).toEqual({
    data: { r: { copy: { f: { b: null } } } },
    errors: [{ message: 'no 1', path: ['r', 'copy', 'f', 'b'], extensions: { code: 'BAD_USER_INPUT' } }],
  });
});

test('a subgraph that is down costs its own fields', async () => {
  const own = await liveGraph('http');
  await own.stopSubgraphs();
  const answer = await own.answer('subscription { returned { eventId l: loan { due } } }', returnedEvent);
  expect(answer).toMatchObject({
    data: { returned: { eventId: 'e-1', l: null } },
    errors: [{ path: ['returned', 'l', 'due'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
  });
});

test('an event answers any number of requests, and stays as it was', async () => {
  const list = { deep: [{ id: 1 }] };
  const event = { ...returnedEvent, payload: { ...returnedEvent.payload, list } };
  const before = structuredClone(event);
  const query = 'subscription { returned { loan { due } copy { shelf film { title waiting } } } }';
  const answers = await Promise.all([graph.answer(query, event), graph.answer(query, event)]);
  expect(answers[0]).toEqual(answers[1]);
  expect(event).toEqual(before);
});

test('queries are planned as if there were no events', () => {
  const query =
    '{ latest { about { __typename ... on Poster { size } ... on Loan { due } ... on Film { waiting } } } }';
  expect(graph.plan(query)).toMatchObject({
    kind: 'Fetch',
    serviceName: 'desk',
    operation: '{latest{about{__typename ...on Poster{size}...on Loan{due}...on Film{waiting}}}}',
  });
});

test('what every subgraph can tell is asked of one, not of an event', () => {
  const plan = graph.plan('query ($no: Boolean!) { __typename ... @skip(if: $no) { other: __typename } }');
  const asked = JSON.stringify(plan).match(/"serviceName":"[^"]*"/g);
  expect(asked?.length).toBeGreaterThan(0);
  expect(asked?.filter((name) => name.includes('Subscription.'))).toEqual([]);
});

test('the results of a subgraph that answers a subscription itself are completed by the others', async () => {
  const query = 'subscription ($to: Int!) { t: ticks(to: $to) { number of: film { title } } }';
  const subscription = graph.subscription(query);
  if (subscription.kind !== 'subgraph') throw new Error('of events');
  const request = graph.request(query, { to: 2, other: 1 });
  const answers: unknown[] = [];
  for await (const response of subscription.open(request, new AbortController().signal)) {
    const before = structuredClone(response);
    answers.push((await subscription.execute(response, request)).data);
    expect(response).toEqual(before);
  }
  expect(subscription.subgraph).toBe('desk');
  expect(answers).toEqual([
    { t: { number: 1, of: { title: 'film 1' } } },
    { t: { number: 2, of: { title: 'film 2' } } },
  ]);
});

test('and so are its errors', async () => {
  const query = 'subscription { t: ticks(to: 1) { number of: film { title } } }';
  const subscription = graph.subscription(query);
  if (subscription.kind !== 'subgraph') throw new Error('of events');
  const extensions = { code: 'BAD_USER_INPUT' };
  const response = {
    data: { t: { number: 1, _alias_of: null } },
    errors: [{ message: 'x', path: ['t', 'film'], extensions }],
  };
  expect(await subscription.execute(response, graph.request(query))).toMatchObject({
    data: { t: { number: 1, of: null } },
    errors: [{ message: 'x', extensions }],
  });
  const refused = await subscription.execute({ errors: [{ message: 'no', extensions }] }, graph.request(query));
  expect(refused).toMatchObject({ data: null, errors: [{ message: 'no' }] });
});
