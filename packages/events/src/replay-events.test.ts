import { ManualClock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { createTestDatabase } from '@reelhouse/test-database';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeOnBothBuses } from './both-buses.fixture.ts';
import type { EventBus } from './event-bus.ts';
import { rentalStepped } from './journal.fixture.ts';
import { happen, listenTo, numberOf, rentalStood, replayed, type TestListener } from './live-events.fixture.ts';
import { toLiveEventId } from './live-event-id.ts';
import { EventsMissed, InvalidEventId, type LiveEvents } from './live-events.ts';
import { openLiveEvents } from './open-live-events.ts';
import { purgeOutbox } from './purge.ts';
import { startRelay } from './relay.ts';

const database = await createTestDatabase();
const rental = database.connectAs('rental', { connections: 4 });
const log = createLogger({ name: 'test', level: process.env['TEST_LOG'] === 'debug' ? 'debug' : 'silent' });
const subject = rentalStepped.subject;
const clock = new ManualClock('2026-03-31T12:00:00Z');

describeOnBothBuses(rental, clock, (kind) => {
  let bus: EventBus;
  let live: LiveEvents;
  let listener: TestListener;
  const open: { close(): Promise<void> }[] = [];
  beforeEach(async () => {
    clock.set(new Date('2026-03-31T12:00:00Z'));
    bus = kind.open();
    live = openLiveEvents({ bus, clock, log });
    open.push(bus, startRelay({ bus, owner: 'rental', sql: rental, clock, log }), live);
    listener = await listenTo(live, [subject, rentalStood.subject]);
  });
  afterEach(async () => {
    for (const part of open.splice(0).reverse()) await part.close();
    await database.sql`truncate rental.outbox`;
  });

  const happened = (...numbers: readonly number[]) => happen(rental, clock, numbers);
  const nth = (n: number) => listener.events.find((event) => numberOf(event) === n)!;
  const replay = (after: number, upTo: number) => replayed(live.replay([subject], nth(after).id, nth(upTo).sequence));

  test('what came after an event is given again, up to a place, whatever is there', async () => {
    await happened(1, 2, 3);
    await happen(rental, clock, [4], rentalStood);
    await happened(5);
    await listener.numbers(5);
    expect(await replay(1, 5)).toEqual([2, 3, 5]);
    expect(await replay(1, 3)).toEqual([2, 3]);
    expect(await replay(1, 4)).toEqual([2, 3]);
    expect(await replay(4, 5)).toEqual([5]);
    expect(await replay(5, 5)).toEqual([]);
    expect(await replay(5, 1)).toEqual([]);
    expect(await replayed(live.replay([subject, rentalStood.subject], nth(2).id, nth(5).sequence))).toEqual([3, 4, 5]);
    // A place that the log does not have.
    expect(await replayed(live.replay([subject], nth(2).id, nth(5).sequence + 10))).toEqual([3, 5]);
    expect(await replayed(live.replay(['rental.rental.other'], nth(2).id, nth(5).sequence))).toEqual([]);
    expect(listener.events.map(({ id }) => id)).toEqual([...new Set(listener.events.map(({ id }) => id))]);
  });

  test('an event that the log does not hold, or holds no more, is missed', async () => {
    await happened(1, 2);
    await listener.numbers(2);
    const missed = (after: string) => expect(replayed(live.replay([subject], after, nth(2).sequence))).rejects;
    const eventId = '00000000-0000-4000-8000-000000000000';
    await missed(toLiveEventId({ sequence: nth(1).sequence, eventId })).toThrow(EventsMissed);
    await missed(toLiveEventId({ sequence: 1_000_000, eventId })).toThrow(EventsMissed);
    const { sequence, id } = nth(1);
    await missed(toLiveEventId({ sequence: sequence + 1, eventId: idOf(id) })).toThrow(EventsMissed);
    if (kind.natsUrl() !== '') return;
    clock.advance(1);
    await purgeOutbox(rental, clock.now());
    await missed(id).toThrow('the log does not hold the event');
  });

  test('after a day, what came after an event is missed, unless nothing did', async () => {
    await happened(1);
    clock.advance(24 * 3600);
    await happened(2);
    await listener.numbers(2);
    expect(await replay(1, 2)).toEqual([2]);
    clock.advance(0.001);
    await expect(replay(1, 2)).rejects.toThrow(EventsMissed);
    expect(await replay(2, 2)).toEqual([]);
    clock.advance(48 * 3600);
    expect(await replay(2, 2)).toEqual([]);
  });

  test('a thousand events are replayed, and one more is too many', async () => {
    await happened(0);
    for (let n = 1; n <= 1000; n += 100) await happened(...Array.from({ length: 100 }, (_, i) => n + i));
    await happen(rental, clock, [1001, 1002], rentalStood);
    await happened(1003);
    await listener.numbers(1004);
    expect(await replay(0, 1002)).toEqual(Array.from({ length: 1000 }, (_, i) => i + 1));
    const tooMany = live.replay([subject], nth(0).id, nth(1003).sequence)[Symbol.asyncIterator]();
    await expect(tooMany.next()).rejects.toThrow(EventsMissed);
    expect(await tooMany.next()).toEqual({ done: true, value: undefined });
  });

  test('who does not want any more ends the reading', async () => {
    await happened(1, 2, 3);
    await listener.numbers(3);
    for await (const event of live.replay([subject], nth(1).id, nth(3).sequence)) {
      expect(numberOf(event)).toBe(2);
      break;
    }
    let isAsked: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    let isOver = false;
    const slow: EventBus = {
      ...bus,
      // eslint-disable-next-line require-yield -- nothing is there in time
      async *range(_, { signal }) {
        isAsked();
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        isOver = true;
      },
    };
    const waiting = openLiveEvents({ bus: slow, clock, log });
    const events = waiting.replay([subject], nth(1).id, nth(3).sequence)[Symbol.asyncIterator]();
    const next = events.next();
    await asked;
    expect(await events.return?.()).toEqual({ done: true, value: undefined });
    expect([await next, isOver]).toEqual([{ done: true, value: undefined }, true]);
    await waiting.close();
  });

  test('what is no event is passed over', async () => {
    await happened(1);
    await listener.numbers(1);
    // No object, and no date.
    await rental`
      insert into outbox (subject, version, aggregate_type, aggregate_id, payload, occurred_at)
      values (${subject}, 1, 'rental', '1', '"two"', ${clock.now()}), (${subject}, 1, 'rental', '1', '[]', ${clock.now()})`;
    await happened(3);
    expect(await listener.numbers(2)).toEqual([1, 3]);
    expect(await replay(1, 3)).toEqual([3]);
  });
});

describe('ids', () => {
  const id = toLiveEventId({ sequence: 7, eventId: '0189f7a2-7c1e-4a53-9c55-0a1b2c3d4e5f' });
  const bus = {} as EventBus;
  const live = openLiveEvents({ bus, clock, log });

  test.each([
    ['nothing', ''],
    ['a number', '7'],
    ['a UUID', '0189f7a2-7c1e-4a53-9c55-0a1b2c3d4e5f'],
    ['an id that is too short', id.slice(1)],
    ['an id that is too long', `${id}A`],
    ['an id with padding', `${id.slice(0, -1)}=`],
    ['an id in the other alphabet', `${id.slice(0, -1)}+`],
    ['an id with a line break', `${id}\n`],
    ['the place 0', `AAAAAAAAAAA${id.slice(11)}`],
    ['a place that is no safe integer', `_____${id.slice(5)}`],
  ])('%s is none', (_, text) => {
    expect(() => live.replay([subject], text, 10)).toThrow(InvalidEventId);
  });

  test('an id is a text of 32 characters', () => {
    expect(id).toMatch(/^[\w-]{32}$/);
  });
});

function idOf(id: string): string {
  const hex = Buffer.from(id, 'base64url').toString('hex', 8);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
