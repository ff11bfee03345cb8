import { setImmediate } from 'node:timers/promises';
import { startDnsServer } from './dns-server.fixture.ts';
import { dnsResolver } from './resolve-host.ts';
import { answerAs, startSubgraphServer, transportTo, type Behaviour } from './subgraph-server.fixture.ts';

/**
 * A program: uses a transport to a subgraph that behaves as it is told, stops it, and writes what would keep the process
 * alive then, as a list of JSON. A process of its own has no timers of a test runner.
 */
const behaviours: Readonly<Record<string, Behaviour>> = {
  answers: answerAs('here'),
  'drops what it gets': (_response, _body, request) => request.socket.destroy(),
  'has no server behind it': (response) => response.writeHead(503).end(),
  'does not answer': () => undefined,
};

async function used(behave: Behaviour): Promise<void> {
  const zone = { 'film.test': { a: ['127.0.0.1'], ttl: 30 } };
  const [dns, server] = await Promise.all([startDnsServer(zone), startSubgraphServer(behave)]);
  const { transport, read, write } = transportTo(`http://film.test:${server.port}/graphql`, {
    resolveHost: dnsResolver([dns.server]),
    deadlineSeconds: 0.5,
    breaker: { consecutiveFailures: Infinity, failureRate: 2 },
  });
  const client = new AbortController();
  await Promise.all([
    ...Array.from({ length: 100 }, (_, id) => read({ id: id % 50 }, { signal: client.signal })),
    ...Array.from({ length: 20 }, (_, id) => write({ id })),
  ]);
  await transport.stop();
  await server.stop();
  await dns.stop();
}

/** Stopped with requests on the wire, in the queue and between two tries. */
async function stoppedMidway(): Promise<void> {
  const stalled = await startSubgraphServer(() => undefined);
  const dropping = await startSubgraphServer((_response, _body, request) => request.socket.destroy());
  const { transport, read, write } = transportTo([stalled.url, dropping.url], {
    connections: 4,
    deadlineSeconds: 60,
    random: () => 1000,
  });
  const arrived = new Promise<void>((resolve) => {
    stalled.behave = () => resolve();
  });
  const answers = [
    ...Array.from({ length: 20 }, (_, id) => read({ id })),
    ...Array.from({ length: 20 }, (_, id) => write({ id })),
  ];
  const ready = transport.ready();
  await arrived;
  await transport.stop();
  const codes = (await Promise.all(answers)).map(({ errors }) => errors?.[0]?.extensions?.['code']);
  const isUnavailable = codes.every((code) => code === 'SUBGRAPH_UNAVAILABLE');
  const late = await read();
  if (!isUnavailable || (await ready) || !late.errors) throw new Error('a stopped transport answered');
  await stalled.stop();
  await dropping.stop();
}

const [scenario = ''] = process.argv.slice(2);
const before = process.getActiveResourcesInfo();
const behave = behaviours[scenario];
await (behave ? used(behave) : stoppedMidway());
// Handles go a turn of the event loop after they are closed.
await setImmediate();
await setImmediate();
const after = process.getActiveResourcesInfo();
for (const kind of before) {
  const index = after.indexOf(kind);
  if (index !== -1) after.splice(index, 1);
}
console.log(JSON.stringify(after));
