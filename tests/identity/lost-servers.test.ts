import { createSampleDatabase } from '@reelhouse/test-database';
import { isInstalled, startProxy, startRedis } from '@reelhouse/test-servers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSignInHouse } from './open-house.fixture.ts';
import { readSampleLogins, refresh, signIn, untilAccountsAreKnown, type Login } from './sign-in.fixture.ts';
import { watchWrites } from './writes.fixture.ts';

const viewer = '{ viewer { id } }';
const sessions = '{ viewer { session { id } sessions { id } } }';
const catalogue =
  '{ film(id: "1") { title description rating } films(first: 3) { totalCount edges { node { title } } } }';

describe.skipIf(!isInstalled('redis-server'))('Redis lost in mid-session', async () => {
  const redis = await startRedis();
  afterAll(() => redis.dispose());
  const database = await createSampleDatabase();
  const writes = await watchWrites(database, ['identity.consumer_position']);
  const house = await openSignInHouse(database, { infrastructure: { REDIS_URL: redis.url } });
  beforeAll(() => untilAccountsAreKnown(database, writes));

  test('nobody is signed out: they ask, go on and sign in, and do so when it is back, empty', async () => {
    const { customer, manager } = await readSampleLogins(database);
    const { accessToken, refreshToken } = await signIn(house, customer);
    const { data } = await house.send(sessions, { token: accessToken });

    await redis.kill();
    const without = await house.send(sessions, { token: accessToken });
    expect([without.status, without.codes, without.data]).toEqual([200, [], data]);
    const next = await refresh(house, refreshToken);
    expect(next).toMatchObject({ userErrors: [] });
    await signIn(house, manager);

    await redis.start();
    const again = await refresh(house, next['refreshToken']);
    expect(again).toMatchObject({ userErrors: [] });
    for (const token of [accessToken, next['accessToken'], again['accessToken']]) {
      expect((await house.send(sessions, { token })).data).toMatchObject({
        viewer: { session: { id: expect.any(String) } },
      });
    }
  });
});

describe('PostgreSQL lost in mid-session', async () => {
  const database = await createSampleDatabase();
  const writes = await watchWrites(database, ['identity.consumer_position']);
  const proxy = await startProxy(database.url);
  afterAll(() => proxy.close());
  const house = await openSignInHouse({ access: { ...database.access, url: proxy.url } });
  let customer: Login;
  beforeAll(async () => {
    await untilAccountsAreKnown(database, writes);
    ({ customer } = await readSampleLogins(database));
  });

  const signInAgain = `mutation ($name: String!, $password: String!) {
    signInCustomer(input: { email: $name, password: $password }) { accessToken userErrors { code } }
  }`;
  const refreshAgain =
    'mutation ($t: String!) { refreshSession(input: { refreshToken: $t }) { accessToken userErrors { code } } }';

  test('access tokens are good, the catalogue is read, sign-in says “try later”; and it is over when it is back', async () => {
    const { accessToken, refreshToken, viewer: told } = await signIn(house, customer);
    const token = accessToken;
    const { data: film } = await house.send(catalogue, { token });
    expect(film).toMatchObject({ film: { title: expect.any(String) }, films: { totalCount: expect.any(Number) } });

    await proxy.refuse();
    // Who it is stands in the token.
    const known = await house.send(viewer, { token });
    expect([known.status, known.codes, known.data]).toEqual([200, [], { viewer: { id: told.id } }]);
    // What has been read of the catalogue is in the cache; what has not is a part that is down.
    const read = await house.send(catalogue, { token });
    expect([read.status, read.codes, read.data]).toEqual([200, [], film]);
    expect((await house.send('{ film(id: "900") { title } }', { token })).codes).toEqual(['SUBGRAPH_UNAVAILABLE']);
    // A token that is none is refused, as before.
    expect((await house.send(catalogue, { token: 'none' })).codes).toEqual(['UNAUTHENTICATED']);

    const variables = { name: customer.name, password: customer.password };
    const later = await house.send(signInAgain, { variables });
    expect([later.codes, later.data]).toEqual([['SUBGRAPH_UNAVAILABLE'], { signInCustomer: null }]);
    const lost = await house.send(refreshAgain, { variables: { t: refreshToken } });
    expect([lost.codes, lost.data]).toEqual([['SUBGRAPH_UNAVAILABLE'], { refreshSession: null }]);

    await proxy.restore();
    expect(await refresh(house, refreshToken)).toMatchObject({ userErrors: [] });
    await signIn(house, customer);
    expect((await house.send(sessions, { token })).data).toMatchObject({ viewer: { session: told.session } });
  });
});
