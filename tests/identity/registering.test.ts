import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { openSignInHouse } from './open-house.fixture.ts';
import { readSampleLogins, signIn, tryToSignIn, untilAccountsAreKnown } from './sign-in.fixture.ts';
import { watchWrites } from './writes.fixture.ts';

const database = await createSampleDatabase();
const writes = await watchWrites(database, ['identity.consumer_position', 'identity.registration']);
const house = await openSignInHouse(database);
beforeAll(() => untilAccountsAreKnown(database, writes));

const registerCustomer = `mutation ($input: RegisterCustomerInput!) {
  registerCustomer(input: $input) { registration { id status } userErrors { code path } }
}`;
const registration = `query ($id: ID!) {
  registration(id: $id) { status failure customer { id firstName email address { address } store { id } } }
}`;
const person = {
  idempotencyKey: 'registering-ada',
  email: 'Ada.Lovelace@example.com',
  password: 'analytical engine',
  firstName: 'Ada',
  lastName: 'Lovelace',
  storeId: '1',
  address: { address: '12 St James Square', cityId: '1', phone: '555 0100' },
};
const register = (input: object) => house.call(registerCustomer, { variables: { input } });

test('a customer registers, is in the books, and signs in', async () => {
  const begun = await register(person);
  expect(begun).toMatchObject({ registration: { id: expect.any(String) }, userErrors: [] });
  // The same call is the same registration.
  expect(await register(person)).toMatchObject({ registration: { id: begun['registration'].id }, userErrors: [] });
  const { id } = begun['registration'];
  await writes.until(async () => {
    const [row] =
      await database.sql`select from identity.registration where registration_id = ${id} and status <> 'pending'`;
    return row !== undefined;
  });
  // How it ended is told to who knows the id; who it is, to themselves.
  const ended = await house.send(registration, { variables: { id } });
  expect(ended.data?.['registration']).toEqual({ status: 'COMPLETED', failure: null, customer: null });
  expect(ended.codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  const login = { kind: 'customer', name: 'ada.lovelace@EXAMPLE.com', password: person.password } as const;
  const { viewer, accessToken } = await signIn(house, login);
  const { data } = await house.send(registration, { variables: { id }, token: accessToken });
  expect(data?.['registration']).toMatchObject({
    customer: { firstName: 'Ada', email: person.email, address: { address: '12 St James Square' } },
  });
  expect(viewer).toMatchObject({ id: `customer:${data?.['registration'].customer.id}`, scopes: ['customer'] });
});

describe('an address that looks like one that is taken', () => {
  test.each([
    ['in capitals', () => person.email.toUpperCase()],
    ['full-width', () => person.email.replace('Ada', 'Ａｄａ')],
    ['with a letter that is composed of two', async () => (await customerEmail()).normalize('NFD')],
    ['as it is', customerEmail],
  ])('%s is refused', async (_, make) => {
    const email = await make();
    expect(await register({ ...person, idempotencyKey: `like ${email}`, email })).toEqual({
      registration: null,
      userErrors: [{ code: expect.stringMatching(/TAKEN|INVALID|EMAIL/), path: ['input', 'email'] }],
    });
  });

  test('by Cyrillic letters is refused, and signs in nobody', async () => {
    const email = person.email.replaceAll('a', 'а');
    const { registration: none, userErrors } = await register({ ...person, idempotencyKey: 'cyrillic', email });
    expect([none, userErrors]).toMatchObject([null, [{ path: ['input', 'email'] }]]);
    const login = { kind: 'customer', name: email, password: person.password } as const;
    expect(await tryToSignIn(house, login)).toMatchObject({ accessToken: null });
  });

  async function customerEmail(): Promise<string> {
    return (await readSampleLogins(database)).customer.name;
  }
});

describe('what is too much', () => {
  const name = 'mike@example.com';

  test('a password of 1 MB is not read', async () => {
    const sent = await house.send(
      'mutation ($p: String!) { signInCustomer(input: { email: "a@example.com", password: $p }) { userErrors { code } } }',
      { variables: { p: 'x'.repeat(1_000_000) } },
    );
    expect(sent).toMatchObject({ status: 413, codes: ['REQUEST_TOO_LARGE'], data: undefined });
  });

  test.each([
    ['a password of 200 kB', { name, password: 'x'.repeat(200_000) }],
    ['a name of 200 kB', { name: `${'x'.repeat(200_000)}@example.com`, password: 'a' }],
    ['a password that is empty', { name, password: '' }],
    ['a name that is empty', { name: '', password: 'a' }],
    ['a name with a line end', { name: `${name}\r\nx-evil: 1`, password: 'a' }],
    ['a name with a zero byte', { name: `${name}\0`, password: 'a' }],
    ['a password with a zero byte', { name, password: 'a\0b' }],
    ['a name that is half of a letter', { name: `${name}\ud800`, password: 'a' }],
    ['a name that is SQL', { name: `' or '1'='1`, password: `' or '1'='1` }],
  ])('%s is a wrong one', async (_, login) => {
    for (const kind of ['customer', 'staff'] as const) {
      expect(await tryToSignIn(house, { kind, ...login })).toEqual({
        accessToken: null,
        refreshToken: null,
        viewer: null,
        userErrors: [{ code: 'INVALID_CREDENTIALS', path: ['input'] }],
      });
    }
  });

  test('an account is tried five times, and then has to wait; others do not', async () => {
    const { manager, customer } = await readSampleLogins(database);
    const tries = [];
    for (let attempt = 1; attempt <= 7; attempt += 1) {
      tries.push((await tryToSignIn(house, { ...manager, password: 'a guess' }))['userErrors'][0].code);
    }
    expect(tries).toEqual([...Array<string>(5).fill('INVALID_CREDENTIALS'), 'TOO_MANY_ATTEMPTS', 'TOO_MANY_ATTEMPTS']);
    expect(await tryToSignIn(house, manager)).toMatchObject({ userErrors: [{ code: 'TOO_MANY_ATTEMPTS' }] });
    await signIn(house, customer);
  });
});
