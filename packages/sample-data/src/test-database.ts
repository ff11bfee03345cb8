import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { migrateUp } from '@reelhouse/migrations';
import postgres, { type Sql } from 'postgres';

const directory = fileURLToPath(new URL('../../../migrations', import.meta.url));

/** A database with all tables and no rows; disposing of it drops the database and its roles. */
export interface TestDatabase extends AsyncDisposable {
  /** The owner of all tables. */
  readonly sql: Sql;
}

/** Makes a migrated database of a name of its own. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
  const name = `sample_data_${randomBytes(6).toString('hex')}`;
  const server = postgres(serverUrl, { max: 1 });
  await server.unsafe(`create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await migrateUp({ url: url.href, directory, roleSecret: 'a secret of the tests' });
  const sql = postgres(url.href, { max: 2, onnotice: () => {} });
  return {
    sql,
    async [Symbol.asyncDispose]() {
      await sql.end();
      await server.unsafe(`drop database ${name} with (force)`);
      const roles = await server<{ rolname: string }[]>`
        select rolname from pg_roles where starts_with(rolname, ${`${name}_`})`;
      for (const { rolname } of roles) await server.unsafe(`drop role "${rolname}"`);
      await server.end();
    },
  };
}
