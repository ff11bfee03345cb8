import { randomUUID } from 'node:crypto';
import { createSampleDatabase } from '@reelhouse/test-database';
import { finishRegistration, type RegistrationPoint } from '../customer/domain/finish-registration.ts';
import { afterEach, describe, expect, test } from 'vitest';
import { identityJobs } from './jobs.ts';
import { registerCustomer } from './domain/register-customer.ts';
import type { RegisterCustomerInput } from './generated/resolvers.ts';
import { openPeople } from './people.fixture.ts';

const database = await createSampleDatabase();
const { sql } = database;
const people = await openPeople(database);
const { clock, down, send, until } = people;

afterEach(async () => {
  down.clear();
  await people.stop();
});

const password = 'a long enough one';
let count = 0;
const person = (over: Partial<RegisterCustomerInput> = {}): RegisterCustomerInput => ({
  idempotencyKey: randomUUID(),
  email: `new.${++count}@example.com`,
  password,
  firstName: ' Ada ',
  lastName: 'Lovelace',
  storeId: '2',
  address: { address: '12 Square', district: 'W1', cityId: '1', phone: '555' },
  ...over,
});
const register = (input: RegisterCustomerInput) =>
  send(
    'identity',
    `mutation ($input: RegisterCustomerInput!) { registerCustomer(input: $input) {
      registration { id status failure customer { id } } userErrors { code path }
    } }`,
    { input },
  );
const standing = async (id: string) => {
  const { data } = await people.execute(
    'identity',
    'query ($id: ID!) { registration(id: $id) { status failure customer { id } } }',
    { id },
  );
  return data?.['registration'] as { status: string; failure: string | null; customer: { id: string } | null } | null;
};
const ended = (id: string) => until(async () => (await standing(id))?.status !== 'PENDING');
const signIn = async (email: string, with_ = password) => {
  const answer = await send(
    'identity',
    'mutation ($input: SignInCustomerInput!) { signInCustomer(input: $input) { viewer { id } userErrors { code } } }',
    { input: { email, password: with_ } },
  );
  return (answer['viewer'] as { id: string } | null)?.id ?? (answer['userErrors'] as { code: string }[])[0]?.code;
};
const customers = (email: string) => sql`select customer_id from customer.customer where email = ${email}`;
/** The number of the latest registration. */
async function latest(): Promise<number> {
  const [row] = await sql<{ number: number }[]>`select max(number) as number from identity.registration`;
  return row!.number;
}
/** Runs the job that tells again of what has not been answered, two minutes later. */
async function resume(): Promise<void> {
  clock.advance(120);
  const job = identityJobs.find(({ name }) => name === 'resume-registrations')!;
  const identity = database.connectAs('identity', { connections: 1 });
  await job.run({
    ...{ dueAt: clock.now(), clock, sql: identity, signal: new AbortController().signal, state: null },
    batch: async (work: (tx: never) => Promise<unknown>) => {
      await identity.begin((tx) => work(tx as never));
    },
  } as never);
}

test('somebody who registers becomes a customer, with an address, and signs in', async () => {
  await people.start();
  const input = person({ email: ' New.Person@Example.com ', address: { ...person().address, postalCode: 'NW1' } });
  const { registration, userErrors } = await register(input);
  expect(userErrors).toEqual([]);
  expect(await signIn('new.person@example.com')).toBe('INVALID_CREDENTIALS');
  await ended(registration.id);
  const { customer } = (await standing(registration.id))!;
  const [row] = await sql`
    select store_id, first_name, last_name, email, active, create_date, address, address2, district, city_id, postal_code,
      phone
    from customer.customer join customer.address using (address_id) where customer_id = ${customer!.id}`;
  expect(row).toEqual({
    ...{ store_id: 2, first_name: 'Ada', last_name: 'Lovelace', email: 'New.Person@Example.com', active: true },
    ...{ create_date: expect.any(String), address: '12 Square', address2: null, district: 'W1', city_id: 1 },
    ...{ postal_code: 'NW1', phone: '555' },
  });
  expect(await signIn('new.person@example.com')).toBe(`customer:${customer!.id}`);
  expect(await standing(registration.id)).toEqual({ status: 'COMPLETED', failure: null, customer });
});

test('events hold nothing personal, and what was told is forgotten when it has ended', async () => {
  await people.start();
  const { registration } = await register(person({ email: 'private@example.com', lastName: 'Secretive' }));
  const [kept] = await sql`select person from identity.registration where registration_id = ${registration.id}`;
  expect(JSON.stringify(kept)).toContain('Secretive');
  await ended(registration.id);
  const places = await sql<{ text: string }[]>`
    select o::text as text from identity.outbox o union all select r::text from identity.registration r
    union all select k::text from identity.idempotency_key k union all select c::text from customer.outbox c
    union all select a::text from identity.audit_entry a`;
  for (const { text } of places) expect(text).not.toMatch(/private@|secretive|a long enough/i);
});

