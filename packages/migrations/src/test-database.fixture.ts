import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { withDatabase } from './database-url.ts';
import type { MigrationOptions } from './migration-options.ts';
import { roleUrl } from './subgraph-role.ts';
import { testServerUrl } from './test-server.fixture.ts';

/** A database and a folder of migrations for one test; disposing of it drops the database and its roles. */
export interface TestDatabase extends AsyncDisposable {
  readonly options: MigrationOptions;
  readonly name: string;
  /** The administrator's connection. */
  readonly sql: Sql;
  /** Writes files into the folder, by their path in it; `undefined` removes one. */
  write(files: Readonly<Record<string, string | undefined>>): Promise<void>;
  /** Does something as the role of a subgraph. */
  as<Result>(subgraph: string, work: (sql: Sql) => Promise<Result>): Promise<Result>;
}

/** Makes an empty database of a name of its own, and a folder of the given migrations. */
export async function createTestDatabase(files: Readonly<Record<string, string>> = {}): Promise<TestDatabase> {
  const name = `migrations_${randomBytes(6).toString('hex')}`;
  const server = postgres(testServerUrl(), { max: 1 });
  await server.unsafe(`create database ${name}`);
  const url = withDatabase(testServerUrl(), name);
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const root = await mkdtemp(join(tmpdir(), 'migrations-'));
  const directory = join(root, 'migrations');
  await mkdir(directory);
  const options: MigrationOptions = { url, directory, roleSecret: 'a secret of the tests' };

  async function write(changes: Readonly<Record<string, string | undefined>>): Promise<void> {
    for (const [path, text] of Object.entries(changes)) {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await (text === undefined ? rm(join(directory, path)) : writeFile(join(directory, path), text));
    }
  }

  await write(files);
  return {
    options,
    name,
    sql,
    write,
    async as(subgraph, work) {
      const connection = postgres(roleUrl({ ...options, subgraph }), { max: 1 });
      try {
        return await work(connection);
      } finally {
        await connection.end();
      }
    },
    async [Symbol.asyncDispose]() {
      await sql.end();
      await server.unsafe(`drop database ${name} with (force)`);
      const roles = await server<{ rolname: string }[]>`
        select rolname from pg_roles where starts_with(rolname, ${`${name}_`})`;
      for (const { rolname } of roles) await server.unsafe(`drop role "${rolname}"`);
      await server.end();
      await rm(root, { recursive: true });
    },
  };
}

/** Two subgraphs, the first with two migrations. */
export const exampleMigrations = {
  'film/0001.do.create-films.sql': `
    create type rating as enum ('G', 'PG');
    create table film (film_id integer generated always as identity primary key, title text not null, rating rating);
    create index film_title on film using gin (title gin_trgm_ops);`,
  'film/0001.undo.create-films.sql': 'drop table film; drop type rating;',
  'film/0002.do.count-films.sql': `
    create function film_count() returns bigint language sql stable as 'select count(*) from film';
    create sequence film_number;`,
  'film/0002.undo.count-films.sql': 'drop function film_count(); drop sequence film_number;',
  'store/0001.do.create-stores.sql': 'create table store (store_id serial primary key, name text);',
  'store/0001.undo.create-stores.sql': 'drop table store;',
};
