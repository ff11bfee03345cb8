import type { SampleRole } from '@reelhouse/sample-data';
import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { openSignInHouse } from './open-house.fixture.ts';
import {
  readSampleLogins,
  refresh,
  signIn,
  tryToSignIn,
  untilAccountsAreKnown,
  type Login,
  type SignedIn,
} from './sign-in.fixture.ts';
import { watchWrites } from './writes.fixture.ts';

const database = await createSampleDatabase();
const writes = await watchWrites(database, ['identity.consumer_position', 'identity.credential']);
const house = await openSignInHouse(database);

let logins: Readonly<Record<SampleRole, Login>>;
beforeAll(async () => {
  await untilAccountsAreKnown(database, writes);
  logins = await readSampleLogins(database);
});

const endSession = `mutation ($sessionId: ID!) { endSession(input: { sessionId: $sessionId }) { userErrors { code path } } }`;
const changePassword = `mutation ($currentPassword: String!, $newPassword: String!) {
  changePassword(input: { currentPassword: $currentPassword, newPassword: $newPassword }) { userErrors { code path } }
}`;
const resetPassword = `mutation ($token: String!, $newPassword: String!) {
  resetPassword(input: { token: $token, newPassword: $newPassword }) { userErrors { code path } }
}`;
const requestPasswordReset = `mutation ($input: RequestPasswordResetInput!) {
  requestPasswordReset(input: $input) { userErrors { code } }
}`;
const resetStaffPassword = `mutation ($staffId: ID!) {
  resetStaffPassword(input: { staffId: $staffId }) { link { token expiresAt } userErrors { code path } }
}`;
const done = { userErrors: [] };

/** Fails the test unless the access token is refused and its session cannot be refreshed. */
async function expectEnded({
  accessToken,
  refreshToken,
}: Pick<SignedIn, 'accessToken' | 'refreshToken'>): Promise<void> {
  expect(await refresh(house, refreshToken)).toMatchObject({
    accessToken: null,
    userErrors: [{ code: 'REFRESH_TOKEN_INVALID' }],
  });
  // The event is on its way to the gateway: what it closes tells that it has come.
  await untilRefused(accessToken);
}

async function untilRefused(token: string): Promise<void> {
  for (;;) {
    const { status, codes } = await house.send('{ viewer { id } }', { token });
    if (status === 200) continue;
    expect([status, codes]).toEqual([401, ['UNAUTHENTICATED']]);
    return;
  }
}

describe.each([
  ['customer', { scopes: ['customer'], kind: 'CUSTOMER', storeId: null }],
  ['staff', { scopes: ['staff'], kind: 'STAFF', storeId: '1' }],
  ['manager', { scopes: ['staff', 'manager'], kind: 'STAFF', storeId: '1' }],
] as const)('the %s of the sample rows', (role, viewer) => {
  // Staff are there for staff only; nobody who is staff is a customer, too.
  const who = role === 'customer' ? 'customer { id email }' : 'customer { id email } staff { id username }';
  const read = `{ viewer { id kind scopes storeId session { id clientAddress } sessions { id } ${who} } }`;

  test('signs in, sees who that is across the graph, goes on, and signs out', async () => {
    const { accessToken, refreshToken, viewer: told } = await signIn(house, logins[role]);
    const { data, codes } = await house.send(read, {
      token: accessToken,
      headers: { 'x-client-address': '203.0.113.9' },
    });
    expect(codes).toEqual([]);
    const [kind, id] = told.id.split(':');
    expect(data?.['viewer']).toMatchObject({
      ...viewer,
      id: told.id,
      session: { id: told.session.id, clientAddress: expect.stringMatching(/127\.0\.0\.1$/) },
      customer: kind === 'customer' ? { id, email: logins[role].name } : null,
      ...(kind === 'staff' && { staff: { id, username: logins[role].name } }),
    });

    const next = await refresh(house, refreshToken);
    expect(next).toMatchObject({ userErrors: [], viewer: { ...told } });
    expect([next['accessToken'], next['refreshToken']]).not.toContain(accessToken);
    expect((await house.send(read, { token: next['accessToken'] })).status).toBe(200);

    const signOut = await house.call('mutation { signOut { userErrors { code } } }', { token: next['accessToken'] });
    expect(signOut).toEqual(done);
    await expectEnded({ accessToken, refreshToken: next['refreshToken'] });
    await untilRefused(next['accessToken']);
  });

  test('sees every device, and ends one of them', async () => {
    const former = await signIn(house, logins[role]);
    await house.call('mutation { signOutEverywhere { userErrors { code } } }', { token: former.accessToken });
    const [phone, desk] = [await signIn(house, logins[role]), await signIn(house, logins[role])];
    const { data } = await house.send('{ viewer { sessions { id createdAt lastUsedAt } } }', {
      token: desk.accessToken,
    });
    const listed = data?.['viewer'].sessions as readonly { readonly id: string }[];
    expect(listed.map(({ id }) => id)).toEqual([desk.viewer.session.id, phone.viewer.session.id]);
    const ended = { variables: { sessionId: phone.viewer.session.id }, token: desk.accessToken };
    expect(await house.call(endSession, ended)).toEqual(done);
    await expectEnded(phone);
    expect(await house.call(endSession, ended)).toEqual({
      userErrors: [{ code: 'SESSION_NOT_FOUND', path: ['input', 'sessionId'] }],
    });
    expect((await house.send(read, { token: desk.accessToken })).status).toBe(200);
    await house.call('mutation { signOutEverywhere { userErrors { code } } }', { token: desk.accessToken });
    await expectEnded(desk);
  });

  test('is not let into the sessions of somebody else', async () => {
    const mine = await signIn(house, logins[role]);
    const theirs = await signIn(house, logins[role === 'customer' ? 'manager' : 'customer']);
    const variables = { sessionId: theirs.viewer.session.id };
    expect(await house.call(endSession, { variables, token: mine.accessToken })).toMatchObject({
      userErrors: [{ code: 'SESSION_NOT_FOUND' }],
    });
    expect((await house.send(read, { token: theirs.accessToken })).status).toBe(200);
  });

  test('changes the password: other devices are signed out, this one is not', async () => {
    const { password, ...account } = logins[role];
    const newPassword = `another ${password}`;
    const [phone, desk] = [await signIn(house, logins[role]), await signIn(house, logins[role])];
    const change = (currentPassword: string, wanted: string) =>
      house.call(changePassword, { variables: { currentPassword, newPassword: wanted }, token: desk.accessToken });
    expect(await change('not this one', newPassword)).toEqual({
      userErrors: [{ code: 'INVALID_CREDENTIALS', path: ['input', 'currentPassword'] }],
    });
    expect(await change(password, newPassword)).toEqual(done);
    await expectEnded(phone);
    expect((await house.send(read, { token: desk.accessToken })).status).toBe(200);
    expect(await refresh(house, desk.refreshToken)).toMatchObject({ userErrors: [] });
    expect(await tryToSignIn(house, { ...account, password })).toMatchObject({
      accessToken: null,
      userErrors: [{ code: 'INVALID_CREDENTIALS' }],
    });
    const again = await signIn(house, { ...account, password: newPassword });
    // As the next test expects it.
    await house.call(changePassword, {
      variables: { currentPassword: newPassword, newPassword: password },
      token: again.accessToken,
    });
  });
});

