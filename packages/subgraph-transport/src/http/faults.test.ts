import { afterEach, beforeEach, expect, test } from 'vitest';
import { startSubgraphProcess } from './subgraph-process.fixture.ts';
import { filmIsUnavailable, transportTo } from './subgraph-server.fixture.ts';

type Subgraph = Awaited<ReturnType<typeof startSubgraphProcess>>;
const running: Subgraph[] = [];
const stops: (() => Promise<void>)[] = [];
beforeEach(async () => {
  running.push(...(await Promise.all([startSubgraphProcess(), startSubgraphProcess()])));
});
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
  await Promise.all(running.splice(0).map((subgraph) => subgraph.kill()));
});

/** Sends `total` queries, 32 at a time, and calls `midway` after a third of them. */
async function load(read: (variables: { id: number }) => Promise<object>, total: number, midway: () => Promise<void>) {
  const failed: object[] = [];
  let sent = 0;
  let done = 0;
  const disturb = { by: midway as (() => Promise<void>) | undefined, over: Promise.resolve() };
  const client = async (): Promise<void> => {
    while (sent < total) {
      const answer = await read({ id: sent++ });
      if ('errors' in answer) failed.push(answer);
      if (++done < total / 3 || !disturb.by) continue;
      disturb.over = disturb.by();
      disturb.by = undefined;
    }
  };
  await Promise.all(Array.from({ length: 32 }, client));
  await disturb.over;
  return failed;
}

test('two instances share the load, and when one is killed no query fails', async () => {
  const [one, two] = running;
  if (!one || !two) throw new Error('there are two instances');
  const { read, transport } = transportTo([one.url, two.url]);
  stops.push(() => transport.stop());
  let before: number[] = [];
  const failed = await load(read, 3000, async () => {
    before = await Promise.all([one.requests(), two.requests()]);
    await one.kill();
  });
  expect(failed).toEqual([]);
  const [ofOne = 0, ofTwo = 0] = before;
  expect(Math.min(ofOne, ofTwo)).toBeGreaterThan(400);
  expect(await two.requests()).toBeGreaterThan(1500);

  // It comes back at the same place, and gets its share again as soon as its breaker lets one request try.
  const again = await startSubgraphProcess('127.0.0.1', one.port);
  running.push(again);
  for (let id = 0; (await again.requests()) < 10; id++) expect(await read({ id })).not.toHaveProperty('errors');
});

test('an instance that stalls keeps what it was asked, until its breaker opens', async () => {
  const [one, two] = running;
  if (!one || !two) throw new Error('there are two instances');
  const states: string[] = [];
  const { read, transport } = transportTo([one.url, two.url], {
    deadlineSeconds: 0.5,
    breaker: { openSeconds: 0.2 },
    observer: { breakerChanged: (_subgraph, _instance, state) => states.push(state) },
  });
  stops.push(() => transport.stop());
  const failed = await load(read, 3000, async () => void one.stall());
  // No more than were in flight to it, and those that tried whether it is back.
  expect(failed.length).toBeLessThanOrEqual(64);
  for (const failure of failed) expect(failure).toEqual(filmIsUnavailable);
  one.resume();
  for (let id = 0; states.at(-1) !== 'closed'; id++) await read({ id });
  expect(states[0]).toBe('open');
});
