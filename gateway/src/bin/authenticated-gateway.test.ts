import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createInternalKeys, readPublicKeys, SubgraphTokenVerifier } from '@reelhouse/auth';
import { systemClock } from '@reelhouse/clock';
import { serveSchema, type GraphQLHttpServer, type IncomingRequest, type RequestContext } from '@reelhouse/http-server';
import { parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../gateway.fixture.ts';
import { compose, readableLog } from '../graph.fixture.ts';
import { runUntilItListens } from './running-gateway.fixture.ts';
import { badTokens, startIssuer, type TokenIssuer } from './token-issuer.fixture.ts';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@inaccessible"])';
const sdl = `${link}
  scalar DateTime
  type Query {
    who: String
    header(name: String!): String
    endedSessions(since: DateTime!): [EndedSession!]! @inaccessible
  }
  type EndedSession @inaccessible { sessionId: ID! endedAt: DateTime! }`;

interface Context extends RequestContext {
  readonly headers: IncomingRequest['headers'];
}

const internal = createInternalKeys();
const { log } = readableLog();
const ended: { sessionId: string; endedAt: string }[] = [];
let asked = (): void => undefined;

let folder: string;
let issuer: TokenIssuer;
let subgraph: GraphQLHttpServer;
let gateway: Awaited<ReturnType<typeof runUntilItListens>>;
const sign: TokenIssuer['sign'] = (...parameters) => issuer.sign(...parameters);

beforeAll(async () => {
  issuer = await startIssuer();
  const keys = readPublicKeys(internal.publicKeys) ?? { keys: [] };
  const verifier = new SubgraphTokenVerifier({ subgraph: 'people', keys, clock: systemClock });
  subgraph = await serveSchema<Context>({
    schema: buildSubgraphSchema({
      typeDefs: parse(sdl),
      resolvers: {
        Query: {
          who: (_source: unknown, _args: unknown, context: unknown) =>
            (context as Context).identity?.subject ?? 'nobody',
          header: (_source: unknown, { name }: { name: string }, context: unknown) =>
            (context as Context).headers[name],
          endedSessions() {
            asked();
            return ended;
          },
        },
      },
    }),
    introspection: true,
    context: async ({ requestId, log: requestLog, headers }) => ({
      requestId,
      log: requestLog,
      headers,
      ...(await verifier.callerOf(headers)),
    }),
    host: '127.0.0.1',
    port: 0,
    log,
  });
  folder = await mkdtemp(join(tmpdir(), 'gateway-'));
  await writeFile(
    join(folder, 'supergraph.graphql'),
    compose({ people: sdl }, () => subgraph.url),
  );
  await writeFile(
    join(folder, 'gateway.yaml'),
    `authentication: {jwks: "${issuer.jwks}", issuer: reelhouse, audience: reelhouse, endedSessions: people}`,
  );
  const args = ['--supergraph', 'supergraph.graphql', '--config', 'gateway.yaml', '--port', '0'];
  gateway = await runUntilItListens(args, folder, { INTERNAL_PRIVATE_KEY: internal.privateKey });
});
afterAll(async () => {
  await gateway.stop();
  await subgraph.stop();
  issuer.stop();
  await rm(folder, { recursive: true });
});

const whoIs = async (headers: Record<string, string>) => (await ask(gateway.url, '{ who }', {}, headers)).body;
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const refused = { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] };

test('a subgraph is told who asks', async () => {
  expect(await whoIs({})).toEqual({ data: { who: 'nobody' } });
  expect(await whoIs(bearer(await sign()))).toEqual({ data: { who: 'staff:1' } });
  expect(await whoIs(bearer(await sign({ sub: 'customer:9' })))).toEqual({ data: { who: 'customer:9' } });
});

test('what different people ask at once is answered to each', async () => {
  const tokens = await Promise.all(Array.from({ length: 20 }, (_, index) => sign({ sub: `customer:${index + 1}` })));
  const answers = await Promise.all(tokens.map((token) => whoIs(bearer(token))));
  expect(answers).toEqual(tokens.map((_, index) => ({ data: { who: `customer:${index + 1}` } })));
});

test('nothing that a client sends of itself comes through', async () => {
  const token = await sign();
  const sent = { ...bearer(token), 'x-client-address': '6.6.6.6' };
  const headerOf = async (name: string) => {
    const { body } = await ask(gateway.url, 'query ($name: String!) { header(name: $name) }', { name }, sent);
    return (body as { data: { header: string | null } }).data.header;
  };
  expect(await headerOf('authorization')).not.toContain(token);
  expect([null, '127.0.0.1', '::ffff:127.0.0.1']).toContain(await headerOf('x-client-address'));
});

test.each(badTokens)('a token %s is refused with 401, and the subgraph is not asked', async (_, token) => {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...bearer(await token(sign)) },
    body: '{"query":"{ who }"}',
  });
  expect([response.status, await response.json()]).toMatchObject([401, refused]);
});

test('of two authorization headers the first counts, as node:http reads them', async () => {
  const raw = async (values: string[]) => {
    const sent = httpRequest(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', Authorization: values },
    }).end('{"query":"{ who }"}');
    const [response] = (await once(sent, 'response')) as [AsyncIterable<Buffer>];
    let text = '';
    for await (const chunk of response) text += chunk.toString();
    return JSON.parse(text) as unknown;
  };
  const good = `Bearer ${await sign()}`;
  expect(await raw([good, 'Bearer x'])).toEqual({ data: { who: 'staff:1' } });
  expect(await raw(['Bearer x', good])).toMatchObject(refused);
});

test('a session that has ended is refused as soon as that is asked for, others go on', async () => {
  const [token, other] = await Promise.all([sign({ sid: 'ending' }), sign({ sid: 'other' })]);
  expect(await whoIs(bearer(token))).toEqual({ data: { who: 'staff:1' } });
  ended.push({ sessionId: 'ending', endedAt: systemClock.now().toISOString() });
  await new Promise<void>((resolve) => (asked = resolve));
  // The answer that has it is there when the next one is asked for.
  await new Promise<void>((resolve) => (asked = resolve));
  expect(await whoIs(bearer(token))).toMatchObject(refused);
  expect(await whoIs(bearer(other))).toEqual({ data: { who: 'staff:1' } });
});

test('it is ready as long as a subgraph takes its signature', async () => {
  expect((await fetch(`${gateway.origin}/health/ready`)).status).toBe(200);
  const args = ['--supergraph', 'supergraph.graphql', '--port', '0'];
  const stranger = await runUntilItListens(args, folder, { INTERNAL_PRIVATE_KEY: createInternalKeys().privateKey });
  expect((await fetch(`${stranger.origin}/health/ready`)).status).toBe(503);
  await stranger.stop();
});
