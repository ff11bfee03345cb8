import { createSampleDatabase } from '@reelhouse/test-database';
import { describe, expect, test } from 'vitest';
import { runHouse } from './running-house.ts';

const database = await createSampleDatabase();
const { as, url } = await runHouse(database);
const { ask, credentials } = as('staff');

describe('bad input is refused with a code that names what is wrong', () => {
  test.each([
    ['{ films(first: -1) { totalCount } }', 'BAD_USER_INPUT', 'first'],
    ['{ films(first: 101) { totalCount } }', 'BAD_USER_INPUT', 'first'],
    ['{ films(after: "nonsense") { totalCount } }', 'BAD_USER_INPUT', 'after'],
    ['{ films(first: 1) { edges { node { copies(first: 500) { totalCount } } } } }', 'BAD_USER_INPUT', 'first'],
    ['{ rentals(filter: { rentedFrom: "2026-02-30T00:00:00Z" }) { totalCount } }', 'BAD_USER_INPUT', 'rentedFrom'],
    ['{ films(first: "three") { totalCount } }', 'GRAPHQL_VALIDATION_FAILED', 'first'],
    ['{ films { nonsense } }', 'GRAPHQL_VALIDATION_FAILED', 'nonsense'],
    ['{ films { totalCount', 'GRAPHQL_PARSE_FAILED', ''],
    [`{ film(id: "${'9'.repeat(100)}") { title } }`, 'BAD_USER_INPUT', 'id'],
  ])('%s', async (operation, code, name) => {
    const { errors } = await ask(operation);
    expect(errors?.[0]?.extensions['code']).toBe(code);
    expect(JSON.stringify(errors)).toContain(name);
  });

  test('impossible days in variables', async () => {
    const { errors } = await ask('query ($from: DateTime) { rentals(filter: { rentedFrom: $from }) { totalCount } }', {
      from: '2026-02-30T00:00:00Z',
    });
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toMatch(/rentedFrom|\$from/);
  });
});

test('unknown ids are null, without an error', async () => {
  const { data, errors } = await ask(
    '{ film(id: "424242") { title } customer(id: "x") { id } payment(id: "-1") { id } }',
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({ film: null, customer: null, payment: null });
});

test('a subgraph without its tables costs its own fields only, and its error tells nothing of the inside', async () => {
  const [rental] = await database.sql<{ id: string }[]>`
    select min(rental_id)::text as id from rental.rental where store_id = 1`;
  await credentials();
  await database.sql`alter table customer.customer rename to customer_away`;
  try {
    const { data, errors } = await ask(
      'query ($id: ID!) { rental(id: $id) { filmTitle customer { firstName } film { title } } }',
      rental,
    );
    expect(data).toMatchObject({
      rental: { filmTitle: expect.any(String), customer: null, film: { title: expect.any(String) } },
    });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) } });
    expect(JSON.stringify(errors)).not.toMatch(/relation|customer_away|select|postgres|\/work|node_modules|stack/i);
  } finally {
    await database.sql`alter table customer.customer_away rename to customer`;
  }
});

test('health says whether the process and its subgraphs are there', async () => {
  const origin = new URL(url).origin;
  expect((await fetch(`${origin}/health/live`)).status).toBe(200);
  const ready = await fetch(`${origin}/health/ready`);
  expect(ready.status).toBe(200);
  expect(JSON.stringify(await ready.json())).toContain('payment');
});
