import { systemClock as clock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { createTestDatabase } from '@reelhouse/test-database';
import { isInstalled, startNats, type TestNats } from '@reelhouse/test-servers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { consume } from './consume.ts';
import { consumerLag } from './lag.ts';
import type { EventBus } from './event-bus.ts';
import { openInProcessBus } from './in-process-bus.ts';
import { openJournal, step } from './journal.fixture.ts';
import { openNatsBus } from './nats-bus.ts';
import { purgeOutbox } from './purge.ts';
import { startRelay } from './relay.ts';

const database = await createTestDatabase();
const rental = database.connectAs('rental');
const film = database.connectAs('film');
const journal = await openJournal(database.sql);
const log = createLogger({ name: 'test', level: process.env['TEST_LOG'] === 'debug' ? 'debug' : 'silent' });

describe.skipIf(!isInstalled('nats-server'))('with a NATS server', () => {
  let nats: TestNats;
  beforeEach(async () => void (nats = await startNats()));
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    await closeAll();
    await nats.dispose();
    await journal.clear();
  });

  async function closeAll(): Promise<void> {
    for (const part of open.splice(0)) await part.close();
  }

  function work(bus: EventBus): void {
    open.push(
      startRelay({ bus, owner: 'rental', sql: rental, clock, log }),
      consume({ bus, sql: film, consumer: 'journal', handlers: [journal.handler], clock, log }),
      bus,
    );
  }
  const natsBus = () => openNatsBus({ url: nats.url, prefix: 'failures', log });
  const numbers = async (atLeast: number) => (await journal.entries(atLeast)).map(({ n }) => n);
  const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

  test('killed and started again under load, NATS neither loses nor repeats nor reorders anything', async () => {
    work(natsBus());
    for (let n = 1; n <= 300; n += 1) {
      await step(rental, { aggregateId: '1', n });
      if (n === 100 || n === 200) {
        await journal.entries(n / 2);
        await nats.kill();
      }
      if (n === 120 || n === 220) await nats.start();
    }
    expect(await numbers(300)).toEqual(upTo(300));
    expect(await consumerLag(film, open.at(-1) as EventBus)).toEqual([
      { consumer: 'journal', owner: 'rental', pending: 0 },
    ]);
  });

  test('NATS that comes later than the processes is used when it comes', async () => {
    await nats.kill();
    work(natsBus());
    await step(rental, { aggregateId: '1', n: 1 });
    await nats.start();
    expect(await numbers(1)).toEqual([1]);
  });

  test('who has not found NATS says so, can be stopped, and offers what there is when it comes', async () => {
    await nats.kill();
    const bus = natsBus();
    expect(bus.isReachable()).toBe(false);
    await bus.offer('rental.numbers', async function* () {
      yield 1;
    });
    const relay = startRelay({ bus, owner: 'rental', sql: rental, clock, log });
    const consumer = consume({ bus, sql: film, consumer: 'journal', handlers: [journal.handler], clock, log });
    await step(rental, { aggregateId: '1', n: 1 });
    await Promise.all([relay.close(), consumer.close()]);

    await nats.start();
    work(bus);
    expect(await numbers(1)).toEqual([1]);
    for await (const value of bus.request('rental.numbers')) expect(value).toBe(1);
    expect(bus.isReachable()).toBe(true);
    await nats.kill();
    await expect.poll(() => bus.isReachable(), { timeout: 10_000 }).toBe(false);
  });

  test('NATS that lost its store is filled again; what was handled is not handled again', async () => {
    work(natsBus());
    await step(rental, { aggregateId: '1', n: 1 }, { aggregateId: '1', n: 2 });
    await numbers(2);
    await nats.kill();
    await nats.wipe();
    // The new log is shorter than what was read of the old one.
    await purgeOutbox(rental, new Date(clock.now().getTime() + 1000));
    await step(rental, { aggregateId: '1', n: 3 });
    await nats.start();
    expect(await numbers(3)).toEqual([1, 2, 3]);
    await step(rental, { aggregateId: '1', n: 4 });
    expect(await numbers(4)).toEqual([1, 2, 3, 4]);
  });

  test('a log that was lost and has grown past where a consumer was is read from its beginning', async () => {
    work(natsBus());
    await step(rental, { aggregateId: '1', n: 1 }, { aggregateId: '1', n: 2 });
    await numbers(2);
    await closeAll();
    await nats.kill();
    await nats.wipe();
    // The new log begins with the second event.
    await purgeOutbox(rental, new Date(clock.now().getTime() + 1000));
    await nats.start();
    for (let n = 3; n <= 6; n += 1) await step(rental, { aggregateId: '1', n });
    const bus = natsBus();
    open.push(startRelay({ bus, owner: 'rental', sql: rental, clock, log }), bus);
    const { signal } = new AbortController();
    for await (const entries of bus.read('rental', { after: 0, subjects: [], limit: 1, signal })) {
      if (entries.some(({ sequence }) => sequence > 2)) break;
    }
    open.push(consume({ bus, sql: film, consumer: 'journal', handlers: [journal.handler], clock, log }));
    let entries: number[] = [];
    await journal.until(async () => (entries = await numbers(0)).includes(6));
    expect(entries).toEqual(upTo(6));
  });

  test('events published but not consumed when NATS lost its store come all the same', async () => {
    const bus = natsBus();
    const relay = startRelay({ bus, owner: 'rental', sql: rental, clock, log });
    const consumer = consume({ bus, sql: film, consumer: 'journal', handlers: [journal.handler], clock, log });
    await step(rental, { aggregateId: '1', n: 1 });
    await numbers(1);
    await consumer.close();
    await step(rental, { aggregateId: '1', n: 2 });
    await relay.close();
    await bus.close();
    const lost = natsBus();
    const before = startRelay({ bus: lost, owner: 'rental', sql: rental, clock, log });
    await nats.kill();
    await nats.wipe();
    await nats.start();
    await before.close();
    await lost.close();
    work(natsBus());
    await step(rental, { aggregateId: '1', n: 3 });
    expect(await numbers(3)).toEqual([1, 2, 3]);
  });

  describe('NATS that lost its store while the relay had nothing to do and a consumer was behind', () => {
    /** A bus and a relay that have published two events, of which the consumer has handled one, and then lost them. */
    async function lose(overlooked?: (bus: EventBus) => EventBus): Promise<EventBus> {
      const found = natsBus();
      const bus = overlooked?.(found) ?? found;
      open.push(startRelay({ bus, owner: 'rental', sql: rental, clock, log }), bus);
      await step(rental, { aggregateId: '1', n: 1 });
      const first = consume({ bus, sql: film, consumer: 'journal', handlers: [journal.handler], clock, log });
      await numbers(1);
      await first.close();
      await step(rental, { aggregateId: '2', n: 2 });
      await expect.poll(() => published()).toBe(2);
      await nats.kill();
      await expect.poll(() => bus.isReachable(), { timeout: 10_000 }).toBe(false);
      await nats.wipe();
      await nats.start();
      return bus;
    }
    const published = async () => (await rental`select 1 as one from outbox where log_sequence is not null`).length;
    const catchUp = (bus: EventBus) =>
      void open.unshift(consume({ bus, sql: film, consumer: 'journal', handlers: [journal.handler], clock, log }));
    const found = (bus: EventBus) =>
      expect.poll(() => bus.end('rental').catch(() => -1), { timeout: 10_000 }).toBeGreaterThanOrEqual(0);

    test('is filled again before the next event', async () => {
      const bus = await lose();
      await found(bus);
      await step(rental, { aggregateId: '2', n: 3 });
      await expect.poll(() => bus.end('rental'), { timeout: 10_000 }).toBe(3);
      catchUp(bus);
      expect(await numbers(3)).toEqual([1, 2, 3]);
    });

    test('is filled again without any event', async () => {
      const bus = await lose();
      catchUp(bus);
      expect(await numbers(2)).toEqual([1, 2]);
    });

    test('is filled again after the next event where nobody saw it go', async () => {
      const bus = await lose((seen) => ({ ...seen, interruptions: () => 0 }));
      await found(bus);
      // The place that the next event gets is not another's any more.
      await purgeOutbox(rental, new Date(clock.now().getTime() + 1000));
      await step(rental, { aggregateId: '3', n: 3 });
      catchUp(bus);
      expect((await numbers(3)).toSorted()).toEqual([1, 2, 3]);
    });
  });

  test('the bus can be changed from one kind to the other and back', async () => {
    work(openInProcessBus({ owners: { rental }, clock }));
    await step(rental, { aggregateId: '1', n: 1 }, { aggregateId: '1', n: 2 });
    await numbers(2);
    await closeAll();
    await step(rental, { aggregateId: '1', n: 3 });
    work(natsBus());
    expect(await numbers(3)).toEqual([1, 2, 3]);
    await closeAll();
    await step(rental, { aggregateId: '1', n: 4 });
    work(openInProcessBus({ owners: { rental }, clock }));
    await step(rental, { aggregateId: '1', n: 5 });
    expect(await numbers(5)).toEqual([1, 2, 3, 4, 5]);
  });
});
