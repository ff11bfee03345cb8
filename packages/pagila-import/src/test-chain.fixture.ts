import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '@reelhouse/clock';
import { createTestDatabase, type TestDatabase } from '@reelhouse/test-database';
import { afterAll } from 'vitest';
import { importDump } from './import-dump.ts';
import type { ImportOptions, ImportSummary } from './import-options.ts';

const tables = [
  'film.language',
  'film.category',
  'film.actor',
  'film.film',
  'film.film_actor',
  'film.film_category',
  'customer.country',
  'customer.city',
  'customer.address',
  'customer.customer',
  'store.store',
  'store.staff',
  'identity.credential',
  'rental.inventory_item',
  'rental.rental',
  'payment.payment',
  'payment.payment_key',
];

/** A database to import into. */
export interface ImportTarget extends TestDatabase {
  /** Writes a dump to a file that is removed when the test file is done. */
  file(dump: string | Buffer): Promise<string>;
  /** Imports a dump, replacing what is there. */
  import(dump: string | Buffer, options?: Partial<ImportOptions>): Promise<ImportSummary>;
  /** Every row of every table, as text. */
  contents(): Promise<Record<string, string[]>>;
}

/** Makes a database of its own for the test file that calls this. */
export async function createImportTarget(): Promise<ImportTarget> {
  const database = await createTestDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'reelhouse-import-'));
  afterAll(() => rm(directory, { recursive: true, force: true }));
  const clock = new ManualClock('2026-03-31T12:00:00Z');
  let files = 0;
  async function file(dump: string | Buffer): Promise<string> {
    files += 1;
    const path = join(directory, `${files}.sql`);
    await writeFile(path, dump);
    return path;
  }
  return {
    ...database,
    file,
    import: async (dump, options) => importDump(database.sql, await file(dump), { clock, replace: true, ...options }),
    async contents() {
      const rows: Record<string, string[]> = {};
      for (const table of tables) {
        const found = await database.sql<{ row: string }[]>`
          select t::text as row from ${database.sql(table)} t order by 1`;
        rows[table] = found.map(({ row }) => row);
      }
      return rows;
    },
  };
}
