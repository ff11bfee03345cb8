import { performance } from 'node:perf_hooks';
import { createSampleDatabase } from '@reelhouse/test-database';
import { isInstalled, startNats } from '@reelhouse/test-servers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Listening } from '../live/listening.fixture.ts';
import { openSignInHouse, type SignInHouse } from './open-house.fixture.ts';
import {
  readSampleLogins,
  refresh,
  signIn,
  tryToSignIn,
  untilAccountsAreKnown,
  type SignedIn,
} from './sign-in.fixture.ts';
import { endingOf, listenWithAll, quietSubscription } from './signed-in-clients.fixture.ts';
import { watchWrites } from './writes.fixture.ts';

/**
 * The promise is a second by events, and some two when they do not arrive. A machine that does other things as well is slow
 * at times: what is expected here tells it from what waits for the next check, after 30 s, or for the token to expire.
 */
const soonMilliseconds = 4000;

describe.skipIf(!isInstalled('nats-server'))(
  'two gateways on one NATS and one database',
  { timeout: 60_000 },
  async () => {
    const nats = await startNats();
    afterAll(() => nats.dispose());
    const database = await createSampleDatabase();
    const writes = await watchWrites(database, ['identity.consumer_position']);
    const infrastructure = { NATS_URL: nats.url };
    const first = await openSignInHouse(database, { infrastructure });
    const second = await openSignInHouse(database, { infrastructure });
    const houses = [first, second];
    beforeAll(() => untilAccountsAreKnown(database, writes));

    /** Somebody with subscriptions open at both, over WebSocket and as server-sent events. */
    interface Present extends SignedIn {
      readonly listening: readonly Listening[];
    }

    async function present(role: 'customer' | 'staff' | 'manager', signInAt: SignInHouse = first): Promise<Present> {
      const signedIn = await signIn(signInAt, (await readSampleLogins(database))[role]);
      const opened = houses.map(({ subscriptions }) => subscriptions.openedSoFar + 2);
      const listening = houses.flatMap(({ url }) =>
        listenWithAll(signedIn.accessToken, { url, query: quietSubscription }),
      );
      await Promise.all(houses.map(({ subscriptions }, index) => subscriptions.untilOpened(opened[index]!)));
      return { ...signedIn, listening };
    }

    /** What somebody has open ends at both, and their token is refused there from then on. */
    async function expectGone({ accessToken, refreshToken, listening }: Present, since: number): Promise<void> {
      expect(await Promise.all(listening.map(endingOf))).toEqual(listening.map(() => 'UNAUTHENTICATED'));
      expect(performance.now() - since).toBeLessThan(soonMilliseconds);
      if (process.env['SHOW_TIMES'])
        console.log(`${expect.getState().currentTestName}: ${performance.now() - since} ms`);
      for (const house of houses) {
        const { status, codes } = await house.send('{ viewer { id } }', { token: accessToken });
        expect([status, codes]).toEqual([401, ['UNAUTHENTICATED']]);
        expect(await refresh(house, refreshToken)).toMatchObject({ userErrors: [{ code: 'REFRESH_TOKEN_INVALID' }] });
        const [socket, events] = listenWithAll(accessToken, { url: house.url, query: quietSubscription });
        expect(await socket!.ended).toMatchObject({ code: 4403, reason: 'UNAUTHENTICATED' });
        await events!.ended;
      }
    }

    async function expectThere({ accessToken, listening }: Present): Promise<void> {
      for (const house of houses) {
        expect((await house.send('{ viewer { id } }', { token: accessToken })).data).toMatchObject({ viewer: {} });
      }
      expect(listening.map(({ waiting }) => waiting)).toEqual(listening.map(() => 0));
    }

    const signOut = 'mutation { signOut { userErrors { code } } }';
    const endSession = `mutation ($sessionId: ID!) { endSession(input: { sessionId: $sessionId }) { userErrors { code } } }`;
    const done = { userErrors: [] };

    test('a session that is ended at one is refused at both; another of the same person goes on', async () => {
      const phone = await present('customer', second);
      const desk = await present('customer');
      const since = performance.now();
      const variables = { sessionId: phone.viewer.session.id };
      expect(await first.call(endSession, { variables, token: desk.accessToken })).toEqual(done);
      await expectGone(phone, since);
      await expectThere(desk);
      const sinceSignOut = performance.now();
      await second.call(signOut, { token: desk.accessToken });
      await expectGone(desk, sinceSignOut);
    });

    test.each(['customer', 'staff'] as const)(
      '%s who is deactivated loses access at both, and others do not',
      async (role) => {
        const [person, manager] = [await present(role), await present('manager', second)];
        const [kind, id] = person.viewer.id.split(':');
        const change = (what: 'deactivate' | 'reactivate') =>
          second.call(
            kind === 'customer'
              ? `mutation ($id: ID!, $key: String!) {
              ${what}Customer(input: { customerId: $id, idempotencyKey: $key }) { userErrors { code } } }`
              : `mutation ($id: ID!, $key: String!) {
              ${what}Staff(input: { staffId: $id, idempotencyKey: $key }) { userErrors { code } } }`,
            { variables: { id, key: `${what} ${kind}` }, token: manager.accessToken },
          );
        const since = performance.now();
        expect(await change('deactivate')).toEqual(done);
        await expectGone(person, since);
        const login = (await readSampleLogins(database))[role] as typeof undefined | { name: string };
        // They are not told of any more, because nobody signs in by them.
        expect(login).toBeUndefined();
        await expectThere(manager);
        expect(await change('reactivate')).toEqual(done);
        await first.call(signOut, { token: manager.accessToken });
      },
    );

    test('with NATS gone, what ends is asked for; with NATS back, it is heard of again', async () => {
      const [phone, desk, last] = [
        await present('manager'),
        await present('manager', second),
        await present('manager'),
      ];
      await nats.kill();
      const since = performance.now();
      const variables = { sessionId: phone.viewer.session.id };
      expect(await second.call(endSession, { variables, token: desk.accessToken })).toEqual(done);
      await expectGone(phone, since);
      await expectThere(desk);
      await nats.start();
      const back = performance.now();
      await first.call(signOut, { token: desk.accessToken });
      await expectGone(desk, back);
      const { password, ...account } = (await readSampleLogins(database)).manager;
      expect(await tryToSignIn(first, { ...account, password })).toMatchObject({ userErrors: [] });
      await expectThere(last);
      for (const listening of last.listening) listening.stop();
    });
  },
);
