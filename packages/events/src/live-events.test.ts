import { ManualClock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { createTestDatabase } from '@reelhouse/test-database';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeOnBothBuses } from './both-buses.fixture.ts';
import type { EventBus } from './event-bus.ts';
import { rentalStepped } from './journal.fixture.ts';
import { happen, listenTo, numberOf, rentalStood, replayed, type TestListener } from './live-events.fixture.ts';
import type { LiveEvent } from './live-events.ts';
import { openLiveEvents } from './open-live-events.ts';
import { startRelay } from './relay.ts';

const database = await createTestDatabase();
const rental = database.connectAs('rental', { connections: 8 });
const log = createLogger({ name: 'test', level: process.env['TEST_LOG'] === 'debug' ? 'debug' : 'silent' });
const subject = rentalStepped.subject;
const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

const clock = new ManualClock('2026-03-31T12:00:00Z');
const timers = new ManualClock('2026-03-31T12:00:00Z');

describeOnBothBuses(rental, clock, (kind) => {
  let bus: EventBus;
  const open: { close(): Promise<void> }[] = [];
  beforeEach(() => void (bus = kind.open()));
  afterEach(async () => {
    for (const part of open.splice(0).reverse()) await part.close();
    await bus.close();
    await database.sql`truncate rental.outbox`;
  });

  function relay() {
    const started = startRelay({ bus, owner: 'rental', sql: rental, clock, log, takeOverMs: 50 });
    open.push(started);
    return started;
  }
  function live(on: EventBus = bus) {
    const opened = openLiveEvents({ bus: on, clock, log, timers });
    open.push(opened);
    return opened;
  }
  const happened = (...numbers: readonly number[]) => happen(rental, clock, numbers);

  /** The bus, which counts who reads. */
  function counted(): { bus: EventBus; reading: () => number; begun: () => number } {
    let [reading, begun] = [0, 0];
    return {
      bus: {
        ...bus,
        async *read(owner, options) {
          [reading, begun] = [reading + 1, begun + 1];
          try {
            yield* bus.read(owner, options);
          } finally {
            reading -= 1;
          }
        },
      },
      reading: () => reading,
      begun: () => begun,
    };
  }

  test('who follows gets each event from then on, in order, and as it was recorded', async () => {
    relay();
    const events = live();
    const before = await listenTo(events);
    await happened(1, 2, 3, 4);
    await before.numbers(4);
    const listener = await listenTo(events);
    for (let n = 5; n <= 24; n += 1) await happened(n);
    expect(await listener.numbers(20)).toEqual(upTo(24).slice(4));
    const [first] = listener.events;
    expect(first).toEqual({
      id: expect.stringMatching(/^[\w-]{32}$/) as string,
      sequence: expect.any(Number) as number,
      subject,
      aggregateId: '1',
      occurredAt: '2026-03-31T12:00:00.000Z',
      payload: { n: 5 },
    });
    expect(first!.sequence).toBeGreaterThan(listener.position);
    expect(await before.numbers(24)).toEqual(upTo(24));
  });

  test('each listener gets its subjects only, through one reader, until it stops', async () => {
    relay();
    const { bus: ofReaders, reading, begun } = counted();
    const events = live(ofReaders);
    const [stepped, stood, both] = await Promise.all([
      listenTo(events),
      listenTo(events, [rentalStood.subject]),
      listenTo(events, [subject, rentalStood.subject, subject]),
    ]);
    await happened(1);
    await happen(rental, clock, [2], rentalStood);
    await happened(3);
    expect(await both.numbers(3)).toEqual([1, 2, 3]);
    expect(await stepped.numbers(2)).toEqual([1, 3]);
    expect(await stood.numbers(1)).toEqual([2]);
    stepped.stop();
    stepped.stop();
    await happened(4);
    expect(await both.numbers(4)).toEqual([1, 2, 3, 4]);
    expect([stepped.events.length, reading(), begun()]).toEqual([2, 1, 1]);
  });

  test('a listener that throws, or stops others, harms nobody', async () => {
    relay();
    const events = live();
    const stopped: LiveEvent[] = [];
    await events.follow([subject], () => {
      throw new Error('broken');
    });
    await events.follow([subject], () => other.stop());
    const other = await events.follow([subject], (event) => stopped.push(event));
    const listener = await listenTo(events);
    await happened(1, 2);
    expect(await listener.numbers(2)).toEqual([1, 2]);
    expect(stopped).toEqual([]);
  });

  test('what is recorded while somebody begins to follow is either before the position or delivered', async () => {
    relay();
    const events = live();
    const witness = await listenTo(events);
    let n = 0;
    for (let round = 1; round <= 50; round += 1) {
      const recording = [happened((n += 1)), happened((n += 1))];
      const following = listenTo(round % 2 === 0 ? events : live());
      recording.push(happened((n += 1)));
      const listener = await following;
      await Promise.all(recording);
      await witness.numbers(n);
      const after = witness.events.filter(({ sequence }) => sequence > listener.position).map(numberOf);
      expect(await listener.numbers(after.length)).toEqual(after);
      listener.stop();
      if (round % 2 === 1) await open.pop()?.close();
    }
    expect(witness.events).toHaveLength(n);
  });

  test('what is dispatched while the end of the log is asked for is before the position', async () => {
    relay();
    const followed: TestListener[] = [];
    const slow = {
      ...bus,
      async end(owner: string) {
        const end = await bus.end(owner);
        const [witness] = followed;
        if (witness?.events.length === 1) {
          await happened(2);
          await witness.numbers(2);
        }
        return end;
      },
    };
    const events = live(slow);
    const witness = await listenTo(events);
    followed.push(witness);
    await happened(1);
    await witness.numbers(1);
    const listener = await listenTo(events);
    expect(listener.position).toBe(witness.events[1]!.sequence);
    await happened(3);
    expect(await listener.numbers(1)).toEqual([3]);
  });

  test('what is replayed up to the position and what comes after it are all of it, once', async () => {
    relay();
    const events = live();
    const first = await listenTo(events);
    await happened(1);
    await first.numbers(1);
    let n = 1;
    for (let round = 1; round <= 20; round += 1) {
      const recording = [happened((n += 1)), happened((n += 1)), happen(rental, clock, [0], rentalStood)];
      const process = live();
      const listener = await listenTo(process);
      recording.push(happened((n += 1)));
      await Promise.all(recording);
      const missed = await replayed(process.replay([subject], first.events[0]!.id, listener.position));
      const all = [...missed, ...(await listener.numbers(n - 1 - missed.length))];
      expect(all.toSorted((a, b) => a - b)).toEqual(upTo(n).slice(1));
      expect(all).toEqual((await first.numbers(n)).slice(1));
      await open.pop()?.close();
    }
  });

  test('an event of another process that has read further is not given again after its replay', async () => {
    relay();
    const ahead = await listenTo(live());
    let goOn: () => void = () => undefined;
    let held = Promise.resolve();
    const behind = live({
      ...bus,
      async *read(owner, options) {
        for await (const entries of bus.read(owner, options)) {
          await held;
          yield entries;
        }
      },
    });
    await listenTo(behind);
    held = new Promise((resolve) => (goOn = resolve));
    await happened(1, 2);
    await ahead.numbers(2);
    const listener = await listenTo(behind);
    expect(await replayed(behind.replay([subject], ahead.events[1]!.id, listener.position))).toEqual([]);
    goOn();
    await happened(3);
    expect(await listener.numbers(1)).toEqual([3]);
  });

  test('a thousand who come and go leave no reader, no timer and no listener', async () => {
    relay();
    const { bus: ofReaders, reading, begun } = counted();
    const events = live(ofReaders);
    for (let round = 0; round < 1000; round += 1) (await listenTo(events)).stop();
    expect([reading(), begun(), timers.waiting]).toEqual([1, 1, 1]);
    await happened(1);
    timers.advance(9);
    const again = await listenTo(events);
    timers.advance(60);
    expect([reading(), begun()]).toEqual([1, 1]);
    again.stop();
    timers.advance(10);
    await expect.poll(reading).toBe(0);
    expect(timers.waiting).toBe(0);
    const listener = await listenTo(events);
    await happened(2);
    expect(await listener.numbers(1)).toEqual([2]);
    expect(begun()).toBe(2);
  });

  test('nothing is given once it is closed', async () => {
    relay();
    const { bus: ofReaders, reading } = counted();
    const events = live(ofReaders);
    const listener = await listenTo(events);
    const other = await listenTo(live());
    await happened(1);
    await Promise.all([listener.numbers(1), other.numbers(1)]);
    const { id, sequence } = listener.events[0]!;
    await happened(2);
    await Promise.all([listener.numbers(2), other.numbers(2)]);
    const half = events.replay([subject], id, sequence + 1)[Symbol.asyncIterator]();
    const following = events.follow([subject], () => undefined);
    const refused = [
      expect(following).rejects.toThrow('cannot be reached'),
      expect(half.next()).rejects.toThrow('closed'),
    ];
    await events.close();
    await Promise.all(refused);
    await happened(3);
    expect(await other.numbers(3)).toEqual([1, 2, 3]);
    expect([listener.events.length, reading(), timers.waiting]).toEqual([2, 0, 0]);
    await expect(events.follow([subject], () => undefined)).rejects.toThrow('closed');
    await expect(replayed(events.replay([subject], id, sequence + 1))).rejects.toThrow('closed');
  });

  test('a log that does not answer is waited for five seconds, and no longer', async () => {
    let asked: () => void = () => undefined;
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    let answer: (end: number) => void = () => undefined;
    const events = live({
      ...bus,
      end() {
        asked();
        return new Promise((resolve) => (answer = resolve));
      },
    });
    const following = events.follow([subject], () => undefined);
    const refused = expect(following).rejects.toThrow('the events of rental cannot be reached');
    await isAsked;
    timers.advance(4.9);
    expect(timers.waiting).toBe(1);
    timers.advance(0.1);
    await refused;
    timers.advance(10);
    expect(timers.waiting).toBe(0);
    answer(0);
  });

  test('subjects of several owners, or none, are refused', async () => {
    const events = live();
    const mixed = ['rental.rental.stepped', 'film.film.changed'];
    await expect(events.follow(mixed, () => undefined)).rejects.toThrow(TypeError);
    await expect(events.follow([], () => undefined)).rejects.toThrow(TypeError);
  });
});
