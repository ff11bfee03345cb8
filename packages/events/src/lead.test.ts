import { systemClock as clock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { createTestDatabase } from '@reelhouse/test-database';
import { expect, test } from 'vitest';
import { consume } from './consume.ts';
import { openInProcessBus } from './in-process-bus.ts';
import { openJournal, step } from './journal.fixture.ts';
import { startRelay } from './relay.ts';

const database = await createTestDatabase();
const rental = database.connectAs('rental');
const film = database.connectAs('film');
const journal = await openJournal(database.sql);
const log = createLogger({ name: 'test', level: 'silent' });

test('whoever leads and loses its connections to the database is followed by another, or by itself', async () => {
  const bus = openInProcessBus({ owners: { rental }, clock });
  const parts = [1, 2].flatMap(() => [
    startRelay({ bus, owner: 'rental', sql: rental, clock, log, takeOverMs: 50 }),
    consume({ bus, sql: film, consumer: 'journal', handlers: [journal.handler], clock, log, takeOverMs: 50 }),
  ]);
  for (let n = 1; n <= 5; n += 1) {
    await step(rental, { aggregateId: '1', n });
    expect((await journal.entries(n)).map((entry) => entry.n)).toEqual(Array.from({ length: n }, (_, i) => i + 1));
    const killed = await database.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid in (select pid from pg_locks where locktype = 'advisory')`;
    expect(killed.length).toBeGreaterThanOrEqual(2);
  }
  await Promise.all(parts.map((part) => part.close()));
  await bus.close();
});

test('a relay is woken by what is recorded, and does not wait for its next look', async () => {
  await journal.clear();
  const bus = openInProcessBus({ owners: { rental }, clock, fallbackMs: 3_600_000 });
  const relay = startRelay({ bus, owner: 'rental', sql: rental, clock, log, fallbackMs: 3_600_000 });
  const consumer = consume({ bus, sql: film, consumer: 'journal', handlers: [journal.handler], clock, log });
  for (let n = 1; n <= 20; n += 1) {
    await step(rental, { aggregateId: '1', n });
    await journal.entries(n);
  }
  await relay.close();
  await consumer.close();
  await bus.close();
});
