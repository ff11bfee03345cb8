import { expect, test } from 'vitest';
import type { SubgraphResponse } from '@reelhouse/subgraph-transport';
import type { SubgraphSubscription } from './executable-subscription.ts';
import { collect, openEngine, settled, take, takeAll, told } from './subscription-engine.fixture.ts';

/** A subgraph that answers what a test tells it. */
function subgraph(more: Partial<SubgraphSubscription> = {}) {
  const open = new Set<{ answer: (read: IteratorResult<SubgraphResponse>) => void; viewer: unknown }>();
  const taken: SubgraphResponse[] = [];
  let opened = 0;
  const subscription: SubgraphSubscription = {
    kind: 'subgraph',
    subgraph: 'stock',
    dependsOnViewer: false,
    open({ context }, signal) {
      opened += 1;
      const reader = { answer: (): void => undefined, viewer: (context as { viewer?: unknown }).viewer };
      open.add(reader);
      signal.addEventListener('abort', () => open.delete(reader));
      return {
        [Symbol.asyncIterator]: () => ({
          next: () => new Promise((resolve) => Object.assign(reader, { answer: resolve })),
        }),
      };
    },
    execute: async (response) => {
      taken.push(response);
      return { data: { id: response.data?.['id'] }, ...(response.errors && { errors: [] }) };
    },
    ...more,
  };
  return {
    subscription,
    open,
    opened: () => opened,
    answer: async (read: IteratorResult<SubgraphResponse>) => {
      for (const { answer } of open) answer(read);
      await settled();
    },
  };
}

const response = (id: number) => ({ done: false as const, value: { data: { id } } });

test('is opened once for all who ask the same, and each response is executed once', async () => {
  const { engine, listen, expectNothingLeft } = openEngine();
  const { subscription, open, opened, answer } = subgraph();
  const streams = [await listen(subscription, { viewer: 'anna' }), await listen(subscription, { viewer: 'ben' })];
  await answer(response(1));
  const late = await listen(subscription);
  await answer(response(2));
  const results = await Promise.all(streams.map((stream) => take(stream, 2)));
  expect([results, await take(late, 1)]).toEqual([
    [
      [1, 2],
      [1, 2],
    ],
    [2],
  ]);
  expect([opened(), engine.figures.executions, [...open][0]?.viewer]).toEqual([1, 2, 'service']);
  await Promise.all([...streams, late].map((stream) => stream.return()));
  expect(open.size).toBe(0);
  expectNothingLeft();
});

test('is opened for each viewer where the result depends on the viewer', async () => {
  const { listen } = openEngine();
  const { subscription, open } = subgraph({ dependsOnViewer: true });
  for (const viewer of ['anna', 'ben', 'anna']) await listen(subscription, { viewer });
  expect([...open].map(({ viewer }) => viewer)).toEqual(['anna', 'ben']);
});

test('ends when the subgraph does, after everything was given', async () => {
  const { engine, listen, expectNothingLeft } = openEngine();
  const { subscription, answer } = subgraph();
  const stream = await listen(subscription);
  await answer(response(1));
  await answer({ done: true, value: undefined });
  expect(await takeAll(stream)).toEqual([1]);
  expect(engine.figures.ended).toEqual({ COMPLETE: 1 });
  expectNothingLeft();
});

test('a subgraph that breaks ends the stream with a masked error', async () => {
  const { listen, lines, expectNothingLeft } = openEngine();
  const { subscription } = subgraph({
    open: () => ({
      [Symbol.asyncIterator]: () => ({
        next: async () => {
          await settled();
          throw new Error('socket hang up');
        },
      }),
    }),
  });
  const stream = await listen(subscription);
  const { value } = await stream.next();
  expect([told(value), JSON.stringify(value).includes('socket')]).toEqual(['INTERNAL_SERVER_ERROR', false]);
  expect(await takeAll(stream)).toEqual([]);
  expect(lines).toMatchObject([{ msg: 'the subscription at a subgraph broke' }]);
  expectNothingLeft();
});

test('a new schema ends it at the subgraph too', async () => {
  const { engine, listen, expectNothingLeft } = openEngine();
  const { subscription, open } = subgraph();
  const { results, ended } = collect(await listen(subscription));
  await engine.end('SUBSCRIPTION_SCHEMA_RELOAD', 'The schema was replaced.');
  await ended;
  expect([results, open.size]).toEqual([['SUBSCRIPTION_SCHEMA_RELOAD'], 0]);
  expectNothingLeft();
});
