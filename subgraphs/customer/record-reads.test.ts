import { EventEmitter, once } from 'node:events';
import { ManualClock } from '@reelhouse/clock';
import type { Watch } from '@reelhouse/subgraph';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readableLog } from '../../packages/logging/src/readable-log.fixture.ts';
import { PrivilegedReads } from './domain/record-reads.ts';
import type { CustomersRead } from './events.ts';

const start = new Date('2026-03-31T12:00:00Z');
const anna = { staffId: 3, storeId: 1 };
const ben = { staffId: 6, storeId: 2 };
const numbers = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index);

const { log, lines } = readableLog();
const happened = new EventEmitter();
let clock: ManualClock;
let reads: PrivilegedReads;
let watch: Watch | undefined;
let written: (readonly CustomersRead[])[];
let failing: boolean;

beforeEach(() => {
  clock = new ManualClock(start);
  reads = new PrivilegedReads(clock);
  written = [];
  failing = false;
  lines.length = 0;
});
afterEach(async () => {
  await watch?.stop();
  watch = undefined;
  expect(clock.waiting).toBe(0);
});

function begin(): void {
  watch = reads.watch(
    async (told) => {
      await Promise.resolve();
      if (failing) happened.emit('failed');
      else {
        written.push(told);
        happened.emit('written');
      }
      if (failing) throw new Error('no database');
    },
    log,
    clock,
  );
}
/** Lets a second pass, after which it is told. */
async function second(what: 'written' | 'failed' = 'written'): Promise<void> {
  const done = once(happened, what);
  clock.advance(1);
  await done;
  // What follows the writing has been done as well.
  await new Promise(setImmediate);
}

test('what is read in a second is told at its end, once for each reader', async () => {
  begin();
  reads.record(anna, [5]);
  clock.advance(0.4);
  reads.record(ben, [5, 6]);
  reads.record(anna, [7, 5]);
  expect(written).toEqual([]);
  await second();
  expect(written).toEqual([
    [
      { ...anna, customerIds: [5, 7], count: 2, readAt: start.toISOString() },
      { ...ben, customerIds: [5, 6], count: 2, readAt: '2026-03-31T12:00:00.400Z' },
    ],
  ]);
});

test('nothing is told, and nobody woken, where nothing was read', async () => {
  begin();
  reads.record(anna, []);
  expect(clock.waiting).toBe(0);
  reads.record(anna, [5]);
  await second();
  expect(clock.waiting).toBe(0);
  reads.record(anna, [5]);
  await second();
  expect(written).toHaveLength(2);
});

test('a member who has come to another store reads for that store', async () => {
  begin();
  reads.record(anna, [5]);
  reads.record({ ...anna, storeId: 2 }, [5]);
  await second();
  expect(written[0]).toMatchObject([anna, { staffId: 3, storeId: 2 }]);
});

test('a hundred customers are named, and the others are counted', async () => {
  begin();
  reads.record(anna, numbers(1, 60));
  reads.record(anna, numbers(31, 1000));
  await second();
  expect(written[0]).toEqual([{ ...anna, customerIds: numbers(1, 100), count: 1030, readAt: start.toISOString() }]);
});

test('what cannot be written is told with the next second', async () => {
  begin();
  failing = true;
  reads.record(anna, numbers(1, 101));
  reads.record(ben, [6]);
  await second('failed');
  reads.record(anna, [1, 102]);
  await second('failed');
  failing = false;
  await second();
  expect(written).toEqual([
    [
      { ...anna, customerIds: numbers(1, 100), count: 102, readAt: start.toISOString() },
      { ...ben, customerIds: [6], count: 1, readAt: start.toISOString() },
    ],
  ]);
  expect(lines).toMatchObject([{ level: 40 }, { level: 40 }]);
  expect(clock.waiting).toBe(0);
});

test('what is read while the last is written is told after it', async () => {
  begin();
  reads.record(anna, [5]);
  failing = true;
  const failed = once(happened, 'failed');
  clock.advance(1);
  reads.record(anna, [6]);
  await failed;
  failing = false;
  await second();
  expect(written).toEqual([[{ ...anna, customerIds: [5, 6], count: 2, readAt: start.toISOString() }]]);
});

test('of more readers than there is room for, the rows are counted in the log', async () => {
  begin();
  failing = true;
  for (const staffId of numbers(1, 1001)) reads.record({ staffId, storeId: 1 }, [5, 6]);
  await second('failed');
  expect(lines[0]).toMatchObject({ level: 50, rows: 2 });
  failing = false;
  await second();
  expect(written[0]).toHaveLength(1000);
});

test('what is gathered is told at once when it stops, and only then if it was not watched', async () => {
  reads.record(anna, [5]);
  begin();
  reads.record(anna, [6]);
  await watch?.stop();
  expect(written).toEqual([[{ ...anna, customerIds: [5, 6], count: 2, readAt: start.toISOString() }]]);
  reads.record(ben, [7]);
  expect(clock.waiting).toBe(0);
});

test('what cannot be told when it stops is lost, and said to be', async () => {
  begin();
  failing = true;
  reads.record(anna, [5]);
  await watch?.stop();
  expect(lines.at(-1)).toMatchObject({ level: 50, readers: 1 });
  failing = false;
});
