import { ManualClock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { createTestDatabase } from '@reelhouse/test-database';
import { expect, test } from 'vitest';
import { consume } from './consume.ts';
import { on } from './event-handler.ts';
import { EventsUsageError, runEventsCommand } from './events-command.ts';
import { openInProcessBus } from './in-process-bus.ts';
import { openJournal, rentalStepped, step, writeJournal } from './journal.fixture.ts';
import { eventLag } from './lag.ts';
import { startRelay } from './relay.ts';

const database = await createTestDatabase();
const rental = database.connectAs('rental');
const film = database.connectAs('film');
const journal = await openJournal(database.sql);
const log = createLogger({ name: 'test', level: 'silent' });
const clock = new ManualClock('2026-03-31T12:00:00Z');

async function run(...args: string[]): Promise<string[]> {
  const lines: string[] = [];
  await runEventsCommand(args, { sql: database.sql, clock, print: (line) => void lines.push(line) });
  return lines;
}

test('what was given up is listed, counted, and handled again when that is asked for', async () => {
  let broken = true;
  const handler = on(rentalStepped, async (tx, { aggregateId, payload }) => {
    if (broken) throw new RangeError(`no rental of ${aggregateId}’s`);
    await writeJournal(tx, aggregateId, payload.n);
  });
  const bus = openInProcessBus({ owners: { rental }, clock });
  const relay = startRelay({ bus, owner: 'rental', sql: rental, clock, log });
  const consumer = consume({
    bus,
    sql: film,
    consumer: 'journal',
    handlers: [handler],
    retry: { delays: [] },
    clock,
    log,
  });
  await step(rental, { aggregateId: 'a', n: 1 }, { aggregateId: 'b', n: 2 }, { aggregateId: 'a', n: 3 });
  await journal.until(async () => (await eventLag(film, clock)).deadLetters === 3);
  expect(await run('dead')).toEqual([
    'number  consumer  event  aggregate  error  attempts  given up at',
    'film/1  journal  rental.rental.stepped  rental/a  RangeError  1  2026-03-31T12:00:00.000Z',
    'film/2  journal  rental.rental.stepped  rental/b  RangeError  1  2026-03-31T12:00:00.000Z',
    'film/3  journal  rental.rental.stepped  rental/a  RangeError  1  2026-03-31T12:00:00.000Z',
  ]);
  expect(await run('dead', 'rental')).toEqual(['no event was given up']);
  clock.advance(60);
  expect(await eventLag(film, clock)).toMatchObject({ deadLetters: 3, oldestDeadLetterSeconds: 60 });

  broken = false;
  expect(await run('replay', 'film/2')).toEqual(['film: 1 event is handled again']);
  await journal.entries(1);
  expect(await run('replay', 'film')).toEqual(['film: 2 events are handled again']);
  expect((await journal.entries(3)).map(({ n }) => n)).toEqual([2, 1, 3]);
  await consumer.close();
  expect(await run('dead')).toEqual(['no event was given up']);
  expect(await run('replay', 'film/2')).toEqual(['film: 0 events are handled again']);
  await relay.close();
  await bus.close();
});

test.each([
  [],
  ['bury'],
  ['replay'],
  ['dead', 'cinema'],
  ['dead', 'film/1'],
  ['dead', 'film', 'rental'],
  ['replay', 'film/x'],
])('%j is refused with what is possible', async (...args) => {
  const running = run(...args);
  await expect(running).rejects.toThrow(EventsUsageError);
  await expect(running).rejects.toThrow('usage: npm run events');
});
