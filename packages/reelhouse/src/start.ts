import { parseArgs } from 'node:util';
import type { Clock } from '@reelhouse/clock';
import { readConfig, StartupError, stopSignal } from '@reelhouse/config';
import { connect } from '@reelhouse/database';
import { openDatabaseServer, resetDatabaseServer, type DatabaseServer } from '@reelhouse/database-server';
import { startTelemetry, type Telemetry } from '@reelhouse/gateway';
import { createLogger } from '@reelhouse/logging';
import { migrateUp, migrationsDirectory } from '@reelhouse/migrations';
import { showProgress } from '@reelhouse/progress';
import { describeRows, sampleAccounts, seedSampleData, type SampleAccount } from '@reelhouse/sample-data';
import { mobile } from './house-edge.ts';
import { openHouse } from './open-house.ts';
import { resetLinks } from './reset-links.ts';
import { runVariables } from './run-variables.ts';
import { welcome } from './welcome.ts';

/**
 * The program of `npm start`: opens the database, brings it up to date, fills in sample rows the first time, and serves
 * the whole graph until it is told to stop; then it finishes what is under way.
 *
 * @param print writes a line for the person at the terminal; logs go to standard error.
 * @throws {StartupError} for everything that the person has to put right.
 */
export async function start(
  args: readonly string[],
  environment: Record<string, string | undefined>,
  clock: Clock,
  print: (line: string) => void,
): Promise<void> {
  const told = stopSignal();
  const { reset } = readArguments(args);
  const config = readConfig(runVariables, environment);
  const log = createLogger({ name: 'reelhouse', level: config.LOG_LEVEL, pretty: process.stderr.isTTY });
  if (reset) await resetDatabaseServer(config);
  print('Starting the database …');
  const database = await openDatabaseServer(config, { exclusive: true, log });
  let telemetry: Telemetry | undefined;
  try {
    telemetry = await startTelemetry({ serviceName: 'reelhouse', host: config.HOST, log, environment });
    await prepare(database, config.SAMPLE_DATA, clock, print);
    const { rows, accounts } = await accountsOf(database);
    const house = await openHouse({
      ...database,
      clock,
      log,
      host: config.HOST,
      port: config.PORT,
      mobilePort: config.MOBILE_PORT,
      landingPage: config.LANDING_PAGE,
      telemetry,
      infrastructure: config,
      ...resetLinks(rows, print),
    });
    const { url, urls } = house;
    const shown = { url, mobileUrl: urls[mobile], place: database.place, landingPage: config.LANDING_PAGE, accounts };
    for (const line of welcome(shown)) print(line);
    const end = await Promise.race([told, database.lost.then(() => 'lost' as const)]);
    print(end === 'lost' ? 'The database went away. Stopping.' : 'Finishing what is under way …');
    await house.stop();
    if (end === 'lost') throw new StartupError('the embedded database ended; its log says why (LOG_LEVEL=debug)');
  } finally {
    await telemetry?.stop();
    await database.stop();
  }
  print('Stopped. The data stays where it is.');
}

async function prepare(
  database: DatabaseServer,
  sampleData: boolean,
  clock: Clock,
  print: (line: string) => void,
): Promise<void> {
  const applied = await migrateUp({ ...database, directory: migrationsDirectory });
  if (applied.length > 0) print(`Applied ${applied.length} migrations.`);
  const sql = connect(database.url, { name: 'start', connections: 1 });
  try {
    if (!sampleData || (await describeRows(sql)) !== 'empty') return;
    print('Filling in sample rows …');
    const progress = showProgress(print, process.stderr);
    try {
      await seedSampleData(sql, {
        scale: 1,
        asOf: clock.now(),
        onProgress: ({ overall, table }) => progress.update({ share: overall, label: table }),
      });
    } finally {
      progress.stop();
    }
  } finally {
    await sql.end();
  }
}

/** What the rows are, and the accounts of those that are samples. */
async function accountsOf({ url }: DatabaseServer): Promise<{
  readonly rows: Awaited<ReturnType<typeof describeRows>>;
  readonly accounts: readonly SampleAccount[];
}> {
  const sql = connect(url, { name: 'start', connections: 1 });
  try {
    return { rows: await describeRows(sql), accounts: await sampleAccounts(sql) };
  } finally {
    await sql.end();
  }
}

function readArguments(args: readonly string[]): { reset: boolean } {
  try {
    return parseArgs({ args: [...args], options: { reset: { type: 'boolean', default: false } } }).values;
  } catch (error) {
    throw new StartupError(`${error instanceof Error ? error.message : String(error)}\nusage: npm start [-- --reset]`);
  }
}
