import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createInternalKeys,
  readPublicKeys,
  readSigningKey,
  SubgraphTokenSigner,
  SubgraphTokenVerifier,
} from '@reelhouse/auth';
import { systemClock } from '@reelhouse/clock';
import type { GraphQLHttpServer } from '@reelhouse/http-server';
import { isInstalled, startNats, type TestNats } from '@reelhouse/test-servers';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { eventStream, multipart, open } from '../../../packages/http-server/src/streams/http-client.fixture.ts';
import { RawWebSocket } from '../../../packages/http-server/src/streams/raw-websocket.fixture.ts';
import { ask } from '../gateway.fixture.ts';
import { compose } from '../graph.fixture.ts';
import { liveSdls, openPublisher, serveBell, serveDesk } from './live-desk.fixture.ts';
import { runUntilItListens } from './running-gateway.fixture.ts';
import { badTokens, startIssuer, type TokenIssuer } from './token-issuer.fixture.ts';

const internal = createInternalKeys();
const verifierOf = (subgraph: string) => {
  const keys = readPublicKeys(internal.publicKeys) ?? { keys: [] };
  return new SubgraphTokenVerifier({ subgraph, keys, clock: systemClock });
};

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const seenBy = 'subscription { returned { eventId loan { id seenBy } } }';
const shared = 'subscription { returned { loan { id sharedWith header(name: "authorization") } } }';
const httpTransports = [
  ['server-sent events', eventStream],
  ['multipart', multipart],
] as const;

