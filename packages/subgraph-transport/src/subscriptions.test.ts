import { afterEach, beforeEach, expect, test } from 'vitest';
import { readableLog } from '../../logging/src/readable-log.fixture.ts';
import { read, startEventServer, subscriptionTo, tickingSchema, Ticks } from './http/event-server.fixture.ts';
import { filmIsUnavailable, type TestContext } from './http/subgraph-server.fixture.ts';
import { HttpTransport } from './http/http-transport.ts';
import { InProcessTransport } from './in-process-transport.ts';
import type { SubgraphTransport } from './subgraph-transport.ts';

interface Subgraph {
  readonly ticks: Ticks;
  readonly transport: SubgraphTransport<TestContext>;
  stop(): Promise<void>;
}

async function start(reached: string): Promise<Subgraph> {
  const ticks = new Ticks();
  if (reached === 'over HTTP') {
    const server = await startEventServer(ticks);
    const transport = new HttpTransport<TestContext>({ subgraph: 'film', url: server.url });
    return { ticks, transport, stop: () => Promise.all([transport.stop(), server.kill()]).then(() => undefined) };
  }
  const transport = new InProcessTransport<TestContext>({
    subgraph: 'film',
    schema: tickingSchema(ticks),
    context: () => ({}),
  });
  return { ticks, transport, stop: () => transport.stop() };
}

const { lines, log } = readableLog();
const context: TestContext = { requestId: 'r-1', log };

let subgraph: Subgraph;
let client: AbortController;
beforeEach(() => {
  client = new AbortController();
  lines.length = 0;
});
afterEach(() => subgraph.stop());

function follow(field = 'tick', variables: Record<string, unknown> = {}) {
  return subgraph.transport.subscribe!(subscriptionTo(field))(variables, context, client.signal);
}

test.each(['in process', 'over HTTP'])('a subgraph %s tells what happens until it ends', async (reached) => {
  subgraph = await start(reached);
  subgraph.ticks.tell(1, 2);
  const responses = follow();
  expect(await read(responses, 2)).toEqual([{ data: { tick: 1 } }, { data: { tick: 2 } }]);
  subgraph.ticks.tell(3);
  subgraph.ticks.end();
  expect(await read(responses)).toEqual([{ data: { tick: 3 } }]);
  expect(lines).toEqual([]);
});

test.each(['in process', 'over HTTP'])('nothing is sent to a subgraph %s before somebody reads', async (reached) => {
  subgraph = await start(reached);
  follow();
  const responses = follow();
  void responses.next();
  await subgraph.ticks.until(({ listeners }) => listeners > 0);
  expect(subgraph.ticks.listeners).toBe(1);
});

test.each(['in process', 'over HTTP'])('a signal ends it, and a subgraph %s learns of it', async (reached) => {
  subgraph = await start(reached);
  const responses = follow();
  const next = responses.next();
  await subgraph.ticks.until(({ listeners }) => listeners === 1);
  client.abort();
  expect(await next).toEqual({ done: true, value: undefined });
  await subgraph.ticks.until(({ listeners }) => listeners === 0);
  expect(await responses.next()).toEqual({ done: true, value: undefined });
  expect(lines).toEqual([]);
});

test.each(['in process', 'over HTTP'])(
  'a reader that leaves ends it, and a subgraph %s learns of it',
  async (reached) => {
    subgraph = await start(reached);
    const responses = follow();
    const next = responses.next();
    await subgraph.ticks.until(({ listeners }) => listeners === 1);
    await responses.return!();
    expect(await next).toEqual({ done: true, value: undefined });
    await subgraph.ticks.until(({ listeners }) => listeners === 0);
  },
);

test.each(['in process', 'over HTTP'])('what is gone before the start asks no subgraph %s', async (reached) => {
  subgraph = await start(reached);
  client.abort();
  expect(await read(follow())).toEqual([]);
  expect(subgraph.ticks.listeners).toBe(0);
});

test.each(['in process', 'over HTTP'])('a subgraph %s that cannot subscribe says so once, masked', async (reached) => {
  subgraph = await start(reached);
  const told = await read(follow('fails'));
  expect(told).toHaveLength(1);
  expect(told[0]?.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'r-1' } }]);
  expect(JSON.stringify(told)).not.toContain('relation');
});

test.each(['in process', 'over HTTP'])('a value that subgraph %s does not take is refused', async (reached) => {
  subgraph = await start(reached);
  const told = await read(follow('tick', { from: 'now' }));
  expect(told).toHaveLength(1);
  expect(told[0]?.errors?.[0]?.message).toBeTruthy();
});

test('what nobody reads is not taken from a subgraph in process', async () => {
  subgraph = await start('in process');
  const responses = follow();
  subgraph.ticks.tell(...Array.from({ length: 1000 }, (_, index) => index));
  await read(responses, 1);
  await subgraph.ticks.until(({ taken }) => taken >= 17);
  await new Promise((resolve) => setImmediate(resolve));
  expect(subgraph.ticks.taken).toBeLessThan(20);
  expect((await read(responses, 999)).at(-1)).toEqual({ data: { tick: 999 } });
});

test('a subgraph without a process is told as one that is not available', async () => {
  subgraph = await start('over HTTP');
  await subgraph.stop();
  expect(await read(follow())).toEqual([filmIsUnavailable]);
});
