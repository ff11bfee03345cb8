import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import {
  findRunningEmbeddedPostgres,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './index.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { waitForExit } from './running-process.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'embedded-postgres-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

async function start(options: Partial<EmbeddedPostgresOptions> = {}) {
  const server = await startEmbeddedPostgres({ directory, durable: false, ...options });
  onTestFinished(() => server.stop());
  return server;
}

async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe<Row[]>(text);
  } finally {
    await sql.end();
  }
}

test('the data of the first start are there at the second', async () => {
  const first = await start({ durable: true });
  expect(first.firstStart).toBe(true);
  await query(first.url, 'create table film as select 1 as id');
  await first.stop();

  const second = await start({ durable: true });
  expect(second.firstStart).toBe(false);
  expect(await query(second.url, 'select id from film')).toEqual([{ id: 1 }]);
});

test('text, time and safety are set up alike on every machine', async () => {
  const { url } = await start({ durable: true, settings: { work_mem: '5MB' } });
  const names = ['server_encoding', 'TimeZone', 'log_timezone', 'data_checksums', 'fsync', 'synchronous_commit'];
  const rows = await query<{ name: string; setting: string }>(
    url,
    `select name, current_setting(name) setting from pg_settings where name in
     ('${[...names, 'full_page_writes', 'listen_addresses', 'unix_socket_directories', 'max_connections', 'work_mem'].join("','")}')`,
  );
  expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
    server_encoding: 'UTF8',
    TimeZone: 'UTC',
    log_timezone: 'UTC',
    data_checksums: 'on',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    work_mem: '5MB',
  });
  const [database] = await query(url, `select datlocprovider, datlocale from pg_database where datname = 'postgres'`);
  expect(database).toEqual({ datlocprovider: 'b', datlocale: 'C.UTF-8' });
  expect(await query(url, `select upper('é') as upper`)).toEqual([{ upper: 'É' }]);
});

test('a throw-away database does not wait for the disk', async () => {
  const { url } = await start({ durable: false });
  const names = `('fsync', 'synchronous_commit', 'full_page_writes')`;
  const rows = await query(url, `select distinct setting from pg_settings where name in ${names}`);
  expect(rows).toEqual([{ setting: 'off' }]);
});

test('nobody gets in without the password, which only the account of the server can read', async () => {
  const { url } = await start();
  const password = await readFile(join(directory, 'password'), 'utf8');
  expect(url).toContain(`:${password}@`);
  expect((await stat(join(directory, 'password'))).mode & 0o777).toBe(0o600);
  expect((await stat(directory)).mode & 0o777).toBe(0o700);
  await expect(query(url.replace(password, 'wrong'), 'select 1')).rejects.toMatchObject({ code: '28P01' });
  const [row] = await query<{ rolpassword: string }>(
    url,
    `select rolpassword from pg_authid where rolname = 'postgres'`,
  );
  expect(row?.rolpassword).toMatch(/^SCRAM-SHA-256\$/);
});

test('a second server on one folder is refused, and names the process', async () => {
  const server = await start();
  await expect(start()).rejects.toMatchObject({
    name: 'StartupError',
    message: `the database folder ${directory} is in use by process ${process.pid}: stop that one first`,
  });
  await expect(removeEmbeddedPostgres(directory)).rejects.toThrow(`in use by process ${process.pid}`);
  await server.stop();
  expect(await readdir(directory)).toEqual(['data', 'password']);
});

test('a taken port is refused by its number, and the folder is free again', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(start({ port })).rejects.toMatchObject({
    name: 'StartupError',
    message: `the embedded PostgreSQL cannot use port ${port} of 127.0.0.1 (Address already in use): choose another port`,
  });
  other.close();
  await once(other, 'close');
  expect((await start({ port })).port).toBe(port);
});

test('another process finds the server while it runs', async () => {
  expect(await findRunningEmbeddedPostgres(directory)).toBeUndefined();
  const server = await start();
  expect(await findRunningEmbeddedPostgres(directory)).toEqual({ url: server.url });
  await server.stop();
  expect(await findRunningEmbeddedPostgres(directory)).toBeUndefined();
});

test('stopping ends open sessions, can be repeated, and tells that it was asked for', async () => {
  const server = await start();
  const sql = postgres(server.url, { max: 1 });
  const sleeping = expect(sql`select pg_sleep(60)`.execute()).rejects.toThrow();
  await Promise.all([server.stop(), server.stop()]);
  await server.stop();
  await sleeping;
  await sql.end();
  expect(await server.exited).toEqual({ requested: true, exitCode: 0 });
});