describe.skipIf(!isInstalled('nats-server'))('a gateway with events', () => {
  let folder: string;
  let nats: TestNats;
  let issuer: TokenIssuer;
  let publisher: ReturnType<typeof openPublisher>;
  let desk: GraphQLHttpServer;
  let bell: Awaited<ReturnType<typeof serveBell>>;
  let gateway: Awaited<ReturnType<typeof runUntilItListens>>;

  beforeAll(async () => {
    [nats, issuer, folder] = await Promise.all([startNats(), startIssuer(), mkdtemp(join(tmpdir(), 'gateway-'))]);
    publisher = openPublisher(nats.url, 'shop');
    [desk, bell] = await Promise.all([
      serveDesk((headers) => verifierOf('desk').callerOf(headers)),
      serveBell((headers) => verifierOf('bell').callerOf(headers)),
    ]);
    await writeFile(
      join(folder, 'supergraph.graphql'),
      compose(liveSdls, (name) => (name === 'desk' ? desk.url : bell.url)),
    );
    await writeFile(
      join(folder, 'gateway.yaml'),
      `authentication: {jwks: "${issuer.jwks}", issuer: reelhouse, audience: reelhouse, endedSessions: desk}
events: {nats: "${nats.url}", prefix: shop}
streams: {maxOperationsPerConnection: 2}`,
    );
    gateway = await run('gateway.yaml', { INTERNAL_PRIVATE_KEY: internal.privateKey });
  });
  afterAll(async () => {
    await gateway.stop();
    await Promise.all([desk.stop(), bell.stop(), publisher.close()]);
    issuer.stop();
    await nats.dispose();
    await rm(folder, { recursive: true });
  });

  function run(config: string, environment: Record<string, string> = {}) {
    const args = ['--supergraph', 'supergraph.graphql', '--config', config, '--port', '0'];
    return runUntilItListens(args, folder, environment);
  }

  let lastLoan = 0;
  /** Has a loan come back. @returns its id. */
  async function comeBack(): Promise<string> {
    lastLoan += 1;
    await publisher.returned(`${lastLoan}`);
    return `${lastLoan}`;
  }

  /** The id of an event of just now, after which nothing can be missed. */
  async function eventNow(): Promise<string> {
    const stream = await open(gateway.url, 'subscription { returned { eventId } }', eventStream);
    await comeBack();
    const [, id = ''] = /"eventId":"([^"]+)"/.exec(await stream.until('eventId')) ?? [];
    stream.leave();
    return id;
  }

  describe.each(httpTransports)('by %s', (_, accept) => {
    test('who listens is told, as who they are', async () => {
      const stream = await open(gateway.url, seenBy, accept, bearer(await issuer.sign({ sub: 'customer:9' })));
      expect(stream.response.status).toBe(200);
      const id = await comeBack();
      expect(await stream.until(`"id":"${id}"`)).toContain('"seenBy":"customer:9"');
      stream.leave();
    });

    test.each(badTokens)('a token %s opens no stream', async (__, token) => {
      const stream = await open(gateway.url, seenBy, accept, bearer(await token(issuer.sign)));
      const said = await stream.until('never');
      expect([stream.response.status, said]).toEqual([
        200,
        expect.stringContaining('"code":"UNAUTHENTICATED"') as string,
      ]);
    });
  });

  describe('by WebSocket', () => {
    test('who listens is told, as who they are', async () => {
      const since = await eventNow();
      const token = await issuer.sign({ sub: 'customer:9' });
      const socket = await RawWebSocket.connected(gateway.url.replace('http', 'ws'), bearer(token));
      socket.subscribe('1', seenBy.replace('returned', `returned(since: "${since}")`));
      const id = await comeBack();
      expect(await socket.messages.next()).toMatchObject({
        type: 'next',
        payload: { data: { returned: { loan: { id, seenBy: 'customer:9' } } } },
      });
      socket.socket.close();
    });

    test.each(badTokens)('a token %s is not acknowledged', async (__, token) => {
      const socket = await RawWebSocket.open(gateway.url.replace('http', 'ws'));
      socket.say({ type: 'connection_init', payload: bearer(await token(issuer.sign)) });
      expect(await socket.closed).toEqual({ code: 4403, reason: 'UNAUTHENTICATED' });
      expect(socket.messages.all).toEqual([]);
    });

    test('operations on one are as many as the settings say', async () => {
      const socket = await RawWebSocket.connected(gateway.url.replace('http', 'ws'));
      for (const id of ['1', '2', '3']) socket.subscribe(id, seenBy);
      expect(await socket.messages.next()).toMatchObject({
        type: 'error',
        id: '3',
        payload: [{ extensions: { code: 'TOO_MANY_CONNECTIONS' } }],
      });
      socket.socket.close();
    });
  });

  test('what a token between processes is signed with is refused, whoever it is for', async () => {
    const key = readSigningKey(internal.privateKey);
    if (!key) throw new Error('no key');
    const signed = new SubgraphTokenSigner({ key, issuer: 'gateway', clock: systemClock }).requestsTo('desk');
    const headers = { ...signed.headers({ identity: { subject: 'staff:1', scopes: ['staff'], expiresAt: 4e9 } }) };
    const stream = await open(gateway.url, seenBy, eventStream, headers);
    expect(await stream.until('never')).toContain('UNAUTHENTICATED');
    const socket = await RawWebSocket.open(gateway.url.replace('http', 'ws'));
    socket.say({ type: 'connection_init', payload: headers });
    expect(await socket.closed).toEqual({ code: 4403, reason: 'UNAUTHENTICATED' });
  });

  test('what is the same for all is asked for all, in nobody’s name and without what they sent', async () => {
    const token = await issuer.sign();
    const streams = await Promise.all(
      [token, await issuer.sign({ sub: 'staff:2' })].map((one) => open(gateway.url, shared, eventStream, bearer(one))),
    );
    const id = await comeBack();
    for (const stream of streams) {
      const said = await stream.until(`"id":"${id}"`);
      expect(said).toContain('"sharedWith":"service:gateway"');
      expect(said).not.toContain(token);
      stream.leave();
    }
  });

  test('a subgraph that answers subscriptions itself is asked with a signature, for all at once', async () => {
    const stream = await open(gateway.url, 'subscription { rings }', eventStream, bearer(await issuer.sign()));
    expect(await stream.until('never')).toContain('{"data":{"rings":"service:gateway"}}');
  });

  test('staff are told of their own store only, whatever they listen by, also of what they missed', async () => {
    const calls = (since?: string) =>
      `subscription { called${since === undefined ? '' : `(since: "${since}")`} { eventId storeId number } }`;
    const tokens = await Promise.all([1, 2].map((store) => issuer.sign({ sub: `staff:${store}`, store_id: store })));
    const byHttp = await Promise.all(
      httpTransports.flatMap(([, accept]) => tokens.map((token) => open(gateway.url, calls(), accept, bearer(token)))),
    );
    const sockets = await Promise.all(
      tokens.map((token) => RawWebSocket.connected(gateway.url.replace('http', 'ws'), bearer(token))),
    );
    const before = await eventNow();
    for (const socket of sockets) socket.subscribe('1', calls(before));
    await publisher.called(1, 100);
    await publisher.called(2, 200);
    await publisher.called(1, 101);
    await publisher.called(2, 201);
    for (const [index, stream] of byHttp.entries()) {
      const store = (index % 2) + 1;
      const told = (await stream.until(`"number":${store}01`)).match(/"storeId":"\d+","number":\d+/g);
      expect(told).toEqual([`"storeId":"${store}","number":${store}00`, `"storeId":"${store}","number":${store}01`]);
      stream.leave();
    }
    for (const [index, socket] of sockets.entries()) {
      const storeId = String(index + 1);
      for (const number of [`${storeId}00`, `${storeId}01`]) {
        const called = { storeId, number: Number(number) };
        expect(await socket.messages.next()).toMatchObject({ type: 'next', payload: { data: { called } } });
      }
      socket.socket.close();
    }
    const late = await open(gateway.url, calls(before), eventStream, bearer(tokens[1]!));
    expect(await late.until('"number":201')).not.toContain('"storeId":"1"');
    late.leave();
  });

  test('a token that expires ends what it has open, whatever it listens by', async () => {
    const sign = () => issuer.sign({ exp: Math.floor(systemClock.now().getTime() / 1000) + 3 });
    const streams = await Promise.all(
      httpTransports.map(async ([, accept]) => open(gateway.url, seenBy, accept, bearer(await sign()))),
    );
    const socket = await RawWebSocket.connected(gateway.url.replace('http', 'ws'), bearer(await sign()));
    socket.subscribe('1', seenBy);
    for (const stream of streams) expect(await stream.until('never')).toContain('"code":"UNAUTHENTICATED"');
    expect(JSON.stringify(await socket.messages.next())).toContain('"code":"UNAUTHENTICATED"');
    socket.socket.close();
  });

  test('an event that says that a session has ended ends its streams and WebSockets, and no others', async () => {
    // From when its tokens are refused such events are heard.
    const probe = await issuer.sign({ sid: 'probe' });
    await expect
      .poll(async () => {
        await publisher.sessionEnded('probe');
        return (await ask(gateway.url, '{ desk }', {}, bearer(probe))).status;
      })
      .toBe(401);
    const [ending, other] = await Promise.all([issuer.sign({ sid: 'ending' }), issuer.sign({ sid: 'other' })]);
    const streams = await Promise.all(
      httpTransports.map(([, accept]) => open(gateway.url, seenBy, accept, bearer(ending))),
    );
    const stays = await open(gateway.url, seenBy, eventStream, bearer(other));
    const socket = await RawWebSocket.connected(gateway.url.replace('http', 'ws'), bearer(ending));
    await publisher.sessionEnded('ending');
    for (const stream of streams) expect(await stream.until('never')).toContain('"code":"UNAUTHENTICATED"');
    expect(await socket.closed).toEqual({ code: 4403, reason: 'UNAUTHENTICATED' });
    const id = await comeBack();
    expect(await stays.until(`"id":"${id}"`)).toContain('"seenBy":"staff:1"');
    stays.leave();
  });

  test('without NATS it is ready, with a warning, and takes up again what it was subscribed to', async () => {
    const stream = await open(gateway.url, seenBy, eventStream);
    const readiness = async () => {
      const response = await fetch(`${gateway.origin}/health/ready`);
      return { status: response.status, body: await response.json() };
    };
    const checks = { desk: 'ok', bell: 'ok' };
    expect(await readiness()).toEqual({ status: 200, body: { status: 'ok', checks } });
    await nats.kill();
    const unreachable = { status: 'ok', checks, warnings: { events: 'unreachable' } };
    await expect.poll(readiness, { timeout: 20_000 }).toEqual({ status: 200, body: unreachable });
    await nats.start();
    await expect.poll(readiness, { timeout: 20_000 }).toEqual({ status: 200, body: { status: 'ok', checks } });
    await expect.poll(comeBack, { timeout: 20_000 }).toBeTruthy();
    expect(await stream.until(`"id":"${lastLoan}"`)).toContain('"seenBy":"nobody"');
    stream.leave();
  });

  test('where headers are forwarded, a result is shared by those only whose headers are the same', async () => {
    const trusting = await Promise.all([serveDesk(() => ({})), serveBell(() => ({}))]);
    await writeFile(
      join(folder, 'forwarding.yaml'),
      `subgraphs: {desk: {forwardHeaders: [Authorization]}}\nevents: {nats: "${nats.url}", prefix: shop}`,
    );
    const forwarding = await run('forwarding.yaml', { DESK_URL: trusting[0].url, BELL_URL: trusting[1].url });
    onTestFinished(async () => {
      await forwarding.stop();
      await Promise.all(trusting.map((subgraph) => subgraph.stop()));
    });
    const names = ['Bearer 1', 'Bearer 2', 'Bearer 2'];
    const streams = await Promise.all(
      names.map((authorization) => open(forwarding.url, shared, eventStream, { authorization })),
    );
    const id = await comeBack();
    for (const [index, stream] of streams.entries()) {
      expect(await stream.until(`"id":"${id}"`)).toContain(`"header":"${names[index] ?? ''}"`);
      stream.leave();
    }
  });
});

test('without events, what they answer is refused, and the operator is told', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-'));
  await writeFile(
    join(folder, 'supergraph.graphql'),
    compose(liveSdls, () => 'http://127.0.0.1:1/'),
  );
  const gateway = await runUntilItListens(['--supergraph', 'supergraph.graphql', '--port', '0'], folder);
  expect(gateway.before.map(({ msg }) => msg)).toContain(
    'NATS_URL is not set: what events answer cannot be subscribed to (Subscription.returned, Subscription.called)',
  );
  const stream = await open(gateway.url, seenBy, eventStream);
  expect(await stream.until('never')).toContain('"code":"EVENTS_UNAVAILABLE"');
  expect(await gateway.stop()).toBe(0);
  await rm(folder, { recursive: true });
});
