import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartupError } from '@reelhouse/config';
import postgres from 'postgres';
import { afterEach, expect, test } from 'vitest';
import { openDatabaseServer, resetDatabaseServer } from './index.ts';

const homes: string[] = [];
async function newHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'reelhouse-home-'));
  homes.push(home);
  return home;
}
afterEach(async () => {
  for (const home of homes.splice(0)) await rm(home, { recursive: true, force: true });
});

async function ask(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1 });
  try {
    return await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

test('without DATABASE_URL it is an embedded server, which a second caller shares until the first one stops it', async () => {
  const REELHOUSE_HOME = await newHome();
  const first = await openDatabaseServer({ REELHOUSE_HOME });
  await ask(first.url, 'create table kept as select 1 as one');
  const second = await openDatabaseServer({ REELHOUSE_HOME });
  expect(second.url).toBe(first.url);
  expect(second.roleSecret).toBe(first.roleSecret);
  await second.stop();
  expect(await ask(first.url, 'select one from kept')).toEqual([{ one: 1 }]);
  await expect(openDatabaseServer({ REELHOUSE_HOME }, { exclusive: true })).rejects.toThrow(StartupError);
  await expect(resetDatabaseServer({ REELHOUSE_HOME })).rejects.toThrow(StartupError);
  await first.stop();
  const again = await openDatabaseServer({ REELHOUSE_HOME });
  expect(await ask(again.url, 'select one from kept')).toEqual([{ one: 1 }]);
  await again.stop();
  await resetDatabaseServer({ REELHOUSE_HOME });
  const anew = await openDatabaseServer({ REELHOUSE_HOME });
  expect(await ask(anew.url, `select to_regclass('kept') as kept`)).toEqual([{ kept: null }]);
  await anew.stop();
});

test('the place that is shown has no password in it', async () => {
  const REELHOUSE_HOME = await newHome();
  const server = await openDatabaseServer({
    REELHOUSE_HOME,
    DATABASE_URL: 'postgres://me:hunter2@db.example:5433/chain',
  });
  expect(server.place).toBe('db.example:5433/chain');
  expect(server.roleSecret).toBe('hunter2');
});

test('where the server trusts us, the secret of the roles is made once and kept', async () => {
  const config = { REELHOUSE_HOME: await newHome(), DATABASE_URL: 'postgres://me@db.example/chain' };
  const secrets = await Promise.all([1, 2, 3].map(async () => (await openDatabaseServer(config)).roleSecret));
  expect(new Set(secrets).size).toBe(1);
  expect(secrets[0]).toBe(await readFile(join(config.REELHOUSE_HOME, 'role-secret'), 'utf8'));
  expect(secrets[0]?.length).toBeGreaterThanOrEqual(32);
});

test('a secret that is given goes before all others', async () => {
  const server = await openDatabaseServer({
    REELHOUSE_HOME: await newHome(),
    DATABASE_URL: 'postgres://me:hunter2@db.example/chain',
    DATABASE_ROLE_SECRET: 'a secret that is given',
  });
  expect(server.roleSecret).toBe('a secret that is given');
});

test('rows of a database that is not ours are not reset', async () => {
  await expect(
    resetDatabaseServer({ REELHOUSE_HOME: await newHome(), DATABASE_URL: 'postgres://me@db.example/chain' }),
  ).rejects.toThrow('unset DATABASE_URL');
});
