import {
  createInternalKeys,
  readSigningKey,
  SubgraphTokenSigner,
  type Caller,
  type InternalKeys,
} from '@reelhouse/auth';
import { ManualClock, systemClock } from '@reelhouse/clock';
import { createSampleDatabase } from '@reelhouse/test-database';
import { describe, expect, test } from 'vitest';
import { canRunServices, runServicesOn } from './running-services.ts';

const database = await createSampleDatabase();

const operations = [
  ['a field', '{ __typename }'],
  ['_entities', '{ _entities(representations: [{ __typename: "Film", id: "1" }]) { __typename } }'],
  ['_service', '{ _service { sdl } }'],
  ['introspection', '{ __schema { queryType { name } } }'],
] as const;

const subgraphs = ['film', 'store', 'customer', 'rental', 'payment', 'identity'] as const;

describe.skipIf(!canRunServices)('subgraphs answer those only who sign for them', { timeout: 60_000 }, () => {
  const chain = runServicesOn(database);

  async function askDirectly(subgraph: string, query: string, headers: Record<string, string>) {
    const response = await fetch(new URL('/graphql', chain.services.readyUrl(subgraph)), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    return { status: response.status, body: await response.json() };
  }

  function token(
    subgraph: string,
    { keys = chain.services.internalKeys, clock = systemClock, caller = {} }: Partial<Signed> = {},
  ): Record<string, string> {
    const key = readSigningKey(keys.privateKey);
    if (!key) throw new Error('no key');
    return { ...new SubgraphTokenSigner({ key, issuer: 'gateway', clock }).requestsTo(subgraph).headers(caller) };
  }
  interface Signed {
    readonly keys: InternalKeys;
    readonly clock: ManualClock | typeof systemClock;
    readonly caller: Caller;
  }
  const earlier = () => new ManualClock(new Date(systemClock.now().getTime() - 66_000));

  test.each(subgraphs)('%s answers who signs', async (subgraph) => {
    expect(await askDirectly(subgraph, '{ _service { sdl } }', token(subgraph))).toMatchObject({
      status: 200,
      body: { data: { _service: { sdl: expect.stringContaining('type Query') as string } } },
    });
  });

  describe.each(subgraphs)('%s refuses', (subgraph) => {
    const another = subgraph === 'film' ? 'store' : 'film';
    const strangers: [string, () => Record<string, string>][] = [
      ['no token', () => ({})],
      ['a token for another subgraph', () => token(another)],
      ['a token that has expired', () => token(subgraph, { clock: earlier() })],
      ['a token of a stranger', () => token(subgraph, { keys: createInternalKeys() })],
    ];
    test.each(strangers)('%s', async (_, headers) => {
      for (const [, query] of operations) {
        const { status, body } = await askDirectly(subgraph, query, headers());
        expect(status).toBe(401);
        expect(body).toEqual({
          errors: [{ message: expect.any(String) as string, extensions: { code: 'UNAUTHENTICATED' } }],
        });
      }
    });
  });

  test('health is told to everybody', async () => {
    for (const name of [...subgraphs, 'gateway']) {
      expect((await fetch(chain.services.readyUrl(name))).status, name).toBe(200);
    }
  });

  test('the gateway signs for whoever asks it, also where a subgraph asks another', async () => {
    const { data, errors } = await chain.anonymous.ask('{ films(first: 1) { edges { node { title } } } }');
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ films: { edges: [{ node: { title: expect.any(String) as string } }] } });
  });

  test('what a subgraph would take is nothing to the gateway: it is refused there, and never handed on', async () => {
    const identity = { subject: 'staff:1', scopes: ['staff', 'manager'], expiresAt: 4e9 };
    const response = await fetch(chain.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...token('film', { caller: { identity } }) },
      body: '{"query":"{ films(first: 1) { edges { node { title } } } }"}',
    });
    expect({ status: response.status, body: await response.json() }).toMatchObject({
      status: 401,
      body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    });
  });
});
