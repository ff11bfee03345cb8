import { randomUUID } from 'node:crypto';
import { createSampleDatabase } from '@reelhouse/test-database';
import { describe, expect, test } from 'vitest';
import { asCustomer, asStaff } from '../../packages/auth/src/identities.fixture.ts';
import { registerCustomer } from './domain/register-customer.ts';
import { openRegistering, person } from './registration.fixture.ts';

const database = await createSampleDatabase();
const { sql } = database;
const people = await openRegistering(database);
const { clock, down, register, standing, ended, signIn, latest } = people;

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
  const whole = { status: 'COMPLETED', failure: null, customer };
  for (const who of [asCustomer(Number(customer!.id)), asStaff(1, 1)])
    expect(await standing(registration.id, who)).toEqual(whole);
  expect(await standing(registration.id, asCustomer(1))).toEqual({ ...whole, customer: null });
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

test.each([['nonsense'], [randomUUID()], [''], ['9'.repeat(100_000)]])('nothing is known of %#', async (id) => {
  expect(await standing(id)).toBeNull();
});
