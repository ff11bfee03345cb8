import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startDnsServer, type Zone } from './dns-server.fixture.ts';
import { dnsResolver, type ResolvedHost } from './resolve-host.ts';
import { answerAs, filmIsUnavailable, startSubgraphServer, transportTo } from './subgraph-server.fixture.ts';

type Server = Awaited<ReturnType<typeof startSubgraphServer>>;
let zone: Zone;
let dns: Awaited<ReturnType<typeof startDnsServer>>;
let now: number;
let servers: Server[];
let port: number;
let lookups: Promise<ResolvedHost>[];
const stops: (() => Promise<void>)[] = [];

beforeEach(async () => {
  now = 1000;
  lookups = [];
  zone = {};
  dns = await startDnsServer(zone);
  // The whole of 127.0.0.0/8 is this host: instances of one name have one port, and addresses of their own.
  const first = await startSubgraphServer(answerAs('127.0.0.1'));
  ({ port } = first);
  servers = [first];
  for (const host of ['127.0.0.2', '127.0.0.3']) {
    servers.push(await startSubgraphServer(answerAs(host), host, port));
  }
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  for (const server of servers) await server.stop();
  await dns.stop();
});

function connect(host: string, options: Parameters<typeof transportTo>[1] = {}) {
  const resolve = dnsResolver([dns.server]);
  const resolveHost = (hostname: string) => {
    const lookup = resolve(hostname);
    lookups.push(lookup);
    return lookup;
  };
  const connected = transportTo(`http://${host}/graphql`, {
    resolveHost,
    now: () => now,
    shareReads: false,
    ...options,
  });
  stops.push(() => connected.transport.stop());
  return connected;
}

/** What has been asked of DNS is known, and used. */
async function lookedUp(): Promise<void> {
  await Promise.allSettled(lookups);
  await setImmediate();
}

async function instancesOf(read: () => Promise<{ data?: object | null }>, count = 12): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (let request = 0; request < count; request++) answers.push((await read()).data);
  return [...new Set(answers.map((data) => JSON.stringify(data)))].sort().map((text) => JSON.parse(text) as unknown);
}

test('the addresses of a name share the load', async () => {
  zone['film.test'] = { a: ['127.0.0.1', '127.0.0.2', '127.0.0.3'], ttl: 30 };
  const { read } = connect(`film.test:${port}`);
  await Promise.all(Array.from({ length: 30 }, () => read()));
  expect(servers.map(({ requests }) => requests)).toEqual([10, 10, 10]);
  expect(dns.asked.filter((question) => question.startsWith('1 '))).toEqual(['1 film.test']);
});

test('a name keeps its Host header', async () => {
  zone['film.test'] = { a: ['127.0.0.2'], ttl: 30 };
  const { read } = connect(`film.test:${port}`);
  for (const server of servers) {
    server.behave = (response, _body, { headers }) => response.end(JSON.stringify({ data: { host: headers.host } }));
  }
  expect((await read()).data).toEqual({ host: `film.test:${port}` });
});

test('a name is looked up again when its TTL is over, and old connections end without dropping what is under way', async () => {
  zone['film.test'] = { a: ['127.0.0.1'], ttl: 30 };
  const { read } = connect(`film.test:${port}`);
  expect(await instancesOf(read)).toEqual([{ instance: '127.0.0.1' }]);

  let answer: (() => void) | undefined;
  const [old] = servers;
  const slow = new Promise<void>((arrived) => {
    if (!old) return;
    old.behave = (response, body, request) => {
      answer = () => answerAs('slow')(response, body, request);
      arrived();
    };
  });
  const underWay = read();
  await slow;
  zone['film.test'] = { a: ['127.0.0.2', '127.0.0.3'], ttl: 30 };
  now += 30_000;
  if (old) old.behave = answerAs('127.0.0.1');
  // News comes in the background: what is known holds until then.
  expect((await read()).data).toEqual({ instance: '127.0.0.1' });
  await lookedUp();
  expect(await instancesOf(read)).toEqual([{ instance: '127.0.0.2' }, { instance: '127.0.0.3' }]);
  answer?.();
  expect((await underWay).data).toEqual({ instance: 'slow' });
});

