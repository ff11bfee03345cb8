import { expect, test } from 'vitest';
import { houseGateways } from './house-gateways.fixture.ts';

const { ours, stock } = await houseGateways();

const rental = `id filmTitle price { amount currency } film { title language { name } }
  customer { firstName address { city { name } } } copy { status store { id } } staff { firstName }`;
const refused = 'userErrors { code message path }';
const command = (name: string, payload: string) =>
  `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${payload} ${refused} } }`;

/** A command is done by the gateway that is asked first; the other is answered from its idempotency key. */
test.each<[string, RegExp, string, Record<string, unknown>]>([
  [
    'a check-out',
    /"status":"RENTED".*"userErrors":\[\]/,
    command('checkOut', `rentals { ${rental} }`),
    { customerId: '1', copyIds: ['1', '2'] },
  ],
  [
    'a refusal',
    /"code":"COPY_NOT_FOUND"/,
    command('checkOut', `rentals { ${rental} }`),
    { customerId: '1', copyIds: ['999999'] },
  ],
  [
    'a check-in',
    /"returnDate":"2.*"userErrors":\[\]/,
    command('checkIn', `rentals { ${rental} returnDate }`),
    { copyIds: ['1'] },
  ],
  ['bad input', /BAD_USER_INPUT/, command('checkIn', 'rentals { id }'), { copyIds: [] }],
  [
    'new copies',
    /"status":"ON_SHELF".*"userErrors":\[\]/,
    command('addCopies', 'copies { id status film { title } store { id } }'),
    { filmId: '1', storeId: '1', count: 2 },
  ],
])('%s is answered as by stock', async (name, tells, query, input) => {
  const variables = { input: { idempotencyKey: name, ...input } };
  const answer = await ours(query, variables);
  expect(await stock(query, variables)).toEqual(answer);
  expect(JSON.stringify(answer)).toMatch(tells);
});
