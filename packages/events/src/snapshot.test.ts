import { ManualClock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { createTestDatabase } from '@reelhouse/test-database';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeOnBothBuses } from './both-buses.fixture.ts';
import { consume } from './consume.ts';
import { recordDatasetReplaced } from './dataset-replaced.ts';
import type { EventBus } from './event-bus.ts';
import { openJournal, stepIn } from './journal.fixture.ts';
import { startRelay } from './relay.ts';
import { offerSnapshot, type SnapshotTarget } from './snapshot.ts';
import type { Transaction } from '@reelhouse/database';

interface Row {
  readonly aggregateId: string;
  readonly n: number;
}

const database = await createTestDatabase();
const rental = database.connectAs('rental', { connections: 8 });
const film = database.connectAs('film');
const journal = await openJournal(database.sql);
await database.sql.unsafe(
  'create table rental.done (aggregate_id text, n integer); grant all on rental.done to public',
);
const log = createLogger({ name: 'test', level: 'silent' });
const clock = new ManualClock('2026-03-31T12:00:00Z');

/** The owner's rows are what it did; the consumer's read model is a copy of them, so that each is there exactly once. */
const target: SnapshotTarget = {
  name: 'rental.done',
  begin: (tx) => write(tx, 'delete from waiting_rows'),
  async load(tx, rows) {
    for (const { aggregateId, n } of rows as readonly Row[]) {
      await tx`insert into waiting_rows (aggregate_id, n) values (${aggregateId}, ${n})`;
    }
  },
  async finish(tx) {
    await write(tx, 'delete from journal');
    await write(tx, 'insert into journal (aggregate_id, n) select aggregate_id, n from waiting_rows');
  },
};
await database.sql.unsafe(
  'create table film.waiting_rows (like film.journal); grant all on film.waiting_rows to public',
);
await database.sql.unsafe('alter table film.waiting_rows drop column journal_id');

async function write(tx: Transaction, text: string): Promise<void> {
  await tx.unsafe(text);
}

/** Does something and tells of it. */
async function act(tx: Transaction, aggregateId: string, n: number): Promise<void> {
  await tx`insert into done (aggregate_id, n) values (${aggregateId}, ${n})`;
  await stepIn(tx, { aggregateId, n });
}

describeOnBothBuses(rental, clock, (kind) => {
  let bus: EventBus;
  const open: { close(): Promise<void> }[] = [];
  let whileReading: () => Promise<void> = async () => {};
  beforeEach(async () => {
    bus = kind.open();
    open.push(startRelay({ bus, owner: 'rental', sql: rental, clock, log }));
    await offerSnapshot({
      bus,
      owner: 'rental',
      sql: rental,
      name: 'rental.done',
      async *read(tx) {
        await whileReading();
        const rows = await tx<Row[]>`select aggregate_id as "aggregateId", n from done order by n`;
        for (const row of rows) yield [row];
      },
    });
  });
  afterEach(async () => {
    whileReading = async () => {};
    await Promise.all(open.splice(0).map((part) => part.close()));
    await bus.close();
    await journal.clear();
    await database.sql`truncate rental.done`;
  });

  function startConsumer() {
    const handlers = [journal.handler];
    const snapshots = { rental: target };
    open.push(consume({ bus, sql: film, consumer: 'copy', handlers, snapshots, clock, log, takeOverMs: 50 }));
  }
  const numbers = async (atLeast: number) => (await journal.entries(atLeast)).map(({ n }) => n).sort((a, b) => a - b);

  test('a new consumer gets the rows, then the events that they do not tell of', async () => {
    // A row whose event nobody can read any more.
    await rental`insert into done (aggregate_id, n) values ('old', 1)`;
    await rental.begin((tx) => act(tx, 'a', 2));
    startConsumer();
    await journal.entries(2);
    await rental.begin((tx) => act(tx, 'a', 3));
    expect(await numbers(3)).toEqual([1, 2, 3]);
  });

  test('transactions under way when the snapshot is taken come as events, once', async () => {
    let commit: () => void = () => {};
    const committing = new Promise<void>((resolve) => (commit = resolve));
    let begun: () => void = () => {};
    const under = new Promise<void>((resolve) => (begun = resolve));
    const late = rental.begin(async (tx) => {
      await act(tx, 'late', 1);
      begun();
      await committing;
    });
    await under;
    await rental.begin((tx) => act(tx, 'early', 2));
    whileReading = async () => {
      // After the snapshot was taken, before its rows are read.
      await rental.begin((tx) => act(tx, 'during', 3));
      commit();
      await late;
    };
    startConsumer();
    await numbers(3);
    await rental.begin((tx) => act(tx, 'after', 4));
    expect(await numbers(4)).toEqual([1, 2, 3, 4]);
  });

  test('events that the snapshot has seen and that are published after it are passed over', async () => {
    await open.pop()?.close();
    await rental.begin((tx) => act(tx, 'a', 1));
    startConsumer();
    await journal.entries(1);
    open.push(startRelay({ bus, owner: 'rental', sql: rental, clock, log }));
    await rental.begin((tx) => act(tx, 'a', 2));
    expect(await numbers(2)).toEqual([1, 2]);
  });

  test('when the dataset is replaced, so is what the consumer has', async () => {
    await rental.begin((tx) => act(tx, 'a', 1));
    startConsumer();
    await journal.entries(1);
    await database.sql.begin(async (tx) => {
      await tx`delete from rental.done`;
      await tx`insert into rental.done values ('imported', 10), ('imported', 11)`;
      await recordDatasetReplaced(tx, ['rental'], 'imported', clock.now());
    });
    await rental.begin((tx) => act(tx, 'a', 12));
    expect(await numbers(3)).toEqual([10, 11, 12]);
  });

  test('a snapshot that breaks off leaves the old rows, and is asked for again', async () => {
    let attempts = 0;
    whileReading = async () => {
      attempts += 1;
      if (attempts === 1) throw new Error('broken');
    };
    await rental.begin((tx) => act(tx, 'a', 1));
    startConsumer();
    expect(await numbers(1)).toEqual([1]);
    expect(attempts).toBe(2);
  });

  test('nobody who offers it is told', async () => {
    const asked = bus.request('rental.nothing')[Symbol.asyncIterator]();
    await expect(asked.next()).rejects.toThrow('nobody offers rental.nothing');
  });
});
