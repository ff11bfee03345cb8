import { parseArgs } from 'node:util';
import type { Clock } from '@reelhouse/clock';
import { StartupError } from '@reelhouse/config';
import { showProgress } from '@reelhouse/progress';
import type { Sql } from 'postgres';
import { scaleLimits } from './chain/size.ts';
import { DatasetRefused } from './dataset-refused.ts';
import { currentDataset, describeRows } from './dataset.ts';
import { seedSampleData, type SeedSummary } from './seed-sample-data.ts';

/** The command line is not one that `runSeedCommand` knows. The message says what is. */
export class SeedUsageError extends StartupError {
  override readonly name = 'SeedUsageError';
}

/** How the command is used. */
export const seedUsage = `usage: npm run seed -- [--scale N] [--as-of YYYY-MM-DD] [--replace]
  --scale N     1 (the default) is 16 000 rentals, 100 is 1.6 million; from ${scaleLimits.min} to ${scaleLimits.max}
  --as-of DATE  the day on which the rows end; today by default
  --replace     replace real rows, too; sample rows are replaced anyway`;

/** What the command works with. */
export interface SeedEnvironment {
  /** A connection whose role owns the tables of all schemas. */
  readonly sql: Sql;
  readonly clock: Clock;
  /** Writes a line for whoever called. */
  readonly print: (line: string) => void;
  /** Where a progress bar is drawn, if it is a terminal. */
  readonly terminal?: NodeJS.WriteStream;
}

interface SeedArguments {
  readonly scale: number;
  readonly asOf: Date;
  readonly replace: boolean;
}

function parseArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        scale: { type: 'string', default: '1' },
        'as-of': { type: 'string' },
        replace: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new SeedUsageError(`${error instanceof Error ? error.message : String(error)}\n${seedUsage}`, {
      cause: error,
    });
  }
}

function parseDay(text: string): Date {
  const day = new Date(`${text}T00:00:00Z`);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
  if (!isDay) throw new SeedUsageError(`--as-of: expected a day such as 2026-03-01, not ${text}`);
  return day;
}

function parseScale(text: string): number {
  const scale = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (scale >= scaleLimits.min && scale <= scaleLimits.max) return scale;
  throw new SeedUsageError(`--scale: expected a number from ${scaleLimits.min} to ${scaleLimits.max}, not ${text}`);
}

function readArguments(args: readonly string[], clock: Clock): SeedArguments {
  const { scale, 'as-of': asOf, replace } = parseArguments(args);
  const day = asOf === undefined ? clock.now() : parseDay(asOf);
  // Rows of the future would break rules that compare them with the present.
  if (day > clock.now()) throw new SeedUsageError(`--as-of: ${asOf} is still to come`);
  return { scale: parseScale(scale), asOf: day, replace };
}

async function announceReplacement(sql: Sql, replace: boolean, print: (line: string) => void): Promise<void> {
  const present = await describeRows(sql);
  if (present === 'empty') return;
  if (present === 'real' && !replace) {
    throw new DatasetRefused('the database holds real rows; sample rows replace them only with --replace');
  }
  const dataset = await currentDataset(sql);
  print(
    dataset?.kind === 'sample'
      ? `replacing the sample rows of scale ${dataset.scale} as of ${dataset.asOf}`
      : 'replacing the real rows of the database',
  );
}

function printSummary({ rows, seconds }: SeedSummary, print: (line: string) => void): void {
  for (const [table, count] of Object.entries(rows)) print(`${table.padEnd(24)}${String(count).padStart(10)}`);
  print(`written in ${seconds.toFixed(1)} s`);
}

/**
 * `npm run seed`: fills the database with sample rows. Sample rows that are there already are replaced, real rows only
 * with `--replace`.
 *
 * @param args the command line without the program.
 * @throws {SeedUsageError} if the arguments are wrong.
 * @throws {DatasetRefused} if the database holds real rows, and `--replace` is not given.
 */
export async function runSeedCommand(args: readonly string[], environment: SeedEnvironment): Promise<SeedSummary> {
  const { sql, clock, print, terminal } = environment;
  const { scale, asOf, replace } = readArguments(args, clock);
  await announceReplacement(sql, replace, print);

  const display = showProgress(print, terminal);
  try {
    const summary = await seedSampleData(sql, {
      scale,
      asOf,
      replace: replace ? 'anything' : 'sample',
      onProgress: ({ overall, table }) => display.update({ share: overall, label: table }),
    });
    display.stop();
    printSummary(summary, print);
    return summary;
  } finally {
    display.stop();
  }
}
