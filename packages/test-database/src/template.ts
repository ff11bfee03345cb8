import { join } from 'node:path';
import { migrateUp } from '@reelhouse/migrations';
import postgres from 'postgres';

/** The database that every test database is a copy of. Its name is the prefix of the roles of all of them. */
export interface Template {
  /** The URL of the server's maintenance database, as a superuser. */
  readonly serverUrl: string;
  readonly name: string;
}

/** Passwords of roles that live as long as a test run, on this machine only. */
export const roleSecret = 'a secret of tests only';

/** The root of the repository. */
export const root = join(import.meta.dirname, '../../..');

/** The URL of a database on the same server. */
export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** Makes and migrates the template. Names begin with `reelhouse_test_` and end in the process id. */
export async function createTemplate(serverUrl: string): Promise<Template> {
  const name = `reelhouse_test_${process.pid}`;
  await onServer(serverUrl, (sql) => sql`create database ${sql(name)} template template0 encoding 'UTF8'`);
  await migrateUp({ url: databaseUrl(serverUrl, name), directory: join(root, 'migrations'), roleSecret });
  return { serverUrl, name };
}

/** Drops the template, what was copied from it and is still there, and the roles. */
export async function dropTemplate({ serverUrl, name }: Template): Promise<void> {
  await onServer(serverUrl, async (sql) => {
    const databases = await sql<{ datname: string }[]>`
      select datname from pg_database where datname = ${name} or starts_with(datname, ${`${name}_`})`;
    for (const { datname } of databases) await sql`drop database ${sql(datname)} with (force)`;
    const roles = await sql<{ rolname: string }[]>`
      select rolname from pg_roles where starts_with(rolname, ${`${name}_`})`;
    for (const { rolname } of roles) await sql`drop role ${sql(rolname)}`;
  });
}

/** Does something on the maintenance database. */
export async function onServer<Result>(
  serverUrl: string,
  work: (sql: postgres.Sql) => PromiseLike<Result>,
): Promise<Result> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}
