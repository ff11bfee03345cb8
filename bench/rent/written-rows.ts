import type { Sql } from '@reelhouse/database';

/** How many rows the commands have written so far, by table. */
export type WrittenRows = Readonly<Record<'rentals' | 'movements' | 'events' | 'keys', number>>;

/** What a check-out and a check-in of one copy write, whoever does them. */
const ofPair: WrittenRows = { rentals: 1, movements: 2, events: 4, keys: 2 };

/** Counts what is there. @param sql as the owner of all tables. */
export async function countRows(sql: Sql): Promise<WrittenRows> {
  const [rows] = await sql<WrittenRows[]>`
    select (select count(*)::integer from rental.rental) as rentals,
      (select count(*)::integer from rental.stock_movement) as movements,
      (select count(*)::integer from rental.outbox where subject not like '%.overdue') as events,
      (select count(*)::integer from rental.idempotency_key) as keys`;
  if (!rows) throw new Error('nothing was counted');
  return rows;
}

/**
 * Makes sure that a round wrote what so many commands have to write: figures of commands that do less are no figures.
 *
 * @throws {Error} that names the table.
 */
export function expectWritten(before: WrittenRows, after: WrittenRows, commands: number): void {
  for (const table of Object.keys(ofPair) as (keyof WrittenRows)[]) {
    const expected = (ofPair[table] * commands) / 2;
    const written = after[table] - before[table];
    if (written !== expected) throw new Error(`${commands} commands wrote ${written} ${table}, not ${expected}`);
  }
}

/** Waits until the relay has published every event, so that it does not disturb the next round. */
export async function untilPublished(sql: Sql, seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const [row] = await sql<{ waiting: boolean }[]>`
      select exists (select from rental.outbox where log_sequence is null) as waiting`;
    if (!row?.waiting) return;
    if (performance.now() > end) throw new Error(`events were not published within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
