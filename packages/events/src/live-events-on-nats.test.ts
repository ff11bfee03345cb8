import { ManualClock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { createTestDatabase } from '@reelhouse/test-database';
import { isInstalled, startNats, type TestNats } from '@reelhouse/test-servers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rentalStepped } from './journal.fixture.ts';
import { happen, listenTo, replayed } from './live-events.fixture.ts';
import { EventsMissed, type LiveEvents } from './live-events.ts';
import { openNatsBus } from './nats-bus.ts';
import { openLiveEvents } from './open-live-events.ts';
import { startRelay } from './relay.ts';

const database = await createTestDatabase();
const rental = database.connectAs('rental', { connections: 4 });
const log = createLogger({ name: 'test', level: process.env['TEST_LOG'] === 'debug' ? 'debug' : 'silent' });
const clock = new ManualClock('2026-03-31T12:00:00Z');
const subject = rentalStepped.subject;
const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

describe.skipIf(!isInstalled('nats-server'))('with a NATS server', () => {
  let nats: TestNats;
  const open: { close(): Promise<void> }[] = [];
  beforeEach(async () => void (nats = await startNats()));
  afterEach(async () => {
    nats.resume();
    for (const part of open.splice(0).reverse()) await part.close();
    await nats.dispose();
    await database.sql`truncate rental.outbox`;
  });

  const natsBus = () => {
    const bus = openNatsBus({ url: nats.url, prefix: 'live', log });
    open.push(bus);
    return bus;
  };
  function relay() {
    const started = startRelay({ bus: natsBus(), owner: 'rental', sql: rental, clock, log, takeOverMs: 50 });
    open.push(started);
    return started;
  }
  /** As another process has it: with a connection of its own. */
  function live(timers?: ManualClock): LiveEvents {
    const opened = openLiveEvents({ bus: natsBus(), clock, log, ...(timers && { timers }) });
    open.push(opened);
    return opened;
  }
  const happened = (...numbers: readonly number[]) => happen(rental, clock, numbers);

  test('two processes each get every event, once and in order, while NATS is killed and started again', async () => {
    relay();
    const processes = [live(), live()];
    const listeners = await Promise.all([...processes, ...processes].map((events) => listenTo(events)));
    for (let n = 1; n <= 150; n += 1) {
      await happened(n);
      if (n === 50 || n === 100) {
        await listeners[0]!.numbers(n / 2);
        await nats.kill();
      }
      if (n === 60 || n === 110) await nats.start();
    }
    for (const listener of listeners) expect(await listener.numbers(150)).toEqual(upTo(150));
    await happened(151);
    for (const listener of listeners) expect((await listener.numbers(151)).at(-1)).toBe(151);
    expect(processes.every((events) => events.isReachable())).toBe(true);
  });

  test('where NATS was away nobody follows; who followed already gets what came meanwhile', async () => {
    relay();
    const timers = new ManualClock('2026-03-31T12:00:00Z');
    const events = live(timers);
    const listener = await listenTo(events);
    await nats.kill();
    await expect.poll(() => events.isReachable()).toBe(false);
    const refused = expect(events.follow([subject], () => undefined)).rejects.toThrow('cannot be reached');
    timers.advance(5);
    await refused;
    await happened(1);
    const late = listenTo(events);
    await nats.start();
    expect(await listener.numbers(1)).toEqual([1]);
    await late;
    expect(events.isReachable()).toBe(true);
  });

  test('where NATS hangs, following and replaying wait for it', async () => {
    relay();
    const events = live();
    const listener = await listenTo(events);
    await happened(1, 2, 3);
    await listener.numbers(3);
    nats.suspend();
    const following = listenTo(events);
    const replaying = replayed(events.replay([subject], listener.events[0]!.id, listener.events[2]!.sequence));
    nats.resume();
    expect(await replaying).toEqual([2, 3]);
    const late = await following;
    await happened(4);
    expect(await late.numbers(1)).toEqual([4]);
    expect(await listener.numbers(4)).toEqual(upTo(4));
  });

  test('a part of a log that could not be read to its end is an error', async () => {
    relay();
    const listener = await listenTo(live());
    await happened(1, 2, 3);
    await listener.numbers(3);
    const { signal } = new AbortController();
    const range = natsBus().range('rental', { after: 0, upTo: 3, subjects: [], limit: 1, signal });
    const reading = range[Symbol.asyncIterator]();
    expect(await reading.next()).toMatchObject({ done: false, value: [{ sequence: 1 }] });
    await nats.kill();
    const rest = async () => {
      for (let entries = await reading.next(); !entries.done;) entries = await reading.next();
    };
    await expect(rest()).rejects.toThrow();
  });

  test('when NATS has lost its store, what is published again is not given again, and nothing new is left out', async () => {
    let relaying = relay();
    // More than a reader looks back.
    const witness = await listenTo(live());
    await happened(...Array.from({ length: 150 }, (_, index) => -index));
    await witness.numbers(150);
    clock.advance(60);
    const events = live();
    const listener = await listenTo(events);
    await happened(4, 5);
    expect(await listener.numbers(2)).toEqual([4, 5]);
    await witness.numbers(152);
    const [first] = listener.events;

    // Another process has begun to read, and has had nothing to give yet.
    const other = live();
    const late = await listenTo(other);
    await relaying.close();
    await nats.kill();
    await nats.wipe();
    // So the others get other places.
    await database.sql`delete from rental.outbox where payload ->> 'n' = '-5'`;
    await happened(6);
    await nats.start();
    relaying = relay();
    await happened(7);
    expect(await listener.numbers(4)).toEqual([4, 5, 6, 7]);
    expect(await late.numbers(2)).toEqual([6, 7]);
    await happened(8);
    expect(await listener.numbers(5)).toEqual([4, 5, 6, 7, 8]);
    expect(await late.numbers(3)).toEqual([6, 7, 8]);
    const joined = await listenTo(events);
    const replaying = replayed(events.replay([subject], first!.id, joined.position));
    await expect(replaying).rejects.toThrow(EventsMissed);
    expect(await replayed(events.replay([subject], late.events[0]!.id, joined.position))).toEqual([7, 8]);
  });

  test('a log that was lost and has grown past where a reader was is another one, also if it had given nothing', async () => {
    relay();
    const witness = await listenTo(live());
    await happened(1, 2, 3);
    await witness.numbers(3);
    clock.advance(60);
    const bus = natsBus();
    let filled: Promise<unknown> = Promise.resolve();
    const late = openLiveEvents({
      bus: {
        ...bus,
        async end(owner) {
          await filled;
          return bus.end(owner);
        },
      },
      clock,
      log,
    });
    open.push(late);
    const listener = await listenTo(late);
    filled = witness.numbers(6);
    await nats.kill();
    await nats.wipe();
    await database.sql`delete from rental.outbox where payload ->> 'n' in ('1', '2')`;
    await happened(4, 5, 6);
    await nats.start();
    expect(await listener.numbers(3)).toEqual([4, 5, 6]);
  });

  test('when NATS has lost its store again and again, each event is given once', async () => {
    relay();
    const listener = await listenTo(live());
    let n = 0;
    for (let round = 1; round <= 2; round += 1) {
      for (let i = 0; i < 5; i += 1) await happened((n += 1));
      await listener.numbers(n);
      await nats.kill();
      await nats.wipe();
      for (let i = 0; i < 5; i += 1) await happened((n += 1));
      await nats.start();
      expect(await listener.numbers(n)).toEqual(upTo(n));
    }
  });
});
