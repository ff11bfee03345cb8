import { ManualClock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { createTestDatabase } from '@reelhouse/test-database';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeOnBothBuses } from './both-buses.fixture.ts';
import { consume } from './consume.ts';
import type { ConsumerOptions } from './consumer-options.ts';
import type { EventBus } from './event-bus.ts';
import { on } from './event-handler.ts';
import { openJournal, rentalStepped, step, stepIn, writeJournal } from './journal.fixture.ts';
import { inboxDays, outboxDays, purgeInbox, purgeOutbox } from './purge.ts';
import { startRelay, type RelayOptions } from './relay.ts';

const database = await createTestDatabase();
const rental = database.connectAs('rental', { connections: 8 });
const film = database.connectAs('film', { connections: 8 });
const journal = await openJournal(database.sql);
const log = createLogger({ name: 'test', level: process.env['TEST_LOG'] === 'debug' ? 'debug' : 'silent' });
const clock = new ManualClock('2026-03-31T12:00:00Z');

describeOnBothBuses(rental, clock, (kind) => {
  let bus: EventBus;
  const open: { close(): Promise<void> }[] = [];
  beforeEach(() => void (bus = kind.open()));
  afterEach(async () => {
    await Promise.all(open.splice(0).map((part) => part.close()));
    await bus.close();
    await journal.clear();
  });

  function relay(options: Partial<RelayOptions> = {}) {
    const started = startRelay({ bus, owner: 'rental', sql: rental, clock, log, takeOverMs: 50, ...options });
    open.push(started);
    return started;
  }
  function consumer(options: Partial<ConsumerOptions> = {}) {
    const started = consume({
      ...{ bus, sql: film, consumer: 'journal', handlers: [journal.handler], clock, log, takeOverMs: 50 },
      ...options,
    });
    open.push(started);
    return started;
  }
  const numbers = (entries: readonly { n: number }[]) => entries.map(({ n }) => n);

  test('what was recorded is handled once, in order', async () => {
    relay();
    consumer();
    for (let n = 1; n <= 20; n += 1) await step(rental, { aggregateId: '1', n });
    expect(numbers(await journal.entries(20))).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  test('what was rolled back is not published', async () => {
    relay();
    consumer();
    const rolledBack = rental.begin(async (tx) => {
      await stepIn(tx, { aggregateId: '1', n: 1 });
      throw new Error('rolled back');
    });
    await expect(rolledBack).rejects.toThrow('rolled back');
    await step(rental, { aggregateId: '1', n: 2 });
    expect(numbers(await journal.entries(1))).toEqual([2]);
  });

  test('what commits late, with a lower number, is not passed by', async () => {
    relay();
    consumer();
    await rental.begin(async (tx) => {
      await stepIn(tx, { aggregateId: 'late', n: 1 });
      await step(rental, { aggregateId: 'early', n: 2 });
      expect(numbers(await journal.entries(1))).toEqual([2]);
    });
    expect(numbers(await journal.entries(2))).toEqual([2, 1]);
  });

  test('a consumer that comes later handles what was there before', async () => {
    relay();
    await step(rental, { aggregateId: '1', n: 1 }, { aggregateId: '1', n: 2 });
    consumer();
    expect(numbers(await journal.entries(2))).toEqual([1, 2]);
  });

  test('two consumers each handle everything', async () => {
    relay();
    consumer();
    consumer({ consumer: 'other' });
    await step(rental, { aggregateId: '1', n: 1 });
    expect(numbers(await journal.entries(2))).toEqual([1, 1]);
  });

  test('rival relays and rival consumers do it once, and another takes over', async () => {
    const relays = [relay(), relay(), relay()];
    const consumers = [consumer(), consumer(), consumer()];
    await step(rental, { aggregateId: '1', n: 1 });
    await journal.entries(1);
    for (let n = 2; n <= 3; n += 1) {
      await relays.pop()?.close();
      await consumers.pop()?.close();
      await step(rental, { aggregateId: '1', n });
      expect(numbers(await journal.entries(n))).toEqual(Array.from({ length: n }, (_, i) => i + 1));
    }
  });

  test('an event that fails holds back its aggregate only, and is tried again', async () => {
    relay();
    let broken = true;
    const handler = on(rentalStepped, async (tx, { aggregateId, payload }) => {
      await writeJournal(tx, aggregateId, payload.n);
      if (broken && aggregateId === 'a') throw new Error('broken');
    });
    const retried = consumer({ handlers: [handler], retry: { delays: [3_600_000, 3_600_000], random: () => 1 } });
    await step(rental, { aggregateId: 'a', n: 1 }, { aggregateId: 'b', n: 2 });
    await step(rental, { aggregateId: 'a', n: 3 }, { aggregateId: 'b', n: 4 });
    expect(numbers(await journal.entries(2))).toEqual([2, 4]);
    broken = false;
    clock.advance(3600);
    retried.wake();
    expect(numbers(await journal.entries(4))).toEqual([2, 4, 1, 3]);
  });

  test('what fails too often is a dead letter, and the later events of its aggregate go on', async () => {
    relay();
    const handler = on(rentalStepped, async (tx, { aggregateId, payload }) => {
      await writeJournal(tx, aggregateId, payload.n);
      if (payload.n === 1) await tx`select 1 / 0`;
    });
    consumer({ handlers: [handler], retry: { delays: [0, 0] } });
    await step(rental, { aggregateId: 'a', n: 1 }, { aggregateId: 'a', n: 2 });
    expect(numbers(await journal.entries(1))).toEqual([2]);
    expect(await film`select error, attempts, lane, event ->> 'subject' as subject from dead_letter`).toEqual([
      { error: '22012', attempts: 3, lane: 'rental/a', subject: 'rental.rental.stepped' },
    ]);
  });

  test('what does not fit its schema is a dead letter at once', async () => {
    relay();
    consumer();
    await rental`
      insert into outbox (subject, version, aggregate_type, aggregate_id, payload, occurred_at)
      values ('rental.rental.stepped', 1, 'rental', '1', '{"n": "one"}', now()),
             ('rental.rental.stepped', 2, 'rental', '1', '{"n": 1}', now())`;
    await step(rental, { aggregateId: '1', n: 3 });
    expect(numbers(await journal.entries(1))).toEqual([3]);
    expect(await film`select error, attempts from dead_letter`).toEqual([
      { error: 'INVALID_EVENT', attempts: 0 },
      { error: 'INVALID_EVENT', attempts: 0 },
    ]);
  });

  test('events published twice, and out of order among aggregates, have their effect once', async () => {
    const relaying = relay();
    consumer();
    await step(rental, { aggregateId: 'a', n: 1 }, { aggregateId: 'b', n: 2 });
    await journal.entries(2);
    await relaying.close();
    // As if the relay had been killed before it marked them, and had taken the others first.
    await rental`update outbox set log_sequence = null, published_at = null`;
    await step(rental, { aggregateId: 'c', n: 3 });
    relay({ batch: 2 });
    expect(numbers(await journal.entries(3))).toEqual([1, 2, 3]);
  });

  test('a consumer at work goes on when everything that was published has been removed', async () => {
    const relaying = relay();
    consumer();
    await step(rental, { aggregateId: '1', n: 1 }, { aggregateId: '1', n: 2 });
    await journal.entries(2);
    await relaying.close();
    clock.advance(1);
    await purgeOutbox(rental, clock.now());
    relay();
    await step(rental, { aggregateId: '1', n: 3 });
    expect(numbers(await journal.entries(3))).toEqual([1, 2, 3]);
  });

  test('what was published longer ago than consumers remember is not published again', async () => {
    const relaying = relay();
    const consuming = consumer();
    await step(rental, { aggregateId: '1', n: 1 });
    await journal.entries(1);
    await Promise.all([relaying.close(), consuming.close()]);
    clock.advance((inboxDays + 1) * 24 * 3600);
    const ago = (days: number) => new Date(clock.now().getTime() - days * 24 * 3600 * 1000);
    await purgeOutbox(rental, ago(outboxDays));
    expect(await purgeInbox(film, ago(inboxDays))).toBe(1);
    await bus.close();
    bus = kind.open();
    await step(rental, { aggregateId: '1', n: 2 });
    relay();
    consumer();
    expect(numbers(await journal.entries(2))).toEqual([1, 2]);
  });

  test('a log that was lost is filled again from the outbox', async () => {
    const relaying = relay();
    const consuming = consumer();
    await step(rental, { aggregateId: '1', n: 1 }, { aggregateId: '1', n: 2 });
    await journal.entries(2);
    await consuming.close();
    await step(rental, { aggregateId: '1', n: 3 });
    await relaying.close();
    await bus.close();
    bus = kind.open();
    relay();
    consumer();
    await step(rental, { aggregateId: '1', n: 4 });
    expect(numbers(await journal.entries(4))).toEqual([1, 2, 3, 4]);
  });

  test('the end of a log is the place of what was appended last, whatever has been removed since', async () => {
    expect(await bus.end('rental')).toBe(0);
    const relaying = relay();
    consumer();
    await step(rental, { aggregateId: '1', n: 1 }, { aggregateId: '1', n: 2 });
    await journal.entries(2);
    await relaying.close();
    const end = await bus.end('rental');
    expect([end > 0, await bus.pending('rental', end)]).toEqual([true, 0]);
    clock.advance(1);
    await purgeOutbox(rental, clock.now());
    expect(await bus.end('rental')).toBe(end);
    relay();
    await step(rental, { aggregateId: '1', n: 3 });
    await journal.entries(3);
    expect(await bus.end('rental')).toBeGreaterThan(end);
  });

  test('a part of a log is read and ended, whether its last place is taken or not', async () => {
    relay();
    consumer();
    await step(rental, ...Array.from({ length: 7 }, (_, n) => ({ aggregateId: '1', n })));
    await journal.entries(7);
    const { signal } = new AbortController();
    const end = await bus.end('rental');
    const read = async (after: number, upTo: number, subjects: readonly string[] = []) => {
      const sequences: number[] = [];
      for await (const entries of bus.range('rental', { after, upTo, subjects, limit: 2, signal })) {
        expect(entries.length).toBeLessThanOrEqual(2);
        sequences.push(...entries.map(({ sequence }) => sequence - end));
      }
      return sequences;
    };
    expect(await read(end - 5, end - 1)).toEqual([-4, -3, -2, -1]);
    expect(await read(end - 2, end + 10)).toEqual([-1, 0]);
    expect(await read(end - 2, end, [rentalStepped.subject])).toEqual([-1, 0]);
    expect(await read(end, end + 1)).toEqual([]);
    expect(await read(end, end - 1)).toEqual([]);
    expect(await read(end - 2, end - 2)).toEqual([]);
    expect(await read(end - 2, end, ['rental.rental.other'])).toEqual([]);
    const ended = bus.range('rental', { after: 0, upTo: end, subjects: [], limit: 2, signal: AbortSignal.abort() });
    for await (const entries of ended) expect(entries).toEqual([]);
  });
});
