import { expect, test } from 'vitest';
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

test('a new schema ends the streams of the one before, after what they had, and opens none of it any more', async () => {
  const { engine, events, listen, toSubscribe, leases } = openEngine();
  const { subscription } = returnedRentals();
  const [before, after] = [{}, {}];
  const [old, next] = [
    await listen(subscription, {}, { version: before }),
    await listen(subscription, {}, { version: after }),
  ];
  const opening = engine.subscribe({ ...toSubscribe(subscription, { scopes: 'staff' }), version: before });
  events.append();
  await settled();
  await engine.end('SUBSCRIPTION_SCHEMA_RELOAD', 'The schema was replaced.', { version: before });
  expect(await takeAll(old)).toEqual(['event-1', 'SUBSCRIPTION_SCHEMA_RELOAD']);
  expect(await takeAll(opened(await opening))).toEqual(['SUBSCRIPTION_SCHEMA_RELOAD']);
  const late = await engine.subscribe({ ...toSubscribe(subscription), version: before });
  expect(refusalOf(late)).toBe('SUBSCRIPTION_SCHEMA_RELOAD');
  events.append();
  expect(await take(next, 2)).toEqual(['event-1', 'event-2']);
  expect([leases(), engine.figures.groups]).toEqual([1, 1]);
});

test('what executes holds its lease, also when nobody waits for it any more', async () => {
  const { engine, events, listen, leases, expectNothingLeft } = openEngine();
  const door = gate();
  const { subscription } = returnedRentals({
    execute: async () => {
      await door.opened;
      return { data: {} };
    },
  });
  const stream = await listen(subscription);
  for (let count = 0; count < 6; count += 1) events.append();
  await settled();
  const ended = engine.end('SUBSCRIPTION_SCHEMA_RELOAD', 'over');
  expect(await takeAll(stream)).toEqual(['SUBSCRIPTION_SCHEMA_RELOAD']);
  await ended;
  expect([leases(), engine.figures.groups]).toEqual([1, 0]);
  door.open();
  await settled();
  expectNothingLeft();
  expect(engine.figures.executions).toBe(4);
});

test('a token that expires ends its streams and no other, and what waited is not given', async () => {
  const { engine, events, clock, listen, toSubscribe } = openEngine();
  const { subscription } = returnedRentals();
  const now = clock.now().getTime() / 1000;
  const [first, second, forever] = [
    await listen(subscription, { expiresAt: now + 60 }),
    await listen(subscription, { expiresAt: now + 120 }),
    await listen(subscription),
  ];
  events.append();
  await settled();
  clock.advance(60);
  expect(await takeAll(first)).toEqual(['UNAUTHENTICATED']);
  expect(await take(second, 1)).toEqual(['event-1']);
  expect(engine.figures.listeners).toBe(2);
  await second.return();
  expect(clock.waiting).toBe(0);
  expect(await take(forever, 1)).toEqual(['event-1']);
  expect(refusalOf(await engine.subscribe(toSubscribe(subscription, { expiresAt: now + 60 })))).toBe('UNAUTHENTICATED');
});

test('a token of years is not taken for one that expires now', async () => {
  const { engine, clock, listen } = openEngine({
    // As the timers of Node: none is longer than 2^31 ms.
    timers: { after: (seconds, wake) => clock.after(Math.min(seconds, 2 ** 31 / 1000), wake) },
  });
  const now = clock.now().getTime() / 1000;
  const years = 3 * 365 * 86_400;
  const stream = await listen(returnedRentals().subscription, { expiresAt: now + years });
  clock.advance(years - 1);
  expect(engine.figures.listeners).toBe(1);
  clock.advance(1);
  expect(await takeAll(stream)).toEqual(['UNAUTHENTICATED']);
});

