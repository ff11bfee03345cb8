import type { Sql } from '@reelhouse/database';
import { once, EventEmitter } from 'node:events';
import { defineEvent } from './event-definition.ts';
import { on, type EventHandler } from './event-handler.ts';
import { recordEvents } from './record-event.ts';
import type { Transaction } from '@reelhouse/database';

interface Step {
  readonly n: number;
}

/** What tests record: the nth thing that happened to a rental. */
export const rentalStepped = defineEvent<Step>({
  subject: 'rental.rental.stepped',
  version: 1,
  aggregate: 'rental',
  description: 'something happened to a rental',
  payload: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] },
});

/** An entry of the journal. */
export interface JournalEntry {
  readonly aggregateId: string;
  readonly n: number;
}

/** The effects of consumers in the schema of film, in the order in which they happened. */
export interface Journal {
  /** Writes what is handled into the journal. */
  readonly handler: EventHandler;
  /** The entries once there are so many of them. */
  entries(atLeast: number): Promise<JournalEntry[]>;
  /** Resolves when a statement about the schema of film is true; it is asked whenever the journal is written. */
  until(condition: () => Promise<boolean>): Promise<void>;
  clear(): Promise<void>;
}

/** Makes the journal's table. */
export async function openJournal(owner: Sql): Promise<Journal> {
  const written = new EventEmitter().setMaxListeners(0);
  await owner.unsafe(`
    create table film.journal (
      journal_id integer generated always as identity primary key, aggregate_id text not null, n integer not null);
    grant all on film.journal to public;
    create function film.tell() returns trigger language plpgsql as 'begin notify journal; return null; end';
    create trigger told after insert or update or delete on film.journal for each statement execute function film.tell();
    create trigger told after insert or update or delete on film.waiting_event
      for each statement execute function film.tell();
    create trigger told after insert or update or delete on film.dead_letter
      for each statement execute function film.tell();
    create trigger told after insert or update or delete on film.consumer_position
      for each statement execute function film.tell();
  `);
  await owner.listen('journal', () => written.emit('written'));
  const read = () => owner<JournalEntry[]>`
    select aggregate_id as "aggregateId", n from film.journal order by journal_id`;

  async function until(condition: () => Promise<boolean>): Promise<void> {
    for (;;) {
      const next = once(written, 'written');
      if (await condition()) return;
      await next;
    }
  }
  return {
    handler: on(rentalStepped, async (tx, { aggregateId, payload }) => {
      await writeJournal(tx, aggregateId, payload.n);
    }),
    until,
    async entries(atLeast) {
      let entries: JournalEntry[] = [];
      await until(async () => (entries = await read()).length >= atLeast);
      return entries;
    },
    async clear() {
      await owner`truncate film.journal, film.inbox, film.waiting_event, film.dead_letter, film.consumer_position`;
      await owner`truncate rental.outbox`;
    },
  };
}

/** What the handlers of tests do. */
export async function writeJournal(tx: Transaction, aggregateId: string, n: number): Promise<void> {
  await tx`insert into journal (aggregate_id, n) values (${aggregateId}, ${n})`;
}

/** Has things happen to rentals, in a transaction of their own. */
export async function step(sql: Sql, ...entries: readonly JournalEntry[]): Promise<void> {
  await sql.begin((tx) => stepIn(tx, ...entries));
}

/** Has things happen to rentals. */
export async function stepIn(tx: Transaction, ...entries: readonly JournalEntry[]): Promise<void> {
  const occurredAt = new Date('2026-03-31T12:00:00Z');
  await recordEvents(
    tx,
    rentalStepped,
    entries.map(({ aggregateId, n }) => ({ aggregateId, occurredAt, payload: { n } })),
  );
}
