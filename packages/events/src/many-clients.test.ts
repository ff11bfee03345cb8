import { systemClock as clock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { createTestDatabase } from '@reelhouse/test-database';
import { expect, test } from 'vitest';
import { describeOnBothBuses } from './both-buses.fixture.ts';
import { consume } from './consume.ts';
import { openJournal, stepIn } from './journal.fixture.ts';
import { startRelay } from './relay.ts';

const clients = 16;
const transactions = 50;
const aggregates = 5;

const database = await createTestDatabase();
const rental = database.connectAs('rental', { connections: clients });
const film = database.connectAs('film');
const journal = await openJournal(database.sql);
const log = createLogger({ name: 'test', level: 'silent' });
await database.sql.unsafe(`
  create table rental.counter (id integer primary key, n integer not null);
  grant all on rental.counter to public;
  insert into rental.counter select i, 0 from generate_series(0, ${aggregates - 1}) i;
`);

/** Counts up two aggregates, always the lower one first, and tells of both. */
async function countUp(first: number, second: number): Promise<void> {
  await rental.begin(async (tx) => {
    for (const id of [first, second].sort((a, b) => a - b)) {
      const [row] = await tx<{ n: number }[]>`update counter set n = n + 1 where id = ${id} returning n`;
      await stepIn(tx, { aggregateId: String(id), n: row!.n });
    }
  });
}

describeOnBothBuses(rental, clock, (kind) => {
  test('what many clients record of the same aggregates is handled once, in the order of each aggregate', async () => {
    const bus = kind.open();
    const relay = startRelay({ bus, owner: 'rental', sql: rental, clock, log, batch: 50 });
    const consumer = consume({
      bus,
      sql: film,
      consumer: 'journal',
      handlers: [journal.handler],
      clock,
      log,
      batch: 20,
    });
    await Promise.all(
      Array.from({ length: clients }, async (_, client) => {
        for (let n = 0; n < transactions; n += 1) {
          const first = (client + n) % aggregates;
          await countUp(first, (first + 1 + (n % (aggregates - 1))) % aggregates);
        }
      }),
    );
    const entries = await journal.entries(2 * clients * transactions);
    expect(entries).toHaveLength(2 * clients * transactions);
    for (const { id, n } of await database.sql<{ id: number; n: number }[]>`select id, n from rental.counter`) {
      const ofOne = entries.filter(({ aggregateId }) => aggregateId === String(id));
      expect(ofOne.map((entry) => entry.n)).toEqual(Array.from({ length: n }, (__, i) => i + 1));
    }
    await Promise.all([relay.close(), consumer.close()]);
    await bus.close();
    await database.sql`update rental.counter set n = 0`;
    await journal.clear();
  });
});
