import { parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { bothGateways } from './both-gateways.fixture.ts';
import { directiveGraph, journalGraph, kioskGraph, staffGraph, unresolvableGraph } from './kiosk-graph.fixture.ts';

const kiosk = await bothGateways(kioskGraph);
const journal = await bothGateways(journalGraph);
const unresolvable = await bothGateways(unresolvableGraph);
const directives = await bothGateways(directiveGraph);
const staff = await bothGateways(staffGraph);

type Gateways = typeof kiosk;
/** A query, what the specification says that the answer is, and the variables. */
type Case = [string, Gateways, string, unknown, Record<string, unknown>?];

const required: Case[] = [
  [
    'one field with several arguments',
    kiosk,
    '{ films { dollars euros eurosOff } }',
    {
      films: [
        { dollars: 100, euros: 200, eurosOff: 190 },
        { dollars: 300, euros: 600, eurosOff: 590 },
      ],
    },
  ],
  [
    'a field of an object with several arguments',
    kiosk,
    '{ films { weekend monday } }',
    {
      films: [
        { weekend: 106, monday: 101 },
        { weekend: 306, monday: 301 },
      ],
    },
  ],
  [
    'a field of an interface with several arguments',
    kiosk,
    '{ bundle { total dollars } }',
    { bundle: { total: 610, dollars: 305 } },
  ],
  [
    'a field that the client asks for with other arguments',
    kiosk,
    '{ films { price(currency: "GBP") dollars } }',
    {
      films: [
        { price: 300, dollars: 100 },
        { price: 900, dollars: 300 },
      ],
    },
  ],
  [
    'several arguments, in fragments and with variables of one of the fields',
    kiosk,
    `query ($plus: Int, $with: Boolean!) { offers { ... on Film { ...F dollars(plus: $plus) @include(if: $with) } } }
     fragment F on Film { shelf euros ... @skip(if: $with) { eurosOff } }`,
    { offers: [{ shelf: 'shelf 1', euros: 200, dollars: 107 }, {}] },
    { plus: 7, with: true },
  ],
];

const named: Case[] = [
  [
    'a key',
    kiosk,
    '{ films { id: title shelf } }',
    {
      films: [
        { id: 'Academy Dinosaur', shelf: 'shelf 1' },
        { id: 'Ace Goldfinger', shelf: 'shelf 2' },
      ],
    },
  ],
  [
    'a required field',
    kiosk,
    '{ films { price: minutes minutes: price(currency: "GBP") euros dollars } }',
    {
      films: [
        { price: 86, minutes: 300, euros: 200, dollars: 100 },
        { price: 48, minutes: 900, euros: 600, dollars: 300 },
      ],
    },
  ],
  [
    'the type',
    kiosk,
    '{ films { __typename: title shelf } }',
    {
      films: [
        { __typename: 'Academy Dinosaur', shelf: 'shelf 1' },
        { __typename: 'Ace Goldfinger', shelf: 'shelf 2' },
      ],
    },
  ],
  [
    'what keeps names apart',
    kiosk,
    '{ films { _alias_id: minutes id: title _required_0_price: minutes dollars } }',
    {
      films: [
        { _alias_id: 86, id: 'Academy Dinosaur', _required_0_price: 86, dollars: 100 },
        { _alias_id: 48, id: 'Ace Goldfinger', _required_0_price: 48, dollars: 300 },
      ],
    },
  ],
];

const note = { __typename: 'Note', text: 'note' };
const members = '__typename ... on Note { text } ... on Fee { cents reason { code } } ... on Click { page }';
const abstract: Case[] = [
  [
    'of a union, where the first of its subgraphs answers',
    journal,
    `{ desk { page { entries { ${members} } } } }`,
    { desk: { page: { entries: [note, { __typename: 'Fee', cents: 250, reason: { code: 'LATE' } }] } } },
  ],
  [
    'of a union, where the other one answers',
    journal,
    `{ web { page { entries { ${members} } } } }`,
    { web: { page: { entries: [note, { __typename: 'Click', page: '/films' }] } } },
  ],
  [
    'of an interface',
    journal,
    `{ desk { page { lines { ${members} } } } }`,
    { desk: { page: { lines: [note, { __typename: 'Fee', cents: 250, reason: { code: 'LATE' } }] } } },
  ],
  [
    'in a fragment and with a variable',
    journal,
    `query ($plus: Int) { desk { visits page { entries { ...E } } } web { page { entries { ...E } } } }
     fragment E on Entry { ... on Fee { cents(plus: $plus) kind { ... on Reason { code } } } ...C } fragment C on Click { page }`,
    {
      desk: { visits: 3, page: { entries: [{}, { cents: 251, kind: { code: 'LATE' } }] } },
      web: { page: { entries: [{}, { page: '/films' }] } },
    },
    { plus: 1 },
  ],
];

describe.each<[string, Case[]]>([
  ['a field may require', required],
  ['a field may be called like', named],
  ['nothing is left out of a type that another subgraph does not know,', abstract],
  [
    'an entity is come back to',
    [
      [
        'by a key that is resolvable there',
        kiosk,
        '{ kioskFilms { sign } }',
        { kioskFilms: [{ sign: 'Academy Dinosaur (store 1)' }, { sign: 'Ace Goldfinger (store 2)' }] },
      ],
    ],
  ],
])('%s', (_title, cases) => {
  test.each(cases)('%s', async (_, { ours, stock, apiSchema }, query, data, variables) => {
    expect(validate(apiSchema, parse(query))).toEqual([]);
    expect(await ours(query, variables)).toEqual({ data, errors: [] });
    // Told when stock gets it right: then the differential tests can cover it.
    expect((await stock?.(query, variables).catch(() => undefined))?.data).not.toEqual(data);
  });
});

test('where all subgraphs of a field know the same types, it is asked of one of them', async () => {
  journal.sent.length = 0;
  const { data } = await journal.ours(`{ both { page { entries { ${members} } } } }`);
  expect(data).toEqual({ both: { page: { entries: [note] } } });
  expect(journal.sent).toHaveLength(1);
});

test('an entity is asked for several times only where one field is required with several arguments', async () => {
  kiosk.sent.length = 0;
  await kiosk.ours('{ films { dollars euros shelf weekend } }');
  const queries = kiosk.sent.filter(({ subgraph }) => subgraph === 'tariffs').map(({ query }) => query);
  expect(queries).toHaveLength(2);
  expect(queries.join()).toMatch(/shelf/);
});

describe('an entity below several types', () => {
  test.each([
    [
      '{ place { ... on Branch { staff { phone } } ... on Depot { staff { key } } } }',
      { place: { staff: { phone: 'phone of mike' } } },
    ],
    [
      '{ places { ... on Branch { staff { phone } } ... on Depot { staff { phone key } } } }',
      { places: [{ staff: { phone: 'phone of mike' } }, { staff: { phone: 'phone of jon', key: 'key of jon' } }] },
    ],
  ])('is asked for what the client wants below its own: %s', async (query, data) => {
    expect(await staff.ours(query)).toEqual({ data, errors: [] });
    expect((await staff.stock?.(query))?.errors).not.toEqual([]);
  });

  test('is asked for in one request where that is the same below all', async () => {
    staff.sent.length = 0;
    const query = 'query Q { places { ... on Branch { staff { phone } } ... on Depot { staff { phone } } } }';
    const { data } = await staff.ours(query);
    expect(data).toEqual({ places: [{ staff: { phone: 'phone of mike' } }, { staff: { phone: 'phone of jon' } }] });
    expect(staff.sent.map(({ subgraph }) => subgraph)).toEqual(['places', 'phones']);
  });
});

test('an error has the name that the client gave the field', async () => {
  const { data, errors } = await kiosk.ours('{ films { id: broken } }');
  expect(data).toEqual({ films: [{ id: null }, { id: null }] });
  expect(errors).toEqual([
    'INTERNAL_SERVER_ERROR Something went wrong on our side. ["films",0,"id"]',
    'INTERNAL_SERVER_ERROR Something went wrong on our side. ["films",1,"id"]',
  ]);
});

describe('a field that no subgraph can be asked for', () => {
  test('is an error', async () => {
    const answer = await unresolvable.ours('{ device { address } }');
    expect(answer).toEqual({ data: null, errors: ['undefined No subgraph can be asked for this field. ["device"]'] });
    expect(await unresolvable.stock?.('{ device { address } }')).toEqual({ data: { device: null }, errors: [] });
  });

  test('costs the others nothing', async () => {
    const { data, errors } = await unresolvable.ours('{ device { address } here online { address } }');
    expect(data).toEqual({ device: null, here: 1, online: { address: '10.0.0.1' } });
    expect(errors).toEqual(['undefined No subgraph can be asked for this field. ["device"]']);
  });

  test.each([
    ['{ device @skip(if: true) { address } }', {}],
    ['query ($no: Boolean = false) { device @include(if: $no) { address } }', {}],
    ['{ ... on Query @include(if: false) { device { address } } __typename }', { __typename: 'Query' }],
    ['{ ...F } fragment F on Query { ... @skip(if: true) { device { address } } here }', { here: 1 }],
  ])('may be left out: %s', async (query, data) => {
    expect(await unresolvable.ours(query)).toEqual({ data, errors: [] });
  });
});

test('a directive of the graph may stand in operations, and subgraphs get its default', async () => {
  const query = '{ one @traced two @traced }';
  expect(validate(directives.apiSchema, parse(query))).toEqual([]);
  expect(await directives.ours(query)).toEqual({ data: { one: 1, two: 2 }, errors: [] });
  expect(directives.sent.map((sent) => sent.query.replaceAll(' ', '')).sort()).toEqual([
    '{one@traced(depth:FULL)}',
    '{two@traced(depth:FULL)}',
  ]);
});