test('a session that ends takes its streams with it, at once', async () => {
  const { engine, events, listen } = openEngine();
  const { subscription } = returnedRentals();
  const [anna, ben] = [await listen(subscription, { viewer: 'anna' }), await listen(subscription, { viewer: 'ben' })];
  events.append();
  await settled();
  engine.endWhere(({ viewer }) => viewer === 'anna', 'UNAUTHENTICATED', 'The session has ended.');
  expect(await takeAll(anna)).toEqual(['UNAUTHENTICATED']);
  expect(await take(ben, 1)).toEqual(['event-1']);
});

test('stopping ends everything, and nothing begins after it', async () => {
  const { engine, listen, toSubscribe, expectNothingLeft } = openEngine();
  const { subscription } = returnedRentals();
  const streams = await Promise.all(Array.from({ length: 1200 }, () => listen(subscription)));
  const opening = engine.subscribe(toSubscribe(subscription, { scopes: 'staff' }));
  await engine.stop();
  for (const stream of streams) expect(await takeAll(stream)).toEqual(['SHUTTING_DOWN']);
  expect(refusalOf(await opening)).toBe('SHUTTING_DOWN');
  expect(refusalOf(await engine.subscribe(toSubscribe(subscription)))).toBe('SHUTTING_DOWN');
  await settled();
  expectNothingLeft();
  expect(engine.figures.ended).toEqual({ SHUTTING_DOWN: 1201 });
});

test('leaving lets go at once, also while a result is awaited', async () => {
  const { events, listen, expectNothingLeft } = openEngine();
  const stream = await listen(returnedRentals().subscription);
  const [first, second] = [stream.next(), stream.next()];
  const left = stream.return();
  expectNothingLeft();
  expect(await Promise.all([first, second, left, stream.next()])).toEqual(
    Array.from({ length: 4 }, () => ({ done: true, value: undefined })),
  );
  events.append();
  const other = await listen(returnedRentals().subscription);
  await expect(other.throw(new Error('broken pipe'))).rejects.toThrow('broken pipe');
  expectNothingLeft();
});

test('leaving while the stream is opened lets go at once', async () => {
  const { engine, events, toSubscribe, expectNothingLeft } = openEngine();
  const door = gate();
  events.beforeFollow = () => door.opened;
  const leaving = new AbortController();
  const { subscription } = returnedRentals();
  const pending = engine.subscribe({ ...toSubscribe(subscription), signal: leaving.signal });
  await settled();
  leaving.abort();
  expect(await takeAll(opened(await pending))).toEqual([]);
  expect(engine.figures).toMatchObject({ listeners: 0, groups: 0, leases: 0 });
  door.open();
  await settled();
  expectNothingLeft();
  const gone = await engine.subscribe({ ...toSubscribe(subscription), signal: AbortSignal.abort() });
  expect(await takeAll(opened(gone))).toEqual([]);
  await settled();
  expectNothingLeft();
});

test('a signal that is aborted later ends the stream', async () => {
  const { listen, expectNothingLeft } = openEngine();
  const leaving = new AbortController();
  const { ended } = collect(await listen(returnedRentals().subscription, {}, { signal: leaving.signal }));
  leaving.abort();
  await ended;
  expectNothingLeft();
});

test('ten thousand who come and go leave nothing', async () => {
  const { engine, events, clock, listen, expectNothingLeft } = openEngine();
  const { subscription } = returnedRentals();
  const expiresAt = clock.now().getTime() / 1000 + 3600;
  events.append();
  for (let round = 0; round < 100; round += 1) {
    const connection = new AbortController();
    const streams = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        listen(
          subscription,
          {
            viewer: `v${index % 7}`,
            scopes: `s${index % 5}`,
            expiresAt: expiresAt + (index % 3),
            ...(index % 2 && { since: 'event-1' }),
          },
          { signal: connection.signal },
        ),
      ),
    );
    const reading = streams.map((stream) => stream.next());
    if (round % 10 === 0) events.append();
    if (round % 2) connection.abort();
    else await Promise.all(streams.map((stream) => stream.return()));
    await Promise.all(reading);
  }
  await settled();
  expectNothingLeft();
  expect(engine.figures.ended).toEqual({ RETURNED: 10_000 });
});
