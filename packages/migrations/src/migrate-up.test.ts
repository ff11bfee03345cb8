import { StartupError } from '@reelhouse/config';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { withDatabase } from './database-url.ts';
import { migrateUp, migrationStatus, type MigrationEvent } from './index.ts';
import { createTestDatabase, exampleMigrations } from './test-database.fixture.ts';

test('applies what is pending in order, and once', async () => {
  await using database = await createTestDatabase(exampleMigrations);
  expect(await migrateUp(database.options)).toEqual([
    { subgraph: 'film', version: 1, name: 'create-films' },
    { subgraph: 'film', version: 2, name: 'count-films' },
    { subgraph: 'store', version: 1, name: 'create-stores' },
  ]);
  expect(await migrateUp(database.options)).toEqual([]);
  const states = await migrationStatus(database.options);
  expect(states.map(({ state }) => state)).toEqual(['applied', 'applied', 'applied']);
  expect(states[0]?.appliedAt).toBeInstanceOf(Date);
});

test('names the file before it runs', async () => {
  await using database = await createTestDatabase(exampleMigrations);
  const events: MigrationEvent[] = [];
  await migrateUp({ ...database.options, subgraphs: ['store'], log: (event) => events.push(event) });
  expect(events.filter(({ kind }) => kind !== 'waiting')).toEqual([
    { kind: 'applying', file: 'migrations/store/0001.do.create-stores.sql' },
  ]);
});

test('stops after a given number of one subgraph', async () => {
  await using database = await createTestDatabase(exampleMigrations);
  const film = { ...database.options, subgraphs: ['film'] };
  expect(await migrateUp({ ...film, to: 1 })).toHaveLength(1);
  expect(await migrateUp({ ...film, to: 1 })).toEqual([]);
  await expect(migrateUp({ ...film, to: 3 })).rejects.toThrow('film has no migration 3; its newest is 2');
  await expect(migrateUp({ ...database.options, to: 1 })).rejects.toThrow('needs the one subgraph');
  await expect(migrateUp({ ...film, subgraphs: ['flim'] })).rejects.toThrow(/no subgraph "flim"; it has film, store/);
});

test('a failure leaves nothing behind, and names the file, the line and the reason', async () => {
  await using database = await createTestDatabase(exampleMigrations);
  await database.write({
    'store/0001.do.create-stores.sql': 'create table store (id int);\n\n-- é\ninsert into stor values (1);',
  });
  const attempt = migrateUp(database.options);
  await expect(attempt).rejects.toThrow(StartupError);
  await expect(attempt).rejects.toThrow(
    /^migrations\/store\/0001\.do\.create-stores\.sql:4: relation "stor" does not exist$/,
  );
  const left = await database.sql`
    select nspname from pg_namespace where nspname in ('film', 'store', 'extensions', 'migrations')
    union all select rolname from pg_roles where starts_with(rolname, ${`${database.name}_`})`;
  expect(left).toEqual([]);
});

test('a failure without a place in the text names the file and the details', async () => {
  await using database = await createTestDatabase(exampleMigrations);
  await database.write({
    'store/0001.do.create-stores.sql': 'create table store (id int primary key); insert into store values (1), (1);',
  });
  await expect(migrateUp(database.options)).rejects.toThrow(
    /^migrations\/store\/0001\.do\.create-stores\.sql: duplicate key .* \(Key \(id\)=\(1\) already exists\.\)$/,
  );
});

test.each([
  ['was edited', { 'film/0001.do.create-films.sql': 'select 1;' }, /0001\.do\.create-films\.sql: was changed after/],
  [
    'disappeared with its folder’s newest',
    { 'film/0002.do.count-films.sql': undefined, 'film/0002.undo.count-films.sql': undefined },
    /^migrations\/film\/0002\.do\.count-films\.sql: is gone, and was applied on \d{4}-/,
  ],
  [
    'was renamed',
    {
      'store/0001.do.create-stores.sql': undefined,
      'store/0001.undo.create-stores.sql': undefined,
      'store/0001.do.shops.sql': exampleMigrations['store/0001.do.create-stores.sql'],
      'store/0001.undo.shops.sql': '',
    },
    /store\/0001\.do\.shops\.sql: was changed after/,
  ],
])('refuses to go on when an applied migration %s', async (_, change, message) => {
  await using database = await createTestDatabase(exampleMigrations);
  await migrateUp(database.options);
  await database.write(change);
  const attempt = migrateUp(database.options);
  await expect(attempt).rejects.toThrow(StartupError);
  await expect(attempt).rejects.toThrow(message);
});

test('other line endings are no change', async () => {
  await using database = await createTestDatabase(exampleMigrations);
  await migrateUp(database.options);
  const windows = Object.entries(exampleMigrations).map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]);
  await database.write(Object.fromEntries(windows));
  expect(await migrateUp(database.options)).toEqual([]);
});

test('six processes that start at once migrate once', async () => {
  await using database = await createTestDatabase(exampleMigrations);
  const runs = await Promise.all(Array.from({ length: 6 }, () => migrateUp(database.options)));
  expect(runs.map((applied) => applied.length).sort()).toEqual([0, 0, 0, 0, 0, 3]);
});

test('a process that has to wait says so, and goes on when the lock of the whole server is free', async () => {
  await using database = await createTestDatabase(exampleMigrations);
  const maintenance = postgres(withDatabase(database.options.url, 'postgres'), { max: 1 });
  const { run } = await maintenance.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended('reelhouse migrations', 0))`;
    return new Promise<{ run: Promise<unknown> }>((resolve) => {
      const run = migrateUp({ ...database.options, log: ({ kind }) => kind === 'waiting' && resolve({ run }) });
    });
  });
  expect(await run).toHaveLength(3);
  await maintenance.end();
});

test('four databases that migrate at once with the same roles do not collide', async () => {
  await using a = await createTestDatabase(exampleMigrations);
  await using b = await createTestDatabase(exampleMigrations);
  await using c = await createTestDatabase(exampleMigrations);
  await using d = await createTestDatabase(exampleMigrations);
  const runs = await Promise.all([a, b, c, d].map(({ options }) => migrateUp({ ...options, rolePrefix: a.name })));
  expect(runs.map((applied) => applied.length)).toEqual([3, 3, 3, 3]);
});

test('an extension that the server has not, or has elsewhere, is refused', async () => {
  await using database = await createTestDatabase(exampleMigrations);
  const { options, sql } = database;
  await expect(migrateUp({ ...options, extensions: ['pg_trg'] })).rejects.toThrow(
    /no extension "pg_trg": .*not available/,
  );
  await sql`create extension unaccent with schema public`;
  await expect(migrateUp(options)).rejects.toThrow('alter extension "unaccent" set schema extensions');
});
