import { StartupError } from '@reelhouse/config';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { withDatabase } from './database-url.ts';
import { migrateUp, migrationStatus } from './index.ts';
import { judgeVersion } from './server-requirements.ts';
import { createTestDatabase, exampleMigrations } from './test-database.fixture.ts';

/** Answers the first bytes that come as PostgreSQL does when it refuses a connection, and lists the port. */
async function refusingServer(code: string, message: string): Promise<AsyncDisposable & { readonly port: number }> {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
  const head = Buffer.from('E----');
  head.writeInt32BE(fields.length + 4, 1);
  const server = createServer((socket) => {
    socket.once('data', () => socket.end(Buffer.concat([head, fields])));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
}

test('a server that is not there is named in one line', async () => {
  await using database = await createTestDatabase(exampleMigrations);
  const attempt = migrateUp({ ...database.options, url: 'postgres://admin:hunter2@127.0.0.1:1/reelhouse' });
  await expect(attempt).rejects.toThrow(StartupError);
  await expect(attempt).rejects.toThrow(
    /^no PostgreSQL server answers on 127\.0\.0\.1:1 \(ECONNREFUSED\), where the database "reelhouse" should be$/,
  );
});

test.each([
  ['28P01', 'password authentication failed', 'wrong password for the user "admin"'],
  ['28000', 'no pg_hba.conf entry', 'the user "admin" may not log in: no pg_hba.conf entry'],
  ['57P03', 'the database system is starting up', 'the database system is starting up'],
])('a refusal with %s is told without the password', async (code, message, told) => {
  await using database = await createTestDatabase(exampleMigrations);
  await using server = await refusingServer(code, message);
  const url = `postgres://admin:hunter2@127.0.0.1:${server.port}/reelhouse`;
  const error: unknown = await migrationStatus({ ...database.options, url }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StartupError);
  expect(error).toHaveProperty('message', `database "reelhouse" on 127.0.0.1:${server.port}: ${told}`);
});

test('a database that is not there is named', async () => {
  await using database = await createTestDatabase(exampleMigrations);
  const url = withDatabase(database.options.url, 'no_such_database');
  await expect(migrateUp({ ...database.options, url })).rejects.toThrow(/^there is no database "no_such_database" on /);
});

test('a user who may not create roles, or schemas, is told so', async () => {
  await using database = await createTestDatabase(exampleMigrations);
  const user = `${database.name}_admin`;
  await database.sql.unsafe(`create role ${user} login password 'hunter3'`);
  const url = new URL(database.options.url);
  url.username = user;
  url.password = 'hunter3';
  const attempt = () => migrateUp({ ...database.options, url: url.href });
  await expect(attempt()).rejects.toThrow(`the user "${user}" may not create roles (CREATEROLE)`);
  await database.sql.unsafe(`alter role ${user} createrole`);
  await expect(attempt()).rejects.toThrow(`the user "${user}" may not create schemas (CREATE on the database)`);
});

test('a database’s owner with CREATEROLE is enough, also for a second run', async () => {
  await using database = await createTestDatabase(exampleMigrations);
  const user = `${database.name}_admin`;
  await database.sql.unsafe(`create role ${user} login createrole password 'hunter3'`);
  await database.sql.unsafe(`alter database ${database.name} owner to ${user}`);
  const url = new URL(database.options.url);
  url.username = user;
  url.password = 'hunter3';
  expect(await migrateUp({ ...database.options, url: url.href })).toHaveLength(3);
  expect(await migrateUp({ ...database.options, url: url.href })).toEqual([]);
});

test.each([
  [140_002, 'too old'],
  [150_000, 'tested'],
  [180_004, 'tested'],
  [190_000, 'untested'],
] as const)('version %d is %s', (version, judgement) => {
  expect(judgeVersion(version)).toBe(judgement);
});
