import { randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { inject } from 'vitest';

/** A database with all tables and no rows; disposing of it drops the database. */
export interface TestDatabase extends AsyncDisposable {
  /** The owner of all tables. */
  readonly sql: Sql;
}

/** Makes a database of a name of its own, as a copy of the one that all tests start from. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { serverUrl, name: template } = inject('testDatabase');
  const name = `${template}_${randomUUID().slice(0, 8)}`;
  const server = postgres(serverUrl, { max: 1, onnotice: () => {} });
  await server`create database ${server(name)} template ${server(template)} strategy wal_log`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const sql = postgres(url.href, { max: 2, onnotice: () => {} });
  return {
    sql,
    async [Symbol.asyncDispose]() {
      await sql.end();
      await server`drop database ${server(name)} with (force)`;
      await server.end();
    },
  };
}
