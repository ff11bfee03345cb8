import { StartupError } from '@reelhouse/config';

/** A database's address, without its password. */
export interface DatabaseAddress {
  readonly host: string;
  readonly port: string;
  readonly database: string;
}

/**
 * Reads where a database is.
 *
 * @throws {StartupError} if the URL names no host or no database: the roles' URLs are made from it.
 */
export function databaseAddress(url: string): DatabaseAddress {
  const { hostname, port, pathname } = new URL(url);
  const database = decodeURIComponent(pathname.slice(1));
  if (hostname === '' || database === '') {
    throw new StartupError('the database’s URL has to name a host and a database: postgres://user@host:5432/database');
  }
  return { host: hostname, port: port || '5432', database };
}

/** How messages call a database: they never repeat its URL, which may hold a password. */
export function describeDatabase(url: string): string {
  const { host, port, database } = databaseAddress(url);
  return `database "${database}" on ${host}:${port}`;
}

/** The same server and user, another database. */
export function withDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(database)}`;
  return other.href;
}
