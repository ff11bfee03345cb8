import type { Sql, TransactionSql } from 'postgres';
import { writeSampleAccounts } from './accounts.ts';
import { announceDataset } from './announce-dataset.ts';
import { dateText, historyUntil, type History } from './calendar.ts';
import { makeChain } from './chain/chain.ts';
import { copyRows, type TableRows } from './copy-rows.ts';
import { DatasetRefused } from './dataset-refused.ts';
import { advanceSequences, clearDataset, describeRows, lockDataset, markDataset } from './dataset.ts';
import { fillReadModels, readModels } from './read-models.ts';
import { tablesOf } from './tables.ts';

/** How far the writing of the sample rows is. */
export interface SeedProgress {
  /** The table that is being written, with its schema. */
  readonly table: string;
  /** How many of its rows are written, out of how many. */
  readonly written: number;
  readonly total: number;
  /** How much of all rows is written, from 0 to 1. */
  readonly overall: number;
}

/** Which sample rows are wanted. The same options always give the same rows. */
export interface SampleDataOptions {
  /** 1 is the size of Pagila, 100 is a hundred stores with 1.6 million rentals; from 0.01 to 1000. */
  readonly scale: number;
  /** The rows end with the beginning of this day in UTC: none is later than that. */
  readonly asOf: Date;
  /** Other seeds give other rows; any 32-bit integer. 1 by default. */
  readonly seed?: number;
  /** Which rows may be replaced, if the database holds some: `nothing` by default. */
  readonly replace?: 'nothing' | 'sample' | 'anything';
  readonly onProgress?: (progress: SeedProgress) => void;
}

/** What was written. */
export interface SeedSummary {
  /** The number of rows of each table, by its name with the schema. */
  readonly rows: Readonly<Record<string, number>>;
  /** How long it took. */
  readonly seconds: number;
}

async function refuseToReplace(tx: TransactionSql, replace: 'nothing' | 'sample' | 'anything'): Promise<void> {
  const present = await describeRows(tx);
  if (present === 'empty' || replace === 'anything' || (present === 'sample' && replace === 'sample')) return;
  throw new DatasetRefused(
    present === 'real'
      ? 'the database holds real rows, which sample rows do not replace unless told to'
      : 'the database holds sample rows already',
  );
}

async function makePartitions(tx: TransactionSql, { start, end }: History): Promise<void> {
  await tx`select payment.make_payment_partitions(${dateText(start)}::text::date, ${dateText(end)}::text::date)`;
}

async function writeTables(
  tx: TransactionSql,
  tables: readonly TableRows[],
  onProgress: (progress: SeedProgress) => void,
): Promise<Record<string, number>> {
  const allRows = tables.reduce((sum, { total }) => sum + total, 0);
  const rows: Record<string, number> = {};
  let before = 0;
  for (const source of tables) {
    const { table, total } = source;
    const written = await copyRows(tx, source, (sent) =>
      onProgress({ table, written: sent, total, overall: (before + sent) / allRows }),
    );
    rows[table] = written;
    before += written;
  }
  return rows;
}

/**
 * Fills a database with the rows of a made-up chain: all of them, or none if anything goes wrong. Rows are generated
 * while they are written, so the memory this takes hardly grows with the scale.
 *
 * @param sql a connection whose role owns the tables of all schemas.
 * @throws {DatasetRefused} if the database holds rows that may not be replaced.
 * @throws {RangeError} if there is no such scale.
 */
export async function seedSampleData(sql: Sql, options: SampleDataOptions): Promise<SeedSummary> {
  const { scale, asOf, seed = 1, replace = 'nothing', onProgress = () => {} } = options;
  const begin = performance.now();
  const history = historyUntil(asOf);

  const rows = await sql.begin(async (tx) => {
    await lockDataset(tx);
    await refuseToReplace(tx, replace);
    const tables = tablesOf(makeChain(scale, history, seed));
    await clearDataset(tx);
    await makePartitions(tx, history);
    const written = await writeTables(tx, tables, onProgress);
    await writeSampleAccounts(tx, new Date(history.end));
    await advanceSequences(tx);
    await fillReadModels(tx);
    await markDataset(tx, { kind: 'sample', asOf: dateText(history.end), scale });
    await announceDataset(tx, 'sample', new Date(history.end));
    return written;
  });

  // Plans are as they will be from now on: with statistics, and with pages known to be visible to everybody.
  await sql`vacuum (analyze) ${sql.unsafe([...Object.keys(rows), ...readModels].join(', '))}`;
  return { rows, seconds: (performance.now() - begin) / 1000 };
}