test('it is looked up again when an instance fails, so that one that moved is found before the TTL is over', async () => {
  zone['film.test'] = { a: ['127.0.0.1'], ttl: 3600 };
  const { read } = connect(`film.test:${port}`, { retries: 0 });
  expect((await read()).data).toEqual({ instance: '127.0.0.1' });
  await servers[0]?.stop();
  zone['film.test'] = { a: ['127.0.0.2'], ttl: 3600 };
  now += 1000;
  expect(await read()).toEqual(filmIsUnavailable);
  await read();
  await lookedUp();
  expect((await read()).data).toEqual({ instance: '127.0.0.2' });
});

test('what is known holds while DNS does not answer', async () => {
  zone['film.test'] = { a: ['127.0.0.1'], ttl: 1 };
  const { read } = connect(`film.test:${port}`);
  await read();
  zone['film.test'] = { a: [], ttl: 1 };
  now += 5000;
  for (let request = 0; request < 5; request++) {
    expect((await read()).data).toEqual({ instance: '127.0.0.1' });
    await lookedUp();
  }
  expect(lookups).toHaveLength(2);
});

test('a name that nobody knows costs a request, not the transport', async () => {
  const { read, lines } = connect(`nowhere.invalid:${port}`);
  expect(await read()).toEqual(filmIsUnavailable);
  expect(lines).toMatchObject([{ err: { message: 'its name is not known' } }]);
});

test('an SRV name gives addresses and ports, of the first priority', async () => {
  zone['_graphql._tcp.film.test'] = {
    srv: [
      { target: 'a.film.test', port, priority: 1 },
      { target: 'b.film.test', port, priority: 1 },
      { target: 'c.film.test', port, priority: 2 },
    ],
    ttl: 30,
  };
  for (const [index, host] of ['a', 'b', 'c'].entries()) {
    zone[`${host}.film.test`] = { a: [`127.0.0.${index + 1}`], ttl: 30 };
  }
  const { read } = connect('_graphql._tcp.film.test');
  expect(await instancesOf(read)).toEqual([{ instance: '127.0.0.1' }, { instance: '127.0.0.2' }]);
});

test('localhost and addresses are not looked up', async () => {
  expect((await connect(`localhost:${port}`).read()).data).toEqual({ instance: '127.0.0.1' });
  expect((await connect(`127.0.0.3:${port}`).read()).data).toEqual({ instance: '127.0.0.3' });
  expect(dns.asked).toEqual([]);
});

test('several URLs are several instances', async () => {
  const { read, transport } = transportTo(servers.map(({ url }) => url));
  stops.push(() => transport.stop());
  await Promise.all(Array.from({ length: 9 }, (_, id) => read({ id })));
  expect(servers.map(({ requests }) => requests)).toEqual([3, 3, 3]);
});

test('an instance that fails is not asked until it may try, and then shares the load again', async () => {
  zone['film.test'] = { a: ['127.0.0.1', '127.0.0.2'], ttl: 3600 };
  const states: string[] = [];
  const { read } = connect(`film.test:${port}`, {
    breaker: { consecutiveFailures: 3, openSeconds: 2 },
    observer: {
      breakerChanged: (_subgraph, instance, state) => states.push(`${instance.split(':')[0] ?? ''} ${state}`),
    },
  });
  const [one] = servers;
  if (!one) throw new Error('there are three servers');
  one.behave = (response) => response.writeHead(503).end();
  expect(await instancesOf(read)).toEqual([{ instance: '127.0.0.2' }]);
  expect([one.requests, states]).toEqual([3, ['127.0.0.1 open']]);

  one.behave = answerAs('127.0.0.1');
  now += 1999;
  expect(await instancesOf(read)).toEqual([{ instance: '127.0.0.2' }]);
  now += 1;
  expect(await instancesOf(read)).toEqual([{ instance: '127.0.0.1' }, { instance: '127.0.0.2' }]);
  expect(states).toEqual(['127.0.0.1 open', '127.0.0.1 half-open', '127.0.0.1 closed']);
});

test('while every instance fails nothing is sent, but whether it is ready is still asked', async () => {
  const [one] = servers;
  if (!one) throw new Error('there are three servers');
  one.behave = (response) => response.writeHead(503).end();
  const { read, transport, lines } = connect(`127.0.0.1:${port}`, { breaker: { consecutiveFailures: 1 } });
  expect(await read()).toEqual(filmIsUnavailable);
  const { requests } = one;
  expect(await read()).toEqual(filmIsUnavailable);
  expect(one.requests).toBe(requests);
  expect(lines.at(-1)).toMatchObject({ err: { message: 'every instance of it has failed lately' } });
  one.behave = (response) => response.end('{"data":{"__typename":"Query"}}');
  expect(await transport.ready()).toBe(true);
});
