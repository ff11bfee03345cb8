import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { badUserInput } from '@reelhouse/errors';
import {
  collect,
  gate,
  openEngine,
  opened,
  refusalOf,
  returnedRentals,
  settled,
  take,
  takeAll,
} from './subscription-engine.fixture.ts';

test('a thousand who ask the same cost one execution an event, and get the same object', async () => {
  const { engine, events, listen, expectNothingLeft } = openEngine();
  const { subscription, executions } = returnedRentals();
  const variables = { store: 1, filter: { b: 1, a: 2 } };
  const reordered = { filter: { a: 2, b: 1 }, store: 1 };
  const streams = await Promise.all(
    Array.from({ length: 1000 }, (_, index) =>
      listen(subscription, { viewer: `v${index}`, variables: index % 2 ? variables : reordered }),
    ),
  );
  events.append({ store: 1 });
  events.append({ store: 2 });
  events.append({ store: 1 });
  const firsts = new Set(
    await Promise.all(streams.map(async (stream): Promise<unknown> => (await stream.next()).value)),
  );
  expect(firsts.size).toBe(1);
  expect(Object.isFrozen([...firsts][0])).toBe(true);
  for (const stream of streams) expect(await take(stream, 1)).toEqual(['event-3']);
  expect([executions.length, events.follows]).toEqual([2, 1]);
  expect(engine.figures).toMatchObject({ events: 2, executions: 2, deliveries: 2000, groups: 1, leases: 1 });
  // Nobody's own context, and nothing of where somebody begins.
  expect(executions[0]?.request.context).toMatchObject({ requestId: 'shared event-1', viewer: 'service' });
  await Promise.all(streams.map((stream) => stream.return()));
  expectNothingLeft();
  expect(engine.figures.ended).toEqual({ RETURNED: 1000 });
});

test.each([
  ['another key', { key: 'other' }, {}],
  ['another version of the schema', { version: {} }, {}],
  ['other variables', {}, { variables: { store: 2 } }],
  ['other scopes', {}, { scopes: 'staff' }],
])('%s is executed apart', async (_, more, asker) => {
  const { events, listen, engine } = openEngine();
  const { subscription } = returnedRentals({ wanted: () => ({ since: undefined, wants: () => true }) });
  const [first, second] = [await listen(subscription), await listen(subscription, asker, more)];
  events.append();
  expect([await take(first, 1), await take(second, 1)]).toEqual([['event-1'], ['event-1']]);
  expect(engine.figures).toMatchObject({ groups: 2, executions: 2 });
});

test('a result that depends on the viewer is made for each of them', async () => {
  const { events, listen } = openEngine();
  const { subscription, executions } = returnedRentals({ dependsOnViewer: true });
  const streams = [
    await listen(subscription, { viewer: 'anna' }),
    await listen(subscription, { viewer: 'anna' }),
    await listen(subscription, { viewer: 'ben' }),
    await listen(subscription, { viewer: '' }),
  ];
  events.append();
  await Promise.all(streams.map((stream) => take(stream, 1)));
  expect(executions.map(({ request }) => (request.context as { viewer?: string }).viewer)).toEqual(['anna', 'ben', '']);
});

test('what a thousand viewers are told of one event is executed 64 at a time, and the event loop turns meanwhile', async () => {
  const { engine, events, listen } = openEngine();
  let [running, most, begunInTurn, mostInTurn] = [0, 0, 0, 0];
  const { subscription } = returnedRentals({
    dependsOnViewer: true,
    execute: async (event) => {
      running += 1;
      begunInTurn += 1;
      most = Math.max(most, running);
      mostInTurn = Math.max(mostInTurn, begunInTurn);
      await Promise.resolve();
      running -= 1;
      return { data: { id: event.id } };
    },
  });
  const streams = await Promise.all(
    Array.from({ length: 1000 }, (_, index) => listen(subscription, { viewer: `v${index}` })),
  );
  const all = Promise.all(streams.map((stream) => take(stream, 1)));
  events.append();
  begunInTurn = 0;
  let turns = 0;
  while (engine.figures.deliveries < 1000) {
    await setImmediate();
    begunInTurn = 0;
    turns += 1;
  }
  expect(await all).toEqual(Array.from({ length: 1000 }, () => ['event-1']));
  expect(most).toBeLessThanOrEqual(64);
  expect(mostInTurn).toBeLessThanOrEqual(64);
  expect(turns).toBeGreaterThanOrEqual(15);
});

test('no more than 64 executions run, however long they take', async () => {
  const { engine, events, listen } = openEngine();
  const door = gate();
  const { subscription } = returnedRentals({
    dependsOnViewer: true,
    execute: async (event) => {
      await door.opened;
      return { data: { id: event.id } };
    },
  });
  const streams = await Promise.all(
    Array.from({ length: 200 }, (_, index) => listen(subscription, { viewer: `v${index}` })),
  );
  events.append();
  await settled();
  expect(engine.figures).toMatchObject({ executing: 64, waiting: 136 });
  door.open();
  await Promise.all(streams.map((stream) => take(stream, 1)));
});

