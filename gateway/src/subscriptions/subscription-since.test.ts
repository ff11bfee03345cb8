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

test('one who comes back gets what it missed, then what comes, in order and once', async () => {
  const { engine, events, listen, expectNothingLeft } = openEngine();
  const { subscription, executions } = returnedRentals();
  for (let count = 0; count < 3; count += 1) events.append({ store: 1 });
  events.append({ store: 2 });
  events.append({}, 'film.changed');
  const stream = await listen(subscription, { since: 'event-1', variables: { store: 1 } });
  events.append({ store: 1 });
  expect(await take(stream, 3)).toEqual(['event-2', 'event-3', 'event-6']);
  await settled();
  events.append({ store: 1 });
  expect(await take(stream, 1)).toEqual(['event-7']);
  expect(executions.map(({ request }) => request.coerced)).toEqual(executions.map(() => ({ store: 1 })));
  expect(engine.figures).toMatchObject({ replays: 1, executions: 4 });
  await stream.return();
  await settled();
  expectNothingLeft();
});

test('a thousand who come back with the same selection cost one execution an event, and share the live group', async () => {
  const { engine, events, listen } = openEngine();
  const { subscription } = returnedRentals();
  for (let count = 0; count < 50; count += 1) events.append();
  const streams = await Promise.all(
    Array.from({ length: 1000 }, (_, index) => listen(subscription, { since: `event-${1 + (index % 4)}` })),
  );
  const all = streams.map((stream) => collect(stream));
  while (engine.figures.deliveries < 1000 * 49 - 1500) await settled();
  expect(engine.figures).toMatchObject({ executions: 49, replays: 4, groups: 1 });
  expect(events.follows).toBe(5);
  events.append();
  await settled();
  expect(engine.figures.executions).toBe(50);
  all.forEach(({ results }, index) => {
    const first = 2 + (index % 4);
    expect(results).toEqual(Array.from({ length: 52 - first }, (_, count) => `event-${first + count}`));
  });
});

test('results are kept for those who come back within a minute, while somebody listens', async () => {
  const { engine, events, listen, clock } = openEngine();
  const { subscription } = returnedRentals();
  events.append();
  const live = await listen(subscription);
  events.append();
  expect(await take(live, 1)).toEqual(['event-2']);
  const back = () => listen(subscription, { since: 'event-1' });
  expect(await take(await back(), 1)).toEqual(['event-2']);
  expect(engine.figures.executions).toBe(1);
  clock.advance(61);
  expect(await take(await back(), 1)).toEqual(['event-2']);
  expect(engine.figures.executions).toBe(2);
});

test('one who was served by a process that was ahead gets nothing twice', async () => {
  const { events, listen } = openEngine();
  const { subscription } = returnedRentals();
  events.append();
  const other = collect(await listen(subscription));
  events.hold();
  for (let count = 0; count < 3; count += 1) events.append();
  // It got the third elsewhere; here the second has not come.
  const { results } = collect(await listen(subscription, { since: 'event-3' }));
  await settled();
  expect(results).toEqual(['event-4']);
  events.dispatch();
  events.append();
  await settled();
  expect(results).toEqual(['event-4', 'event-5']);
  expect(other.results).toEqual(['event-2', 'event-3', 'event-4', 'event-5']);
});

test.each([
  ['not an id', 'BAD_USER_INPUT'],
  ['event-1', 'EVENTS_MISSED'],
])('refuses %s as since', async (since, code) => {
  const { engine, events, toSubscribe, expectNothingLeft } = openEngine();
  events.append();
  events.append();
  events.keptFrom = 2;
  const answer = await engine.subscribe(toSubscribe(returnedRentals().subscription, { since }));
  expect(refusalOf(answer)).toBe(code);
  if ('errors' in answer && code === 'BAD_USER_INPUT') expect(answer.errors[0]?.extensions['argument']).toBe('since');
  await settled();
  expectNothingLeft();
});

test('a log that breaks while it is read ends the stream', async () => {
  const { events, listen, expectNothingLeft, lines } = openEngine();
  for (let count = 0; count < 3; count += 1) events.append();
  let reads = 0;
  events.beforeReplay = async () => {
    reads += 1;
    if (reads === 2) throw new Error('nats: connection lost');
  };
  const stream = await listen(returnedRentals().subscription, { since: 'event-1' });
  expect(await takeAll(stream)).toEqual(['event-2', 'EVENTS_UNAVAILABLE']);
  expect(lines).toMatchObject([{ msg: 'events cannot be replayed' }]);
  events.replaying = 0;
  expectNothingLeft();
});

test('one who does not read what it missed is ended when too much comes meanwhile', async () => {
  const { events, listen, engine } = openEngine({ limits: { pendingEvents: 5 } });
  const { subscription } = returnedRentals();
  events.append();
  events.append();
  const quick = collect(await listen(subscription));
  const stuck = await listen(subscription, { since: 'event-1' });
  for (let count = 0; count < 6; count += 1) {
    events.append();
    await settled();
  }
  expect(engine.figures.ended).toEqual({ SUBSCRIBER_TOO_SLOW: 1 });
  expect(await takeAll(stuck)).toEqual(['SUBSCRIBER_TOO_SLOW']);
  expect([quick.results.length, events.replaying]).toEqual([6, 0]);
});

test('leaving while the log is opened or read lets go at once', async () => {
  const { engine, events, listen, toSubscribe, expectNothingLeft } = openEngine();
  const { subscription } = returnedRentals();
  for (let count = 0; count < 3; count += 1) events.append();
  const door = gate();
  events.beforeReplay = () => door.opened;
  const leaving = new AbortController();
  const pending = engine.subscribe({ ...toSubscribe(subscription, { since: 'event-1' }), signal: leaving.signal });
  await settled();
  expect(events.replaying).toBe(1);
  leaving.abort();
  expectNothingLeft();
  expect(await takeAll(opened(await pending))).toEqual([]);
  door.open();

  const reading = await listen(subscription, { since: 'event-1' });
  await take(reading, 1);
  await reading.return();
  expectNothingLeft();
});

test('another log: who reads what it missed is told, and who listens goes on', async () => {
  const { events, listen } = openEngine();
  const { subscription } = returnedRentals();
  for (let count = 0; count < 5; count += 1) events.append();
  const live = collect(await listen(subscription));
  const caughtUp = collect(await listen(subscription, { since: 'event-4' }));
  await settled();
  const behind = await listen(subscription, { since: 'event-2' });
  events.beginAnother();
  events.append();
  await settled();
  expect([live.results, caughtUp.results]).toEqual([['event-1'], ['event-5', 'event-1']]);
  expect(await takeAll(behind)).toEqual(['event-3', 'EVENTS_MISSED']);
});

test('stopping while the log is read ends with the code', async () => {
  const { engine, events, toSubscribe, expectNothingLeft } = openEngine();
  const door = gate();
  events.append();
  events.append();
  events.beforeReplay = () => door.opened;
  const pending = engine.subscribe(toSubscribe(returnedRentals().subscription, { since: 'event-1' }));
  await settled();
  await engine.stop();
  expect(refusalOf(await pending)).toBe('SHUTTING_DOWN');
  door.open();
  await settled();
  expectNothingLeft();
});
