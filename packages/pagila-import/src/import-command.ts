import { parseArgs } from 'node:util';
import type { Clock } from '@reelhouse/clock';
import { StartupError } from '@reelhouse/config';
import { showProgress } from '@reelhouse/progress';
import type { Sql } from 'postgres';
import { importDump } from './import-dump.ts';
import type { ImportProgress } from './import-options.ts';
import { formatSummary } from './summary-table.ts';

/** The command line is not one that `runImportCommand` knows. The message says what is. */
export class ImportUsageError extends StartupError {
  override readonly name = 'ImportUsageError';
}

/** How the command is used. */
export const importUsage = `usage: npm run import -- <dump.sql> [--replace] [--skip-invalid] [--timezone ZONE]
  <dump.sql>       a plain SQL dump of Pagila or Sakila for PostgreSQL
  --replace        replace real rows, too; sample rows are replaced anyway
  --skip-invalid   leave out rows that break a rule, and list them
  --timezone ZONE  the zone that the times of the dump are in, such as Europe/Berlin; UTC by default`;

/** What the command works with. */
export interface ImportEnvironment {
  /** A connection whose role owns the tables of all schemas. */
  readonly sql: Sql;
  readonly clock: Clock;
  /** Writes a line for whoever called. */
  readonly print: (line: string) => void;
  /** Where a progress bar is drawn, if it is a terminal. */
  readonly terminal?: NodeJS.WriteStream;
}

function parseArguments(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        replace: { type: 'boolean', default: false },
        'skip-invalid': { type: 'boolean', default: false },
        timezone: { type: 'string', default: 'UTC' },
      },
    });
    const [file, ...others] = positionals;
    if (file === undefined) throw new Error('which dump?');
    if (others.length > 0) throw new Error(`one dump at a time, not also ${others.join(', ')}`);
    return { file, ...values };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new ImportUsageError(`${problem}\n${importUsage}`, { cause: error });
  }
}

/** Reading a dump takes most of the time, and is the only part whose length is known. */
function shareOf({ step, bytesRead, bytes }: ImportProgress): number {
  if (step === 'reading') return bytes > 0 ? (0.7 * bytesRead) / bytes : 0;
  return step === 'checking' ? 0.8 : 0.9;
}

/**
 * `npm run import`: makes a dump the rows of the database, and prints how many rows of each table.
 *
 * @param args the command line without the program.
 * @throws {ImportUsageError} if the arguments are wrong.
 * @throws {ImportRefused} if the dump cannot be imported; the message says why, a line each.
 * @throws {DatasetRefused} if the database holds real rows, and `--replace` is not given.
 */
export async function runImportCommand(args: readonly string[], environment: ImportEnvironment): Promise<void> {
  const { sql, clock, print, terminal } = environment;
  const { file, replace, 'skip-invalid': skipInvalid, timezone: timeZone } = parseArguments(args);
  const display = showProgress(print, terminal);
  try {
    const onProgress = (progress: ImportProgress) => display.update({ share: shareOf(progress), label: progress.step });
    const summary = await importDump(sql, file, { clock, replace, skipInvalid, timeZone, onProgress });
    display.stop();
    print(formatSummary(summary));
  } finally {
    display.stop();
  }
}