test('the log tells what the server does, and no values of queries', async () => {
  const lines: string[] = [];
  const write = (_fields: object, message: string) => void lines.push(message);
  const server = await start({ log: { debug: write, warn: write } });
  await expect(query(server.url, `select 'jane@example.org'::int`)).rejects.toMatchObject({ code: '22P02' });
  await server.stop();
  expect(lines).toContain('database system is ready to accept connections');
  expect(lines).toContain('database system is shut down');
  expect(lines.join()).not.toContain('jane');
});

test('a server that is killed is noticed, and recovers with what was committed', async () => {
  const server = await start({ durable: true });
  await query(server.url, 'create table film as select 1 as id');
  const file = await readPostmasterFile(join(directory, 'data'));
  process.kill(file?.pid ?? 0, 'SIGKILL');
  expect(await server.exited).toEqual({ requested: false, exitCode: 137 });
  const again = await start({ durable: true });
  expect(await query(again.url, 'select id from film')).toEqual([{ id: 1 }]);
});

test('what an interrupted first start leaves is not taken for data', async () => {
  await writeFile(join(directory, 'password'), 'kept', { mode: 0o600 });
  if (process.getuid?.() === 0) await chmod(join(directory, 'password'), 0o644);
  await mkdir(join(directory, 'data.incomplete-x', 'base'), { recursive: true });
  await writeFile(join(directory, 'data.incomplete-x', 'PG_VERSION'), '18\n');
  const server = await start();
  expect(server.firstStart).toBe(true);
  expect(server.url).toContain(':kept@');
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await server.stop();
  expect(await readdir(directory)).toEqual(['data', 'password']);
});

test('the lock and the process file of former processes of the same ids are put aside', async () => {
  await (await start()).stop();
  await symlink(`${process.ppid} an-earlier-start`, join(directory, 'launcher.lock'));
  // A Node process, so no PostgreSQL: as after the restart of a container.
  const file = [process.pid, join(directory, 'data'), 0, 5432, '', '127.0.0.1', '', 'ready', ''].join('\n');
  await writeFile(join(directory, 'data', 'postmaster.pid'), file, { mode: 0o600 });
  expect((await start()).firstStart).toBe(false);
});

describe('data that cannot be used are refused in one line', () => {
  test('of another major version', async () => {
    await (await start()).stop();
    await writeFile(join(directory, 'data', 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toMatchObject({
      name: 'StartupError',
      message: expect.stringMatching(
        /^the data in .* was made by PostgreSQL 17, and the embedded one is 18: dump it .*$/,
      ),
    });
  });

  test('whose password is lost', async () => {
    await (await start()).stop();
    await rename(join(directory, 'password'), join(directory, 'elsewhere'));
    await expect(start()).rejects.toThrow(/password file .* is missing: restore it/);
  });

  test('in a folder that holds something else, which is left as it is', async () => {
    await writeFile(join(directory, 'thesis.txt'), '');
    await chmod(directory, 0o755);
    await expect(start()).rejects.toThrow(/holds other files: choose a folder/);
    await removeEmbeddedPostgres(directory);
    expect(await readdir(directory)).toEqual(['thesis.txt']);
    expect((await stat(directory)).mode & 0o777).toBe(0o755);
  });

  test('where a folder should be a file is', async () => {
    await writeFile(join(directory, 'file'), '');
    await expect(start({ directory: join(directory, 'file') })).rejects.toThrow(/cannot be used: ENOTDIR|EEXIST/);
  });

  test.runIf(process.getuid?.() === 0)('where the account of the server does not get', async () => {
    await expect(start({ directory: join(directory, 'home', 'postgres') })).rejects.toMatchObject({
      name: 'StartupError',
      message: expect.stringMatching(`cannot enter ${directory}: set REELHOUSE_HOME to a folder elsewhere$`),
    });
  });
});

test('removing leaves nothing but what is not ours, and a start makes new data', async () => {
  await removeEmbeddedPostgres(join(directory, 'not-there'));
  await (await start()).stop();
  await writeFile(join(directory, 'notes.txt'), '');
  await removeEmbeddedPostgres(directory);
  expect(await readdir(directory)).toEqual(['notes.txt']);
  await rm(join(directory, 'notes.txt'));
  const server = await start();
  expect(server.firstStart).toBe(true);
  await server.stop();
  await removeEmbeddedPostgres(directory);
  await expect(readdir(directory)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('the server has ended when stop resolves', async () => {
  const server = await start();
  const file = await readPostmasterFile(join(directory, 'data'));
  await server.stop();
  expect(await waitForExit(file?.pid ?? 0, 0)).toBe(true);
});
