import { createSampleDatabase } from '@reelhouse/test-database';
import { ManualClock } from '@reelhouse/clock';
import { beforeAll, expect, test } from 'vitest';
import { houseTokens } from './house-tokens.fixture.ts';
import { openSignInHouse } from './open-house.fixture.ts';
import { readSampleLogins, refresh, signIn, untilAccountsAreKnown, type SignedIn } from './sign-in.fixture.ts';
import { clientsWith, endingOf, quietSubscription } from './signed-in-clients.fixture.ts';
import { listenWith } from '../live/listening.fixture.ts';
import { watchWrites } from './writes.fixture.ts';

const database = await createSampleDatabase();
const writes = await watchWrites(database, ['identity.consumer_position']);
const house = await openSignInHouse(database);

let signedIn: SignedIn;
beforeAll(async () => {
  await untilAccountsAreKnown(database, writes);
  signedIn = await signIn(house, (await readSampleLogins(database)).customer);
});

test.each([0, 1])(
  'a token that expires ends the subscriptions that it opened, and no other (%#)',
  async (transport) => {
    const { id: sub, session } = signedIn.viewer;
    const own = await houseTokens(database, { sub, sid: session.id });
    const opened = house.subscriptions.openedSoFar;
    const lasting = listenWith(clientsWith(signedIn.accessToken)[transport]!, {
      url: house.url,
      query: quietSubscription,
    });
    await house.subscriptions.untilOpened(opened + 1);
    const short = await own.token({ exp: own.now + 2 });
    const listening = listenWith(clientsWith(short)[transport]!, { url: house.url, query: quietSubscription });
    await house.subscriptions.untilOpened(opened + 2);
    expect(await endingOf(listening)).toBe('UNAUTHENTICATED');
    expect(lasting.waiting).toBe(0);
    lasting.stop();
  },
);

test('15 minutes later the access token is refused, and the refresh token gets another one', async () => {
  const clock = new ManualClock('2026-06-01T12:00:00Z');
  const later = await openSignInHouse(database, { clock });
  const { accessToken, refreshToken } = await signIn(later, (await readSampleLogins(database)).manager);
  const viewer = '{ viewer { kind } }';
  clock.advance(15 * 60);
  expect((await later.send(viewer, { token: accessToken })).status).toBe(200);
  clock.advance(6);
  const { status, codes } = await later.send(viewer, { token: accessToken });
  expect([status, codes]).toEqual([401, ['UNAUTHENTICATED']]);
  const next = await refresh(later, refreshToken);
  expect((await later.send(viewer, { token: next['accessToken'] })).data).toEqual({ viewer: { kind: 'STAFF' } });
  clock.advance(7 * 24 * 60 * 60 + 1);
  expect(await refresh(later, next['refreshToken'])).toMatchObject({ userErrors: [{ code: 'REFRESH_TOKEN_INVALID' }] });
});