describe('what cannot be', () => {
  test.each([
    ['an email that is none', { email: 'nobody' }, 'LOGIN_NAME_UNUSABLE', 'input.email'],
    ['an email with a header', { email: 'a@b.cd\nBcc: x@y.zz' }, 'LOGIN_NAME_UNUSABLE', 'input.email'],
    ['a password that is guessed', { password: 'password1' }, 'PASSWORD_UNUSABLE', 'input.password'],
    ['a password of 1 MB', { password: 'x'.repeat(1 << 20) }, 'PASSWORD_UNUSABLE', 'input.password'],
    ['a store that is not there', { storeId: '99' }, 'STORE_NOT_FOUND', 'input.storeId'],
    ['a store that no id names', { storeId: 'x' }, 'STORE_NOT_FOUND', 'input.storeId'],
    [
      'a city that is not there',
      { address: { address: 'x', cityId: '999999', phone: '1' } },
      'NOT_FOUND',
      'input.address.cityId',
    ],
  ])('%s is refused', async (_, over, code, path) => {
    const answer = await register(person(over));
    expect(answer).toEqual({ registration: null, userErrors: [{ code, path: path.split('.') }] });
  });

  const { address } = person();
  test.each([
    ['input.firstName', { firstName: ' ' }],
    ['input.lastName', { lastName: 'x'.repeat(101) }],
    ['input.lastName', { lastName: 'a\u0000b' }],
    ['input.address.address', { address: { ...address, address: '' } }],
    ['input.address.phone', { address: { ...address, phone: 'x'.repeat(41) } }],
    ['input.address.postalCode', { address: { ...address, postalCode: 'x'.repeat(21) } }],
    ['input.storeId', { storeId: '9'.repeat(65) }],
    ['input.idempotencyKey', { idempotencyKey: ' ' }],
  ])('%s is checked', async (argument, over) => {
    await expect(register(person(over))).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument } });
  });

  test('while the store subgraph is down it is not begun, and the same key works later', async () => {
    const input = person();
    down.add('store');
    await expect(register(input)).rejects.toMatchObject({ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
    down.clear();
    expect((await register(input))['userErrors']).toEqual([]);
  });

  test('too many from one address have to wait', async () => {
    const from = (clientAddress: string) =>
      registerCustomer(people.registering({ clientAddress }), person({ email: 'nobody' }));
    const codes = new Set<string>();
    for (let attempt = 0; attempt < 50; attempt += 1) codes.add((await from('198.51.100.1')).userErrors[0]!.code);
    expect([...codes]).toEqual(['LOGIN_NAME_UNUSABLE']);
    expect((await from('198.51.100.1')).userErrors[0]).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    expect((await from('198.51.100.2')).userErrors[0]).toMatchObject({ code: 'LOGIN_NAME_UNUSABLE' });
    clock.advance(15 * 60 + 1);
    expect((await from('198.51.100.1')).userErrors[0]).toMatchObject({ code: 'LOGIN_NAME_UNUSABLE' });
  });
});

describe('a name', () => {
  const taken = { registration: null, userErrors: [{ code: 'LOGIN_NAME_TAKEN', path: ['input', 'email'] }] };

  test('that somebody has reserved is taken, also if it only looks alike', async () => {
    await register(person({ email: 'alice@example.com' }));
    expect(await register(person({ email: 'ALICE@example.com' }))).toEqual(taken);
    expect(await register(person({ email: 'ａlice@example.com' }))).toEqual(taken);
  });

  test('that a rival takes meanwhile is taken, and nothing is left of the attempt', async () => {
    const input = person({ email: 'contested@example.com' });
    const before = await latest();
    const result = await registerCustomer(
      people.registering({
        onPoint: async (point) => {
          if (point === 'hashed') await register(person({ email: 'Contested@example.com' }));
        },
      }),
      input,
    );
    expect(result.userErrors).toMatchObject([{ code: 'LOGIN_NAME_TAKEN' }]);
    const rows = await sql`select from identity.registration where number > ${before}`;
    expect(rows).toHaveLength(1);
  });

  test('goes to one of eight who want it at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => register(person({ email: 'wanted@example.com' }))),
    );
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect(answers.filter(({ userErrors }) => userErrors[0]?.code === 'LOGIN_NAME_TAKEN')).toHaveLength(7);
  });
});

describe('a call that is repeated', () => {
  test('begins one registration', async () => {
    const input = person();
    const first = await register(input);
    expect(await register(input)).toEqual(first);
    expect(first['userErrors']).toEqual([]);
  });

  test('with another name is refused', async () => {
    const input = person();
    await register(input);
    await expect(register({ ...input, firstName: 'Eve' })).rejects.toMatchObject({
      extensions: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
  });

  test('with another password is the first one, so that no quick hash of a password is kept', async () => {
    await people.start();
    const input = person();
    const { registration } = await register(input);
    const again = await register({ ...input, password: 'quite another one' });
    expect(again['registration'].id).toBe(registration.id);
    await ended(registration.id);
    expect(await signIn(input.email, 'quite another one')).toBe('INVALID_CREDENTIALS');
    expect(await signIn(input.email)).toMatch(/^customer:/);
  });
});

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

test.each([['nonsense'], [randomUUID()], [''], ['9'.repeat(100_000)]])('nothing is known of %#', async (id) => {
  expect(await standing(id)).toBeNull();
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
