import { EventEmitter, once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { afterEach, describe, expect, test } from 'vitest';
import type { RequestContext } from '@reelhouse/http-server';
import { HttpTransport, type HttpOptions } from '@reelhouse/subgraph-transport';
import { startSubgraphProcess } from '../../packages/subgraph-transport/src/http/subgraph-process.fixture.ts';
import { startSubgraphServer } from '../../packages/subgraph-transport/src/http/subgraph-server.fixture.ts';
import { ask, startTestGateway } from './gateway.fixture.ts';
import { subgraphs, transportsTo } from './graph.fixture.ts';

type Subgraph = Awaited<ReturnType<typeof startSubgraphProcess>>;
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function startRental(port?: number): Promise<Subgraph> {
  const rental = await startSubgraphProcess('127.0.0.1', port);
  stops.push(() => rental.kill());
  return rental;
}

/** A gateway whose `film` is in its process and whose `rental` is at these URLs. */
async function gatewayTo(url: string | readonly string[], options: Partial<HttpOptions> = {}) {
  const { transports } = await transportsTo(subgraphs().schemas, 'in-process');
  const rental = new HttpTransport<RequestContext>({ subgraph: 'rental', url, deadlineSeconds, ...options });
  const gateway = await startTestGateway('in-process', {
    transports: { ...transports, rental },
    context: ({ requestId, log, signal }) => ({ requestId, log, ...(signal && { signal }) }),
  });
  stops.push(() => gateway.stop());
  return gateway;
}

const deadlineSeconds = 1;
const query = '{ film(id: "1") { title rentals { id } } }';
const whole = { data: { film: { title: 'Academy Dinosaur', rentals: [{ id: '10' }, { id: '12' }] } } };
const without = {
  data: { film: { title: 'Academy Dinosaur', rentals: null } },
  errors: [
    {
      message: 'The "rental" part of the graph is not available at the moment.',
      path: ['film', 'rentals'],
      extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
    },
  ],
};

/** Sends `total` queries, 16 at a time. */
async function load(url: string, total: number) {
  const answers: unknown[] = [];
  let left = total;
  let slowest = 0;
  let largest = 0;
  const client = async (): Promise<void> => {
    while (left-- > 0) {
      const started = performance.now();
      answers.push((await ask(url, query)).body);
      slowest = Math.max(slowest, performance.now() - started);
      largest = Math.max(largest, process.memoryUsage.rss());
    }
  };
  await Promise.all(Array.from({ length: 16 }, client));
  return { answers, slowest, largest };
}

/** Asks until the answer is whole again. @returns how long that took, in milliseconds. */
async function wholeAgain(url: string): Promise<number> {
  const started = performance.now();
  while ('errors' in (await ask(url, query)).body);
  return performance.now() - started;
}

describe.each<[string, (rental: Subgraph) => Promise<unknown>, (rental: Subgraph) => Promise<unknown>]>([
  ['is killed', (rental) => rental.kill(), (rental) => startRental(rental.port)],
  ['stalls', async (rental) => rental.stall(), async (rental) => rental.resume()],
  ['answers garbage', (rental) => rental.answer('garbage'), (rental) => rental.answer('well')],
  ['answers 50 MB', (rental) => rental.answer('50 MB'), (rental) => rental.answer('well')],
])('a subgraph that %s', (_, disturb, recover) => {
  test('costs its own fields only, within the deadline, and is back within seconds of recovering', async () => {
    const rental = await startRental();
    // Each query is a request of its own, and memory is what they may take together.
    const { url } = await gatewayTo(rental.url, { shareReads: false, maxResponseBytes: 1024 * 1024 });
    const well = await load(url, 96);
    expect(well.answers.filter((answer) => JSON.stringify(answer) !== JSON.stringify(whole))).toEqual([]);

    await disturb(rental);
    const ill = await load(url, 96);
    for (const answer of ill.answers) expect(answer).toEqual(without);
    // Generous, for slow machines: nobody waits for a subgraph longer than the deadline.
    expect(ill.slowest).toBeLessThan(deadlineSeconds * 1000 + 2000);
    expect(ill.largest - well.largest).toBeLessThan(200 * 1024 * 1024);

    await recover(rental);
    expect(await wholeAgain(url)).toBeLessThan(5000);
    const { answers } = await load(url, 48);
    for (const answer of answers) expect(answer).toEqual(whole);
  });
});

test('two instances of a subgraph share the load, and nothing is lost when one is killed under it', async () => {
  const [one, two] = await Promise.all([startRental(), startRental()]);
  const { url } = await gatewayTo([one.url, two.url], { shareReads: false });
  await load(url, 96);
  const counts = await Promise.all([one.requests(), two.requests()]);
  expect(Math.min(...counts)).toBeGreaterThan(24);

  const killed = load(url, 600);
  await one.kill();
  const { answers } = await killed;
  expect(answers).toHaveLength(600);
  for (const answer of answers) expect(answer).toEqual(whole);
});

test('a client that goes away ends what its query asked of a subgraph', async () => {
  const connection = new EventEmitter();
  const asked = once(connection, 'asked');
  const rental = await startSubgraphServer((response) => {
    response.once('close', () => connection.emit('closed'));
    connection.emit('asked');
  });
  stops.push(() => rental.stop());
  const { url } = await gatewayTo(rental.url, { deadlineSeconds: 60 });
  const client = new AbortController();
  const answer = fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal: client.signal,
  });
  const aborted = expect(answer).rejects.toThrow('aborted');
  await asked;
  const ended = once(connection, 'closed');
  client.abort();
  await Promise.all([aborted, ended]);
});
