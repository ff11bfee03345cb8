import { StartupError } from '@reelhouse/config';
import postgres, { type Sql } from 'postgres';
import { databaseAddress, describeDatabase } from './database-url.ts';

/**
 * A single connection for administration. It is closed when `work` has ended.
 *
 * @throws {StartupError} of one line for whatever the server or the network refuses; errors of the same class pass.
 */
export async function withConnection<Result>(url: string, work: (sql: Sql) => Promise<Result>): Promise<Result> {
  databaseAddress(url);
  const sql = postgres(url, {
    max: 1,
    prepare: false, // so that it works through a transaction pooler, too
    connect_timeout: 10,
    connection: { application_name: 'reelhouse-migrations' },
    onnotice: () => {}, // "already exists, skipping"
  });
  try {
    return await work(sql);
  } catch (error) {
    throw error instanceof StartupError ? error : new StartupError(describeFailure(error, url), { cause: error });
  } finally {
    await sql.end();
  }
}

/** What went wrong with a database, in one line that names it and not its password. */
function describeFailure(error: unknown, url: string): string {
  const { host, port, database } = databaseAddress(url);
  const user = decodeURIComponent(new URL(url).username);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = (error instanceof Error && error.message) || code || String(error);
  switch (code) {
    case '28P01':
      return `${describeDatabase(url)}: wrong password for the user "${user}"`;
    case '28000':
      return `${describeDatabase(url)}: the user "${user}" may not log in: ${message}`;
    case '3D000':
      return `there is no database "${database}" on ${host}:${port}`;
    case '42501':
      return `${describeDatabase(url)}: the user "${user}" lacks a right: ${message}`;
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EHOSTUNREACH':
    case 'ETIMEDOUT':
    case 'CONNECT_TIMEOUT':
      return `no PostgreSQL server answers on ${host}:${port} (${code}), where the database "${database}" should be`;
    default:
      return `${describeDatabase(url)}: ${message}`;
  }
}
