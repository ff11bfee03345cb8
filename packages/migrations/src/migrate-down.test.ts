import { expect, test } from 'vitest';
import { catalogSnapshot } from './catalog-snapshot.fixture.ts';
import { migrateDown, migrateUp, migrationStatus } from './index.ts';
import { createTestDatabase, exampleMigrations } from './test-database.fixture.ts';

const films = { subgraph: 'film', version: 1, name: 'create-films' };
const count = { subgraph: 'film', version: 2, name: 'count-films' };
const stores = { subgraph: 'store', version: 1, name: 'create-stores' };

test('up, down and up again is the same as up', async () => {
  await using database = await createTestDatabase(exampleMigrations);
  await migrateUp(database.options);
  const before = await catalogSnapshot(database.sql, ['film', 'store']);
  expect(before.length).toBeGreaterThan(15);
  expect(await migrateDown({ ...database.options, steps: 3 })).toEqual([stores, count, films]);
  expect((await catalogSnapshot(database.sql, ['film', 'store'])).map((fact) => fact.split(' ')[0])).toEqual([
    'schema',
    'schema',
  ]);
  await migrateUp(database.options);
  expect(await catalogSnapshot(database.sql, ['film', 'store'])).toEqual(before);
});

test('undoes the newest: of all, of one subgraph, or all after a number', async () => {
  await using database = await createTestDatabase(exampleMigrations);
  const { options } = database;
  await migrateUp({ ...options, subgraphs: ['store'] });
  await migrateUp(options);
  expect(await migrateDown(options)).toEqual([count]);
  expect(await migrateDown({ ...options, subgraph: 'store' })).toEqual([stores]);
  await migrateUp(options);
  expect(await migrateDown({ ...options, subgraph: 'film', to: 2 })).toEqual([]);
  expect(await migrateDown({ ...options, subgraph: 'film', to: 0 })).toEqual([count, films]);
  expect(await migrateDown({ ...options, subgraph: 'film' })).toEqual([]);
  expect((await migrationStatus(options)).map(({ state }) => state)).toEqual(['pending', 'pending', 'applied']);
});

test('a failure undoes nothing', async () => {
  await using database = await createTestDatabase(exampleMigrations);
  await migrateUp(database.options);
  await database.write({ 'film/0001.undo.create-films.sql': 'drop table film;\ndrop type ratin;' });
  const before = await catalogSnapshot(database.sql, ['film']);
  await expect(migrateDown({ ...database.options, subgraph: 'film', to: 0 })).rejects.toThrow(
    'migrations/film/0001.undo.create-films.sql: type "ratin" does not exist',
  );
  expect(await catalogSnapshot(database.sql, ['film'])).toEqual(before);
});

test('a migration that was edited can be undone; one whose files are gone cannot', async () => {
  await using database = await createTestDatabase(exampleMigrations);
  await migrateUp(database.options);
  await database.write({ 'film/0002.do.count-films.sql': 'select 1;' });
  expect(await migrateDown({ ...database.options, subgraph: 'film' })).toEqual([count]);
  await database.write({
    'store/0001.do.create-stores.sql': undefined,
    'store/0001.undo.create-stores.sql': undefined,
  });
  await expect(migrateDown({ ...database.options, subgraph: 'store' })).rejects.toThrow(
    'migrations/store/0001.undo.create-stores.sql: is gone',
  );
});

test('a number to go back to needs a subgraph', async () => {
  await using database = await createTestDatabase(exampleMigrations);
  await expect(migrateDown({ ...database.options, to: 0 })).rejects.toThrow('needs the one subgraph');
});