test('results come in the order of the events, whichever is executed first', async () => {
  const { engine, events, listen } = openEngine();
  const doors = Array.from({ length: 6 }, gate);
  const { subscription } = returnedRentals({
    execute: async (event) => {
      await doors[event.sequence - 1]!.opened;
      return { data: { id: event.id } };
    },
  });
  const { results } = collect(await listen(subscription));
  doors.forEach(() => events.append());
  await settled();
  expect(engine.figures.executing).toBe(4);
  for (const index of [3, 2, 1]) doors[index]!.open();
  await settled();
  expect(results).toEqual([]);
  for (const door of doors) door.open();
  await settled();
  expect(results).toEqual(doors.map((_, index) => `event-${index + 1}`));
});

test('one event to ten thousand is handed out a share in each turn of the event loop', async () => {
  const { engine, events, listen } = openEngine();
  const { subscription } = returnedRentals();
  const streams = await Promise.all(Array.from({ length: 10_000 }, () => listen(subscription)));
  let delivered = 0;
  for (const stream of streams) void take(stream, 2).then(() => (delivered += 1));
  events.append();
  events.append();
  await setImmediate();
  let [before, most] = [engine.figures.deliveries, 0];
  while (delivered < 10_000) {
    await setImmediate();
    most = Math.max(most, engine.figures.deliveries - before);
    before = engine.figures.deliveries;
  }
  expect(most).toBeLessThanOrEqual(500);
  const { ended } = collect(streams[0]!);
  await engine.stop();
  await ended;
});

test('one who reads too slowly is ended with the code at once, and the others get everything', async () => {
  const { events, listen, engine } = openEngine({ limits: { queue: 3 } });
  const { subscription } = returnedRentals();
  const [slow, quick] = [await listen(subscription), collect(await listen(subscription))];
  for (let count = 0; count < 4; count += 1) {
    events.append();
    await settled();
  }
  expect(engine.figures).toMatchObject({ listeners: 1, ended: { SUBSCRIBER_TOO_SLOW: 1 } });
  expect(await takeAll(slow)).toEqual(['SUBSCRIBER_TOO_SLOW']);
  expect(quick.results).toEqual(['event-1', 'event-2', 'event-3', 'event-4']);
});

test('a group whose executions lag too far behind is ended', async () => {
  const { events, listen, expectNothingLeft } = openEngine({ limits: { pendingEvents: 5 } });
  const door = gate();
  const { subscription } = returnedRentals({
    execute: async () => {
      await door.opened;
      return { data: {} };
    },
  });
  const stream = await listen(subscription);
  for (let count = 0; count < 10; count += 1) events.append();
  expect(await takeAll(stream)).toEqual(['EVENTS_MISSED']);
  door.open();
  await settled();
  expectNothingLeft();
});

test('an execution that breaks is one masked result, and the stream goes on', async () => {
  const { events, listen, lines, engine } = openEngine();
  const { subscription } = returnedRentals({
    execute: async ({ id, sequence }) => {
      if (sequence === 1) throw new Error('connect 10.0.0.1');
      return { data: { id } };
    },
  });
  const stream = await listen(subscription);
  events.append();
  events.append();
  const { value } = await stream.next();
  expect(JSON.parse(JSON.stringify(value))).toEqual({
    errors: [
      {
        message: 'Something went wrong on our side.',
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'shared event-1' },
      },
    ],
  });
  expect(await take(stream, 1)).toEqual(['event-2']);
  expect(lines).toMatchObject([{ msg: 'an event of a subscription could not be executed' }]);
  expect(engine.figures.failures).toBe(1);
});

test('refuses what cannot be followed, and arguments that cannot be used', async () => {
  const { engine, events, toSubscribe, expectNothingLeft, lines } = openEngine();
  const { subscription } = returnedRentals();
  events.unreachable = new Error('nats: 10.0.0.1 is gone');
  const asked = [engine.subscribe(toSubscribe(subscription)), engine.subscribe(toSubscribe(subscription))];
  expect((await Promise.all(asked)).map(refusalOf)).toEqual(['EVENTS_UNAVAILABLE', 'EVENTS_UNAVAILABLE']);
  expect(lines).toMatchObject([{ msg: 'events cannot be followed' }]);
  events.unreachable = undefined;
  opened(await engine.subscribe(toSubscribe(subscription)));
  await engine.end('SUBSCRIPTION_SCHEMA_RELOAD', 'over');

  const refusing = returnedRentals({
    wanted: () => {
      throw badUserInput('storeId', 'must be a store');
    },
  });
  expect(refusalOf(await engine.subscribe(toSubscribe(refusing.subscription)))).toBe('BAD_USER_INPUT');
  const withoutEvents = openEngine({ events: undefined });
  expect(refusalOf(await withoutEvents.engine.subscribe(withoutEvents.toSubscribe(subscription)))).toBe(
    'EVENTS_UNAVAILABLE',
  );
  expectNothingLeft();
});

test('one viewer may have so many streams, and nobody is counted', async () => {
  const { engine, listen, toSubscribe } = openEngine({ limits: { perIdentity: 2 } });
  const { subscription } = returnedRentals();
  const first = await listen(subscription, { viewer: 'anna' });
  await listen(subscription, { viewer: 'anna' });
  for (let count = 0; count < 3; count += 1) await listen(subscription);
  const again = () => engine.subscribe(toSubscribe(subscription, { viewer: 'anna' }));
  expect(refusalOf(await again())).toBe('TOO_MANY_CONNECTIONS');
  await first.return();
  expect(refusalOf(await again())).toBeUndefined();
});
