import { StartupError } from '@reelhouse/config';
import { expect, test } from 'vitest';
import { migrateUp, roleUrl } from './index.ts';
import { createTestDatabase, exampleMigrations } from './test-database.fixture.ts';

const options = {
  url: 'postgres://admin:hunter2@db.example:5433/reelhouse?sslmode=require',
  roleSecret: 's',
  subgraph: 'film',
};

test('the URL is the administrator’s with the role and its password', () => {
  const url = new URL(roleUrl(options));
  expect(url.username).toBe('reelhouse_film');
  expect(url.password).toMatch(/^[\w-]{43}$/);
  url.username = 'admin';
  url.password = 'hunter2';
  expect(url.href).toBe(options.url);
});

test('the password depends on the secret and the role, and on nothing else', () => {
  const password = (changes: Partial<typeof options> & { rolePrefix?: string }) =>
    new URL(roleUrl({ ...options, ...changes })).password;
  expect(password({ url: 'postgres://h/reelhouse' })).toBe(password({}));
  expect(password({ subgraph: 'store' })).not.toBe(password({}));
  expect(password({ rolePrefix: 'other' })).not.toBe(password({}));
  expect(password({ roleSecret: 't' })).not.toBe(password({}));
});

test.each([
  ['no host', { url: 'postgres:///reelhouse' }, 'has to name a host and a database'],
  ['no database', { url: 'postgres://h' }, 'has to name a host and a database'],
  ['an empty secret', { roleSecret: '' }, 'secret of the subgraphs’ roles is empty'],
  ['a name that would be cut off', { rolePrefix: 'é'.repeat(30) }, 'longer than 63 bytes'],
])('refuses %s', (_, changes, message) => {
  expect(() => roleUrl({ ...options, ...changes })).toThrow(StartupError);
  expect(() => roleUrl({ ...options, ...changes })).toThrow(message);
});

test('a role may log in and nothing else, and what was changed of it is put right', async () => {
  await using database = await createTestDatabase(exampleMigrations);
  const role = `${database.name}_film`;
  await database.sql.unsafe(`create role ${role} nologin inherit`);
  await migrateUp(database.options);
  expect(
    await database.sql`
      select rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolinherit, rolreplication, rolbypassrls
      from pg_roles where rolname in (${role}, ${`${database.name}_store`})`,
  ).toEqual(
    Array(2).fill({
      rolcanlogin: true,
      rolsuper: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolinherit: false,
      rolreplication: false,
      rolbypassrls: false,
    }),
  );
});

test('a role of that name that may do more is not taken over', async () => {
  await using database = await createTestDatabase(exampleMigrations);
  await database.sql.unsafe(`create role ${database.name}_film createdb`);
  await expect(migrateUp(database.options)).rejects.toThrow(/_film" exists and may do more than a subgraph’s should/);
});

test('a new secret holds from the next run on', async () => {
  await using database = await createTestDatabase(exampleMigrations);
  const verifier = () => database.sql`select rolpassword from pg_authid where rolname = ${`${database.name}_film`}`;
  await migrateUp(database.options);
  const before = await verifier();
  await migrateUp({ ...database.options, roleSecret: 'another' });
  expect(await verifier()).not.toEqual(before);
});
