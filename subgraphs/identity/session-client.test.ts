import {
  createInternalKeys,
  readPublicKeys,
  readSigningKey,
  SubgraphTokenSigner,
  SubgraphTokenVerifier,
  type Caller,
} from '@reelhouse/auth';
import { serveSchema, type RequestContext } from '@reelhouse/http-server';
import { createLogger } from '@reelhouse/logging';
import { createTestDatabase } from '@reelhouse/test-database';
import { HttpTransport } from '@reelhouse/subgraph-transport';
import { parse } from 'graphql';
import { decodeJwt } from 'jose';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { openDoor, password } from './door.fixture.ts';
import { refreshRetryWindow } from './domain/refresh-token.ts';

const database = await createTestDatabase();
const { clock, subgraph, ask, execute, addAccount } = openDoor(database);
const { sql } = database;
const log = createLogger({ name: 'test', level: 'silent' });

await addAccount({ kind: 'customer', id: 12, name: 'mary@example.com' });
await addAccount({ kind: 'staff', id: 3, name: 'hanna' });

beforeEach(() => {
  clock.advance(60);
});

const signIns = {
  signInCustomer: { email: 'mary@example.com', password },
  signInStaff: { username: 'hanna', password },
} as const;
type Command = keyof typeof signIns | 'refreshSession';
interface Issued {
  readonly accessToken: string;
  readonly refreshToken: string;
}
/** Sends a command in the name of whoever calls, and gives what it issued. */
type Send = (command: Command, input: object, caller: Caller) => Promise<Issued>;

const typeOf = (command: Command) => `${command.charAt(0).toUpperCase()}${command.slice(1)}Input`;
const mutation = (command: Command) =>
  `mutation ($input: ${typeOf(command)}!) { ${command}(input: $input) { accessToken refreshToken userErrors { code } } }`;
const clientOf = ({ accessToken }: Issued): unknown => decodeJwt(accessToken)['client_id'];

const inProcess: Send = async (command, input, caller) =>
  (await ask(mutation(command), { input }, caller))[command] as Issued;

/** The subgraph behind HTTP, asked as the gateway asks it. */
async function overHttp(): Promise<{ send: Send; stop: () => Promise<void> }> {
  const pair = createInternalKeys();
  const [key, keys] = [readSigningKey(pair.privateKey), readPublicKeys(pair.publicKeys)];
  if (!key || !keys) throw new Error('no keys');
  const verifier = new SubgraphTokenVerifier({ subgraph: 'identity', keys, clock });
  const server = await serveSchema({
    schema: subgraph.schema,
    introspection: false,
    host: '127.0.0.1',
    port: 0,
    log,
    context: async ({ requestId, headers }) =>
      subgraph.contextFor({ requestId, log, ...(await verifier.callerOf(headers)) }),
  });
  const signer = new SubgraphTokenSigner({ key, issuer: 'gateway', clock });
  const transport = new HttpTransport<RequestContext>({
    subgraph: 'identity',
    url: server.url,
    ...signer.requestsTo('identity'),
  });
  return {
    async send(command, input, caller) {
      const query = mutation(command);
      const fetchOf = transport.prepare({ kind: 'mutation', query, document: parse(query) });
      const { data } = await fetchOf({ input }, { requestId: 'test', log, ...caller });
      return data?.[command] as Issued;
    },
    async stop() {
      await transport.stop();
      await server.stop();
    },
  };
}

const http = await overHttp();
afterAll(() => http.stop());

describe.each([
  ['in process', inProcess],
  ['over HTTP', http.send],
])('%s an access token names the client that it was issued to', (_, send) => {
  test.each<[keyof typeof signIns, string]>([
    ['signInCustomer', 'mobile'],
    ['signInCustomer', 'default'],
    ['signInStaff', 'mobile'],
  ])('by %s at the listener %s', async (command, listener) => {
    expect(clientOf(await send(command, signIns[command], { listener }))).toBe(listener);
  });

  test('and goes on to, wherever it is refreshed', async () => {
    let issued = await send('signInCustomer', signIns.signInCustomer, { listener: 'mobile' });
    for (const listener of ['default', 'other', undefined, 'mobile']) {
      clock.advance(60);
      issued = await send('refreshSession', { refreshToken: issued.refreshToken }, { listener });
      expect(clientOf(issued)).toBe('mobile');
    }
  });

  test('also if the answer to a refresh is lost, and it is sent again elsewhere', async () => {
    const { refreshToken } = await send('signInCustomer', signIns.signInCustomer, { listener: 'default' });
    await send('refreshSession', { refreshToken }, { listener: 'default' });
    clock.advance(refreshRetryWindow);
    expect(clientOf(await send('refreshSession', { refreshToken }, { listener: 'mobile' }))).toBe('default');
  });
});

test('one of a session from before clients were noted names none, wherever it is refreshed', async () => {
  const { refreshToken, accessToken } = await inProcess('signInStaff', signIns.signInStaff, { listener: 'mobile' });
  const sessionId = String(decodeJwt(accessToken)['sid']);
  await sql`update identity.session set client_id = null where session_id = ${sessionId}`;
  const issued = await inProcess('refreshSession', { refreshToken }, { listener: 'mobile' });
  expect(decodeJwt(issued.accessToken)).not.toHaveProperty('client_id');
});

test('nor does one that was issued where no listener is known', async () => {
  const { accessToken } = await inProcess('signInStaff', signIns.signInStaff, {});
  expect(decodeJwt(accessToken)).not.toHaveProperty('client_id');
});

test.each(['clientId', 'client_id', 'client', 'listener'])(
  'a client cannot say which it is: no command takes %s',
  async (name) => {
    for (const command of ['signInCustomer', 'refreshSession'] as const) {
      const input = command === 'refreshSession' ? { refreshToken: 'x' } : signIns[command];
      const { data, errors } = await execute(mutation(command), { input: { ...input, [name]: 'mobile' } });
      expect(data).toBeUndefined();
      expect(errors?.[0]?.message).toContain(`"${name}" is not defined by type "${typeOf(command)}"`);
    }
  },
);
