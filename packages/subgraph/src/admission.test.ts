import { buildSubgraphSchema } from '@apollo/subgraph';
import { createInternalKeys, readSigningKey, SubgraphTokenSigner, type InternalKeys } from '@reelhouse/auth';
import { ManualClock } from '@reelhouse/clock';
import { readConfig } from '@reelhouse/config';
import { serveSchema, type RequestContext } from '@reelhouse/http-server';
import { gql } from 'graphql-tag';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readableLog } from '../../logging/src/readable-log.fixture.ts';
import { admissionTo, admissionVariables } from './admission.ts';

const clock = new ManualClock('2026-03-01T10:00:00Z');
const { log, lines } = readableLog();
const admission = (environment: Record<string, string>) =>
  admissionTo('film', readConfig(admissionVariables, environment), clock, log);

const pair = createInternalKeys();

describe('a subgraph does not start', () => {
  test.each<[string, Record<string, string>, string]>([
    ['without keys', {}, 'INTERNAL_PUBLIC_KEYS: expected the keys of those who may ask; `npm run services -- keys`'],
    ['with keys that are none', { INTERNAL_PUBLIC_KEYS: '[]' }, 'INTERNAL_PUBLIC_KEYS: expected Ed25519 public keys'],
    [
      'with a private key as public',
      { INTERNAL_PUBLIC_KEYS: pair.privateKey },
      'INTERNAL_PUBLIC_KEYS: expected Ed25519',
    ],
    ['with a word as private key', { INTERNAL_PRIVATE_KEY: 'hunter2' }, 'INTERNAL_PRIVATE_KEY: expected an Ed25519'],
    [
      'with keys, for everybody',
      { INTERNAL_PUBLIC_KEYS: pair.publicKeys, ALLOW_UNSIGNED_REQUESTS: 'true' },
      'ALLOW_UNSIGNED_REQUESTS: expected false',
    ],
  ])('%s', (_, environment, message) => {
    expect(() => admission(environment)).toThrow(
      expect.objectContaining({ name: 'StartupError', message: expect.stringContaining(message) as string }),
    );
  });
});

test('one that answers everybody says so, and knows where from and with what only', () => {
  const admit = admission({ ALLOW_UNSIGNED_REQUESTS: 'true' });
  expect(lines.at(-1)).toMatchObject({
    msg: expect.stringContaining('whoever reaches this port is answered') as string,
  });
  const headers = {
    authorization: 'Bearer x',
    'x-client-address': '203.0.113.7',
    'x-client-user-agent': 'app',
    'x-client-listener': 'mobile',
    'user-agent': 'curl/8',
  };
  expect(admit({ headers, clientAddress: '127.0.0.1' })).toEqual({ clientAddress: '127.0.0.1', userAgent: 'curl/8' });
});

describe('a subgraph that is served', () => {
  let server: Awaited<ReturnType<typeof serveSchema>>;
  let executed: RequestContext[];
  beforeAll(async () => {
    const admit = admission({ INTERNAL_PUBLIC_KEYS: pair.publicKeys });
    const schema = buildSubgraphSchema({
      typeDefs: gql`
        type Query {
          who: String
        }
        type Film @key(fields: "id") {
          id: ID!
        }
      `,
      resolvers: {
        Query: {
          who(_source: unknown, _args: unknown, context: unknown) {
            executed.push(context as RequestContext);
            return executed[0]?.identity?.subject ?? 'nobody';
          },
        },
        Film: {
          __resolveReference(film: object, context: unknown) {
            executed.push(context as RequestContext);
            return film;
          },
        },
      },
    });
    server = await serveSchema({
      schema,
      introspection: true,
      host: '127.0.0.1',
      port: 0,
      log,
      context: async (incoming) => ({ requestId: incoming.requestId, log: incoming.log, ...(await admit(incoming)) }),
    });
  });
  afterAll(() => server.stop());

  async function ask(query: string, headers: Record<string, string>, method = 'POST') {
    executed = [];
    const init = { method, headers: { 'content-type': 'application/json', ...headers } };
    const response =
      method === 'POST'
        ? await fetch(server.url, { ...init, body: JSON.stringify({ query }) })
        : await fetch(`${server.url}?query=${encodeURIComponent(query)}`, init);
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  const signed = (keys: InternalKeys, subgraph = 'film', subject = 'staff:1', time = clock) => {
    const key = readSigningKey(keys.privateKey);
    if (!key) throw new Error('no key');
    const signer = new SubgraphTokenSigner({ key, issuer: 'gateway', clock: time });
    return { ...signer.requestsTo(subgraph).headers({ identity: { subject, scopes: [], expiresAt: 2e9 } }) };
  };

  const entities = '{ _entities(representations: [{ __typename: "Film", id: "1" }]) { __typename } }';
  const operations = [
    ['a field', '{ who }'],
    ['_entities', entities],
    ['_service', '{ _service { sdl } }'],
    ['introspection', '{ __schema { queryType { name } } }'],
    ['__typename', '{ __typename }'],
    ['what is not valid', '{ nothing }'],
  ] as const;

  test('answers who signs for it, and knows for whom', async () => {
    expect(await ask('{ who }', signed(pair))).toMatchObject({ status: 200, body: { data: { who: 'staff:1' } } });
    const client = {
      'x-client-address': '203.0.113.7',
      'x-client-user-agent': 'app/1.0',
      'x-client-listener': 'mobile',
    };
    expect(await ask(entities, { ...signed(pair), ...client })).toMatchObject({ status: 200 });
    expect(executed).toMatchObject([
      {
        identity: { subject: 'staff:1' },
        clientAddress: '203.0.113.7',
        userAgent: 'app/1.0',
        listener: 'mobile',
      },
    ]);
    expect(await ask('{ _service { sdl } }', signed(pair))).toMatchObject({ status: 200 });
  });

  const strangers: [string, () => Record<string, string>][] = [
    ['without a token', () => ({})],
    ['with one for another subgraph', () => signed(pair, 'store')],
    ['with one of a stranger', () => signed(createInternalKeys())],
    ['with one that has expired', () => signed(pair, 'film', 'staff:1', new ManualClock('2026-03-01T09:58:55Z'))],
    ['with a password', () => ({ authorization: 'Basic eDp5' })],
  ];
  // The first time Apollo Server answers, the second time the lean lane would.
  describe.each(strangers)('refuses %s', (_, headers) => {
    test.each([...operations, ...operations])('%s', async (_what, query) => {
      const refused = await ask(query, headers());
      expect(refused).toMatchObject({ status: 401, body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } });
      expect(JSON.stringify(refused.body)).not.toMatch(/data|sdl|Film|http/);
      expect(refused.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
      expect(executed).toEqual([]);
    });

    test('by GET', async () => {
      expect(await ask('{ who }', headers(), 'GET')).toMatchObject({ status: 401 });
    });
  });

  test('says to everybody that it lives', async () => {
    expect((await fetch(new URL('/health/ready', server.url))).status).toBe(200);
  });
});
