import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogSnapshot } from './catalog-snapshot.fixture.ts';
import { migrateUp, roleName, roleUrl } from './index.ts';
import { createTestDatabase, exampleMigrations, type TestDatabase } from './test-database.fixture.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({
    ...exampleMigrations,
    'film/0003.do.log.sql': `
      create table entry (at date not null) partition by range (at);
      comment on table entry is 'append-only: what happened to a film';
      create table entry_default partition of entry default;
      create procedure "Do It"(text) language sql as 'select 1';`,
    'film/0003.undo.log.sql': 'drop table entry; drop procedure "Do It";',
  });
  await migrateUp(database.options);
});
afterAll(() => database[Symbol.asyncDispose]());

test('a subgraph reads and writes its own tables by their bare names', async () => {
  await database.as('film', async (sql) => {
    await sql`insert into film (title, rating) values ('Alien', 'PG')`;
    await sql`update film set title = 'Aliens' where title % 'Alien'`;
    expect(await sql`select title, nextval('film_number') as n, film_count() as c from film`).toMatchObject([
      { title: 'Aliens', n: '1', c: '1' },
    ]);
    await sql`call "Do It"(unaccent('é'))`;
    await sql`delete from film`;
  });
  await database.as('store', (sql) => sql`insert into store (name) values ('Woodridge')`);
});

describe('the role of a subgraph may not', () => {
  test.each([
    ['read another’s table', 'select from store.store'],
    ['call another’s function', 'select film.film_count()', 'store'],
    ['make a table', 'create table mine ()'],
    ['make a table in public', 'create table public.mine ()'],
    ['make a schema', 'create schema mine'],
    ['change a table', 'alter table film add column mine int'],
    ['empty a table', 'truncate film'],
    ['write the migrations', 'delete from migrations.applied_migration'],
    ['read the migrations', 'select from migrations.applied_migration'],
    ['make a role', 'create role mine'],
    ['change what is append-only', 'update entry set at = now()'],
    ['remove what is append-only', 'delete from entry'],
    ['remove from a partition of it', 'delete from entry_default'],
  ])('%s', async (_, statement, subgraph = 'film') => {
    await database.as(subgraph, async (sql) => {
      await expect(sql.unsafe(statement)).rejects.toMatchObject({ code: '42501' });
    });
  });
});

test('what is append-only can be added to', async () => {
  await database.as('film', async (sql) => {
    await sql`insert into entry values ('2026-03-01')`;
    expect(await sql`select from entry_default`).toHaveLength(1);
  });
});

test('the role’s sessions are in UTC, and do not hang', async () => {
  const settings = await database.as(
    'film',
    (sql) => sql`
      select current_setting('timezone') as timezone, current_setting('statement_timeout') as statement,
             current_setting('idle_in_transaction_session_timeout') as idle, current_setting('search_path') as path`,
  );
  expect(settings).toEqual([{ timezone: 'UTC', statement: '30s', idle: '30s', path: 'film, extensions' }]);
});

test('a later migration’s tables are granted too, and the rights of the others stay', async () => {
  await using other = await createTestDatabase(exampleMigrations);
  await migrateUp({ ...other.options, to: 1, subgraphs: ['film'] });
  const before = await catalogSnapshot(other.sql, ['film']);
  await migrateUp(other.options);
  expect(await catalogSnapshot(other.sql, ['film'])).toEqual(expect.arrayContaining([...before]));
  expect(await other.as('film', (sql) => sql`select film_count()`)).toHaveLength(1);
});

test('rights given or taken by hand are put right by the next run; a run without need for it writes no grants', async () => {
  const before = await catalogSnapshot(database.sql, ['film']);
  const role = roleName({ ...database.options, subgraph: 'film' });
  await database.sql.unsafe(`grant update on film.entry to ${role}; revoke insert on film.film from ${role}`);
  expect(await catalogSnapshot(database.sql, ['film'])).not.toEqual(before);
  await migrateUp(database.options);
  expect(await catalogSnapshot(database.sql, ['film'])).toEqual(before);
  const rows = () =>
    database.sql`select oid, xmin from pg_class where relnamespace = 'film'::regnamespace order by oid`;
  const written = await rows();
  await migrateUp(database.options);
  expect(await rows()).toEqual(written);
});

test('a copy of the database under other roles gets the same rights', async () => {
  const options = { ...database.options, rolePrefix: `${database.name}_b` };
  await migrateUp(options);
  const [rights] = await database.sql`
    select has_table_privilege(${`${database.name}_b_film`}, 'film.entry', 'update') as "changeEntry",
           has_table_privilege(${`${database.name}_b_film`}, 'film.film', 'update') as "changeFilm"`;
  expect(rights).toEqual({ changeEntry: false, changeFilm: true });
  expect(roleUrl({ ...options, subgraph: 'film' })).toContain(`//${database.name}_b_film:`);
});
