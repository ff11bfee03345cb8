import {
  advanceSequences,
  announceDataset,
  clearDataset,
  DatasetRefused,
  describeRows,
  fillReadModels,
  lockDataset,
  markDataset,
} from '@reelhouse/sample-data';
import type { Sql, TransactionSql } from 'postgres';
import type { ImportOptions, ImportProgress, ImportSummary } from './import-options.ts';
import { ImportRefused } from './import-refused.ts';
import { readDump, sizeOfDump } from './read-dump.ts';
import { checkRules } from './store/check-rules.ts';
import { countStagedRows, readBrokenRows, type BrokenRow, type RowCount } from './store/problems.ts';
import { analyzeStagedTables, createStagedTables } from './store/staged-table.ts';
import { Staging } from './store/staging.ts';
import { vacuumTables } from './store/vacuum.ts';
import { writePayments, writeRentals } from './store/write-books.ts';
import { writeCatalogue } from './store/write-catalogue.ts';
import { writeCredentials, type UnknownPassword } from './store/write-credentials.ts';
import { writePeople } from './store/write-people.ts';
import { knownTimeZone } from './time-zone.ts';

const shownProblems = 20;

/** How a row that breaks a rule is told of: `line 12, film 5: rating is missing`. */
export function describeBrokenRow({ table, id, line, reason }: BrokenRow): string {
  return `line ${line}, ${table}${id === '' ? '' : ` ${id}`}: ${reason}`;
}

async function stage(
  tx: TransactionSql,
  file: string,
  timeZone: string,
  onRead: (bytesRead: number) => void,
): Promise<{ passedOver: string[] }> {
  await createStagedTables(tx, timeZone);
  const staging = new Staging(tx);
  const result = await readDump(file, {
    onRow: (row) => staging.add(row),
    async onRead(bytesRead) {
      await staging.flush();
      onRead(bytesRead);
    },
  });
  await staging.finish();
  await analyzeStagedTables(tx);
  return result;
}

async function refuseBrokenRows(tx: TransactionSql, counts: readonly RowCount[]): Promise<void> {
  const broken = counts.reduce((sum, count) => sum + count.broken, 0);
  if (broken === 0) return;
  const shown = await readBrokenRows(tx, shownProblems);
  const lines = [
    `${broken} ${broken === 1 ? 'row breaks' : 'rows break'} a rule; nothing was imported`,
    ...shown.map(describeBrokenRow),
    ...(broken > shown.length ? [`and ${broken - shown.length} more`] : []),
  ];
  throw new ImportRefused(lines.join('\n'));
}

async function write(tx: TransactionSql, now: Date, timeZone: string): Promise<UnknownPassword[]> {
  await writeCatalogue(tx, now);
  await writePeople(tx, now, timeZone);
  const withoutPassword = await writeCredentials(tx, now);
  await writeRentals(tx, now);
  await writePayments(tx);
  // What waits for the end of the transaction, such as the manager of a store, is found out here.
  await tx`set constraints all immediate`;
  await advanceSequences(tx);
  await fillReadModels(tx);
  await markDataset(tx, { kind: 'imported' });
  await announceDataset(tx, 'imported', now);
  return withoutPassword;
}

/**
 * Makes a dump of Pagila or Sakila the rows of the database: all of them in one transaction, or nothing. Ids are kept.
 *
 * @param sql a connection whose role owns the tables of all schemas.
 * @param file a plain SQL dump of PostgreSQL, with COPY or INSERT. It is read once, a piece at a time.
 * @throws {ImportRefused} if the file is no whole dump, or rows break rules and are not to be left out.
 * @throws {DatasetRefused} if the database holds real rows that are not to be replaced.
 */
export async function importDump(sql: Sql, file: string, options: ImportOptions): Promise<ImportSummary> {
  const { clock, replace = false, skipInvalid = false, onProgress = () => {} } = options;
  const begin = performance.now();
  const timeZone = knownTimeZone(options.timeZone ?? 'UTC');
  const bytes = await sizeOfDump(file);
  const report = (step: ImportProgress['step'], bytesRead: number): void => onProgress({ step, bytesRead, bytes });

  const { counts, ...rest } = await sql.begin(async (tx) => {
    await lockDataset(tx);
    if (!replace && (await describeRows(tx)) === 'real') {
      throw new DatasetRefused('the database holds real rows; a dump replaces them only with --replace');
    }
    const { passedOver } = await stage(tx, file, timeZone, (bytesRead) => report('reading', bytesRead));
    report('checking', bytes);
    await checkRules(tx, { leavingOut: skipInvalid });
    const counts = await countStagedRows(tx);
    if (!skipInvalid) await refuseBrokenRows(tx, counts);
    const leftOut = await readBrokenRows(tx);
    await clearDataset(tx);
    report('writing', bytes);
    const withoutPassword = await write(tx, clock.now(), timeZone);
    return { counts, leftOut, withoutPassword, passedOver };
  });

  // Plans are as they will be from now on.
  await vacuumTables(sql);
  const tables = counts.map(({ table, read, broken }) => ({ table, read, written: read - broken, leftOut: broken }));
  return { tables, ...rest, seconds: (performance.now() - begin) / 1000 };
}
