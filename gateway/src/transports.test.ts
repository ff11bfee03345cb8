import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Reached } from './graph.fixture.ts';
import { startTestGateway } from './gateway.fixture.ts';

const internal = {
  message: 'Something went wrong on our side.',
  extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'contract' },
};

// Both transports are held to the same answers: a subgraph may move out of the process without a client noticing.
describe.each<Reached>(['in-process', 'http'])('%s', (reached) => {
  let gateway: Awaited<ReturnType<typeof startTestGateway>>;
  beforeAll(async () => {
    gateway = await startTestGateway(reached);
  });
  afterAll(() => gateway.stop());

  test.each<[string, string, object | undefined, number, object]>([
    [
      'entities are joined across subgraphs, there and back',
      '{ film(id: "1") { title rentals { id film { title } } } }',
      undefined,
      200,
      {
        data: {
          film: {
            title: 'Academy Dinosaur',
            rentals: [
              { id: '10', film: { title: 'Academy Dinosaur' } },
              { id: '12', film: { title: 'Academy Dinosaur' } },
            ],
          },
        },
      },
    ],
    [
      'aliases, fragments and variables are kept',
      'query F($id: ID!, $no: Boolean!) { a: film(id: $id) { ...T id @include(if: $no) } } fragment T on Film { t: title __typename }',
      { id: '2', no: false },
      200,
      { data: { a: { t: 'Ace Goldfinger', __typename: 'Film' } } },
    ],
    [
      'a mutation answers with an entity of another subgraph',
      'mutation { rent(filmId: "2") { id film { title } } }',
      undefined,
      200,
      { data: { rent: { id: '13', film: { title: 'Ace Goldfinger' } } } },
    ],
    [
      'a reference to what is gone is null',
      'mutation { rent(filmId: "99") { id film { title } } }',
      undefined,
      200,
      { data: { rent: { id: '13', film: null } } },
    ],
    [
      'a catalogued error reaches the client with its argument, at the path of the client',
      '{ many: films(first: 101) { title } rentals { id } }',
      undefined,
      200,
      {
        data: null,
        errors: [
          {
            message: 'Argument "first" must be from 0 to 100.',
            path: ['many'],
            extensions: { code: 'BAD_USER_INPUT', argument: 'first' },
          },
        ],
      },
    ],
    [
      'an internal error is masked, and costs its own field only',
      '{ broken { title } film(id: "1") { title } }',
      undefined,
      200,
      { data: { broken: null, film: { title: 'Academy Dinosaur' } }, errors: [{ ...internal, path: ['broken'] }] },
    ],
    [
      'an error inside an entity is told at the place of the entity',
      '{ films { title held } }',
      undefined,
      200,
      {
        data: {
          films: [
            { title: 'Academy Dinosaur', held: false },
            { title: 'Ace Goldfinger', held: null },
          ],
        },
        errors: [{ ...internal, path: ['films', 1, 'held'] }],
      },
    ],
    [
      "a value that is not one of the subgraph's own scalar is refused in a variable",
      'query S($since: Day) { films(since: $since) { title } }',
      { since: 'yesterday' },
      200,
      {
        data: null,
        errors: [
          {
            message: 'Variable "$since" got invalid value "yesterday"; A day is YYYY-MM-DD.',
            extensions: { code: 'BAD_USER_INPUT' },
          },
        ],
      },
    ],
    [
      'and in the text of the operation',
      '{ films(since: "yesterday") { title } }',
      undefined,
      200,
      { data: null, errors: [{ message: 'A day is YYYY-MM-DD.', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
    ],
    [
      'a variable of the wrong type is refused',
      'query F($id: ID!) { film(id: $id) { title } }',
      { id: { not: 'an id' } },
      400,
      {
        errors: [
          {
            message: 'Variable "$id" got invalid value { not: "an id" }; ID cannot represent value: { not: "an id" }',
            locations: [{ line: 1, column: 9 }],
            extensions: { code: 'BAD_USER_INPUT' },
          },
        ],
      },
    ],
  ])('%s', async (_, query, variables, status, answer) => {
    expect(await gateway.ask(query, variables, { 'x-request-id': 'contract' })).toEqual({ status, body: answer });
  });

  test('a masked error is logged once, where it happened, under the id that the client got', async () => {
    await gateway.ask('{ broken { title } }', {}, { 'x-request-id': 'logged-once' });
    const lines = [...gateway.lines, ...gateway.subgraphLines];
    const logged = lines.filter(({ level, requestId }) => level === 50 && requestId === 'logged-once');
    expect(logged).toMatchObject([{ err: { message: 'connect ECONNREFUSED 10.0.0.1:5432' } }]);
  });

  test('a subgraph that misses its deadline costs its own fields only', async () => {
    const slow = await startTestGateway(reached, {}, 0.05);
    const answer = await slow.ask('{ slow rentals { id } }');
    slow.release.open();
    await slow.stop();
    expect(answer.body).toEqual({
      data: { slow: null, rentals: [{ id: '10' }, { id: '11' }, { id: '12' }] },
      errors: [
        {
          message: 'The "film" part of the graph is not available at the moment.',
          path: ['slow'],
          extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
        },
      ],
    });
    expect(slow.lines).toContainEqual(expect.objectContaining({ msg: 'a subgraph did not answer', subgraph: 'film' }));
  });
});

test('a subgraph that is down costs its own fields only, and its host stays unknown', async () => {
  const gateway = await startTestGateway('http');
  await gateway.stopSubgraph('rental');
  const { body } = await gateway.ask('{ film(id: "1") { title rentals { id } } }');
  const ready = await fetch(`${gateway.origin}/health/ready`);
  await gateway.stop();
  expect(body).toEqual({
    data: { film: { title: 'Academy Dinosaur', rentals: null } },
    errors: [
      {
        message: 'The "rental" part of the graph is not available at the moment.',
        path: ['film', 'rentals'],
        extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
      },
    ],
  });
  expect([ready.status, await ready.json()]).toEqual([
    200,
    { status: 'ok', checks: { film: 'ok' }, warnings: { rental: 'unavailable' } },
  ]);
});
