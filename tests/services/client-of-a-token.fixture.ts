import type { TestDatabase } from '@reelhouse/test-database';
import { decodeJwt } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { findCustomerAtHome } from '../clients/customer-at-home.fixture.ts';
import { letIn, type Login } from '../let-in.ts';
import { byId, byText, refusals, sendTo } from './registered-client.fixture.ts';

/** Where the graph is, in whatever shape the chain runs. */
export interface Listeners {
  readonly default: string;
  readonly mobile: string;
}

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** What a client might say of itself, to be taken for another. */
const claimsToBe = (client: string) => ({
  'x-client-listener': client,
  'x-client-id': client,
  'apollographql-client-name': client,
  'apollographql-client-version': '1.0.0',
});

/**
 * The client that a token was issued to is the listener at which its session began, wherever it is used and refreshed, and whatever
 * is sent beside it.
 *
 * @param listeners asked for when tests run: the chain may not be open before.
 */
export function clientOfAToken(listeners: () => Listeners, database: TestDatabase): void {
  describe('the client of a token', () => {
    let login: Login;
    beforeAll(async () => {
      login = await letIn(database, (await findCustomerAtHome(database)).subject);
    });

    async function tokensFrom(sent: ReturnType<typeof sendTo>): Promise<Tokens> {
      const { data, codes } = await sent;
      expect(codes).toEqual([]);
      const [payload] = Object.values(data ?? {}) as (Tokens & { readonly userErrors: readonly unknown[] })[];
      expect(payload?.userErrors).toEqual([]);
      return payload!;
    }
    const signIn = (at: keyof Listeners, headers = {}) => {
      const variables = { email: login.name, password: login.password };
      const operation =
        at === 'mobile' ? byId('mobile', 'SignIn', variables) : byText('storefront', 'SignInCustomer', variables);
      return tokensFrom(sendTo(listeners()[at], operation, { headers }));
    };
    const clientOf = ({ accessToken }: Tokens) => decodeJwt(accessToken)['client_id'];

    /** That a token is good for what the releases of the app have registered, by their ids, and for nothing else. */
    async function expectBound(token: string, headers: Readonly<Record<string, string>> = {}): Promise<void> {
      for (const url of Object.values(listeners())) {
        const asked = (parameters: object) => sendTo(url, parameters, { token, headers });
        const answered = { status: 200, codes: [], data: { viewer: { customer: {} } } };
        expect(await asked(byId('mobile', 'Viewer'))).toMatchObject(answered);
        expect(await asked(byText('mobile', 'Viewer'))).toMatchObject(refusals.idRequired);
        expect(await asked(byText('storefront', 'Viewer'))).toMatchObject(refusals.idRequired);
        expect(await asked({ query: '{ viewer { id } }' })).toMatchObject(refusals.idRequired);
        expect(await asked({ query: '{ __schema { queryType { name } } }' })).toMatchObject(refusals.idRequired);
        expect(await asked(byId('storefront', 'Viewer'))).toMatchObject(refusals.unknownId);
      }
    }

    test('of the app is bound to what the app has registered, also where the website asks', async () => {
      const tokens = await signIn('mobile');
      expect(clientOf(tokens)).toBe('mobile');
      await expectBound(tokens.accessToken);
    });

    test('of the app stays bound when it is refreshed elsewhere, by whichever client’s operation', async () => {
      let { refreshToken } = await signIn('mobile');
      for (const client of ['mobile', 'storefront'] as const) {
        const operation = byId(client, 'RefreshSession', { refreshToken });
        const next = await tokensFrom(sendTo(listeners().default, operation));
        expect(clientOf(next)).toBe('mobile');
        await expectBound(next.accessToken);
        ({ refreshToken } = next);
      }
    });

    test('of the website is that of the website wherever it is refreshed, and is no way round the listener of the app', async () => {
      const first = await signIn('default');
      const operation = byId('mobile', 'RefreshSession', { refreshToken: first.refreshToken });
      const next = await tokensFrom(sendTo(listeners().mobile, operation));
      expect(clientOf(next)).toBe(clientOf(first));
      expect(clientOf(next)).not.toBe('mobile');
      const text = byText('storefront', 'Viewer');
      const { accessToken: token } = next;
      expect(await sendTo(listeners().default, text, { token })).toMatchObject({ status: 200, codes: [] });
      expect(await sendTo(listeners().mobile, text, { token })).toMatchObject(refusals.idRequired);
    });

    test.each(['mobile', 'default', 'storefront'])('is not what a client says of itself: %s', async (claimed) => {
      const headers = claimsToBe(claimed);
      const [app, website] = [await signIn('mobile', headers), await signIn('default', headers)];
      expect([clientOf(app), clientOf(website)]).toEqual(['mobile', 'default']);
      await expectBound(app.accessToken, headers);
      const asked = (url: string) =>
        sendTo(url, byText('storefront', 'Viewer'), { token: website.accessToken, headers });
      expect(await asked(listeners().default)).toMatchObject({ status: 200, codes: [] });
      expect(await asked(listeners().mobile)).toMatchObject(refusals.idRequired);
      const refreshed = byId('storefront', 'RefreshSession', { refreshToken: app.refreshToken });
      const next = await tokensFrom(sendTo(listeners().default, refreshed, { headers }));
      expect(clientOf(next)).toBe('mobile');
    });
  });
}