test('who has not signed in has no sessions to list or end', async () => {
  expect((await house.send('{ viewer { id } }')).data).toEqual({ viewer: null });
  const operations = [
    'mutation { signOut { userErrors { code } } }',
    'mutation { signOutEverywhere { userErrors { code } } }',
    'mutation { endSession(input: { sessionId: "1" }) { userErrors { code } } }',
    'mutation { changePassword(input: { currentPassword: "a", newPassword: "b" }) { userErrors { code } } }',
    'mutation { resetStaffPassword(input: { staffId: "1" }) { userErrors { code } } }',
  ];
  for (const operation of operations) {
    const { data, codes } = await house.send(operation);
    expect([data ?? null, codes]).toEqual([null, ['UNAUTHORIZED_FIELD_OR_TYPE']]);
  }
});

describe('a password that was forgotten', () => {
  test('of staff: the manager hands a link over, which is good once', async () => {
    const [staff, manager] = [await signIn(house, logins.staff), await signIn(house, logins.manager)];
    const [, staffId] = staff.viewer.id.split(':');
    const { link, userErrors } = await house.call(resetStaffPassword, {
      variables: { staffId },
      token: manager.accessToken,
    });
    expect(userErrors).toEqual([]);
    const variables = { token: link.token, newPassword: 'be kind and rewind' };
    expect(await house.call(resetPassword, { variables })).toEqual(done);
    await expectEnded(staff);
    expect(await house.call(resetPassword, { variables })).toMatchObject({
      userErrors: [{ path: ['input', 'token'] }],
    });
    await signIn(house, { ...logins.staff, password: variables.newPassword });
  });

  test.each(['staff', 'customer'] as const)('is nothing that the %s resets for others', async (role) => {
    const password = role === 'staff' ? 'be kind and rewind' : logins[role].password;
    const { accessToken } = await signIn(house, { ...logins[role], password });
    const { data, codes } = await house.send(resetStaffPassword, { variables: { staffId: '1' }, token: accessToken });
    expect([data ?? null, codes]).toEqual([null, ['UNAUTHORIZED_FIELD_OR_TYPE']]);
  });

  test('of a customer: a link is sent to them, which is good once', async () => {
    const before = await signIn(house, logins.customer);
    const { name } = logins.customer;
    expect(await house.call(requestPasswordReset, { variables: { input: { email: name.toUpperCase() } } })).toEqual(
      done,
    );
    const { token, loginName } = await house.nextNotice();
    expect(loginName).toBe(name);
    const variables = { token, newPassword: 'salted popcorn at home' };
    expect(await house.call(resetPassword, { variables })).toEqual(done);
    await expectEnded(before);
    expect(await house.call(resetPassword, { variables })).toMatchObject({
      userErrors: [{ path: ['input', 'token'] }],
    });
    await signIn(house, { ...logins.customer, password: variables.newPassword });
  });

  test('of nobody is answered alike', async () => {
    const input = { email: 'nobody@example.com' };
    expect(await house.call(requestPasswordReset, { variables: { input } })).toEqual(done);
  });
});
