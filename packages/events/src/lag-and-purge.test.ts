import { ManualClock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { createTestDatabase } from '@reelhouse/test-database';
import { expect, test } from 'vitest';
import { consume } from './consume.ts';
import { openInProcessBus } from './in-process-bus.ts';
import { openJournal, step } from './journal.fixture.ts';
import { consumerLag, eventLag } from './lag.ts';
import { inboxDays, outboxDays, purgeInbox, purgeOutbox } from './purge.ts';
import { startRelay } from './relay.ts';

const database = await createTestDatabase();
const rental = database.connectAs('rental');
const film = database.connectAs('film');
const journal = await openJournal(database.sql);
const log = createLogger({ name: 'test', level: 'silent' });
const clock = new ManualClock('2026-03-31T12:00:00Z');
const bus = openInProcessBus({ owners: { rental }, clock });
const day = 24 * 3600;

function ago(days: number): Date {
  return new Date(clock.now().getTime() - days * day * 1000);
}

/** Resolves when so many events are in the log. */
async function published(count: number): Promise<void> {
  const { signal } = new AbortController();
  let read = 0;
  for await (const entries of bus.read('rental', { after: 0, subjects: [], limit: 10, signal })) {
    read += entries.length;
    if (read >= count) return;
  }
}

test('what is behind is counted, and what is done is removed when it is old', async () => {
  await step(rental, { aggregateId: 'a', n: 1 }, { aggregateId: 'a', n: 2 });
  clock.advance(90);
  expect(await eventLag(rental, clock)).toEqual({
    unpublished: 2,
    oldestUnpublishedSeconds: 90,
    waiting: 0,
    deadLetters: 0,
    oldestDeadLetterSeconds: 0,
  });

  const relay = startRelay({ bus, owner: 'rental', sql: rental, clock, log });
  const consumer = consume({ bus, sql: film, consumer: 'journal', handlers: [journal.handler], clock, log });
  await journal.entries(2);
  await consumer.close();
  await step(rental, { aggregateId: 'a', n: 3 });
  await published(3);
  await relay.close();
  expect(await consumerLag(film, bus)).toEqual([{ consumer: 'journal', owner: 'rental', pending: 1 }]);

  await step(rental, { aggregateId: 'a', n: 4 });
  expect(await purgeOutbox(rental, ago(outboxDays))).toBe(0);
  clock.advance(outboxDays * day + 1);
  expect(await purgeOutbox(rental, ago(outboxDays))).toBe(2);
  expect(await rental`select payload from outbox where published_at is not null`).toEqual([{ payload: { n: 3 } }]);
  expect(await eventLag(rental, clock)).toMatchObject({ unpublished: 1 });
  expect(await purgeInbox(film, ago(inboxDays))).toBe(0);
  clock.advance(inboxDays * day + 1);
  expect(await purgeInbox(film, ago(inboxDays))).toBe(2);
});
