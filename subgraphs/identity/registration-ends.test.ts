import { createSampleDatabase } from '@reelhouse/test-database';
import { describe, expect, test } from 'vitest';
import { finishRegistration, type RegistrationPoint } from '../customer/domain/finish-registration.ts';
import { openRegistering, person } from './registration.fixture.ts';

const database = await createSampleDatabase();
const { sql } = database;
const people = await openRegistering(database);
const { clock, down, until, register, standing, ended, signIn, customers, latest, resume } = people;

describe('what is lost on the way comes again:', () => {
  test('the request', async () => {
    const input = person();
    const { registration } = await register(input);
    await sql`delete from identity.outbox where log_sequence is null and subject = 'identity.registration.requested'`;
    await people.start();
    await resume();
    await ended(registration.id);
    expect(await customers(input.email)).toHaveLength(1);
  });

  test('the answer', async () => {
    const input = person();
    const { registration } = await register(input);
    const number = await latest();
    await people.start('relays', 'customer consumers', 'customer watch');
    await until(async () => (await customers(input.email)).length > 0);
    await people.stop();
    await sql`delete from customer.outbox where subject = 'customer.customer.registered' and payload->>'registrationId' = ${String(number)}`;
    await people.start();
    await resume();
    await ended(registration.id);
    expect((await standing(registration.id))?.status).toBe('COMPLETED');
    expect(await customers(input.email)).toHaveLength(1);
    expect(await signIn(input.email)).toMatch(/^customer:/);
  });

  test.each<RegistrationPoint>(['asked', 'made'])('the customer, killed at %s', async (killedAt) => {
    const input = person();
    const { registration } = await register(input);
    const number = await latest();
    await people.start('relays', 'customer consumers');
    await until(
      async () => (await sql`select from customer.customer_request where registration_id = ${number}`).length > 0,
    );
    const services = { sql: database.connectAs('customer'), clock, entities: people.registering().entities };
    const killed = finishRegistration(
      {
        ...services,
        onPoint: (point) => {
          if (point === killedAt) throw new Error('killed');
        },
      },
      number,
    );
    await expect(killed).rejects.toThrow('killed');
    expect(await customers(input.email)).toHaveLength(0);
    await people.start('customer watch', 'identity consumers');
    await ended(registration.id);
    expect(await customers(input.email)).toHaveLength(1);
  });

  test('however many work on it, there is one customer', async () => {
    const input = person();
    const { registration } = await register(input);
    const number = await latest();
    await people.start('relays', 'customer consumers', 'identity consumers');
    await until(
      async () => (await sql`select from customer.customer_request where registration_id = ${number}`).length > 0,
    );
    const services = { sql: database.connectAs('customer'), clock, entities: people.registering().entities };
    await Promise.all(Array.from({ length: 4 }, () => finishRegistration(services, number)));
    await ended(registration.id);
    await finishRegistration(services, number);
    await resume();
    expect(await customers(input.email)).toHaveLength(1);
  });
});

test('while identity is down the customer subgraph waits for it', async () => {
  const input = person();
  const { registration } = await register(input);
  down.add('identity');
  await people.start();
  const number = await latest();
  await until(
    async () => (await sql`select from customer.customer_request where registration_id = ${number}`).length > 0,
  );
  down.clear();
  await ended(registration.id);
  expect((await standing(registration.id))?.status).toBe('COMPLETED');
});

test.each([
  ['STORE_NOT_FOUND', 'store', { storeId: '77' }],
  ['CITY_NOT_FOUND', 'city', {}],
])('%s: a registration that cannot be ends, and its name is free again', async (failure, what, over) => {
  if (what === 'store') {
    await sql`insert into store.store (store_id, manager_staff_id, address_id) values (77, 3, 1)`.catch(async () => {
      await sql.begin(async (tx) => {
        await tx`insert into store.store (store_id, manager_staff_id, address_id) values (77, 7700, 1)`;
        await tx`
          insert into store.staff (staff_id, first_name, last_name, address_id, store_id, username)
          values (7700, 'A', 'B', 1, 77, 'ab.77')`;
      });
    });
  }
  await sql`insert into customer.city (city_id, name, country_id) values (7777, 'Atlantis', 1) on conflict do nothing`;
  const address = { ...person().address, cityId: what === 'city' ? '7777' : '1' };
  const input = person({ ...over, address });
  const { registration } = await register(input);
  if (what === 'city') await sql`delete from customer.city where city_id = 7777`;
  else {
    await sql.begin(async (tx) => {
      await tx`delete from store.staff where store_id = 77`;
      await tx`delete from store.store where store_id = 77`;
    });
  }
  await people.start();
  await ended(registration.id);
  expect(await standing(registration.id)).toEqual({ status: 'FAILED', failure, customer: null });
  expect(await customers(input.email)).toHaveLength(0);
  expect(
    await sql`select from identity.credential where principal_id < 0 and principal_id = ${-(await latest())}`,
  ).toHaveLength(0);
  const again = await register(person({ email: input.email }));
  expect(again['userErrors']).toEqual([]);
});

test('who registers is told to nobody once it has ended, in the order that was asked', async () => {
  await people.start();
  const open = person();
  const { registration } = await register(person());
  const endedNumber = await latest();
  await ended(registration.id);
  await people.stop();
  await register(open);
  const number = await latest();
  const ids = [endedNumber, number, 999_999, number];
  const answer = await people.execute(
    'identity',
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on RegistrationRequest { id email } } }',
    { r: ids.map((id) => ({ __typename: 'RegistrationRequest', id: String(id) })) },
  );
  const found = { id: String(number), email: open.email };
  expect(JSON.parse(JSON.stringify(answer.data))).toEqual({ _entities: [null, found, null, found] });
});
