import { once } from 'node:events';
import { isUnreachable } from '@reelhouse/errors';
import { createTestDatabase } from '@reelhouse/test-database';
import { startProxy } from '@reelhouse/test-servers';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { connect } from './connect.ts';

const database = await createTestDatabase();
const proxy = await startProxy(database.url);
const connections = 3;
const sql = connect(proxy.url, { name: 'away', connections });
const ask = () => sql<{ one: number }[]>`select 1 as one`;
const askMany = () => Promise.allSettled(Array.from({ length: 4 * connections }, async () => ask()));
/** Those that wait for their connection to be tried again may come too early. */
const isFoundAgain = () =>
  expect.poll(async () => (await askMany()).every(({ status }) => status === 'fulfilled')).toBe(true);

afterAll(async () => {
  await sql.end({ timeout: 1 });
  await proxy.close();
});
beforeEach(async () => {
  await proxy.restore();
  await isFoundAgain();
});

describe('a server that is away', () => {
  test.each([
    ['refuses connections', () => proxy.refuse()],
    ['closes them at once', async () => proxy.closeAtOnce()],
  ])('and %s is unreachable for everybody who asks, and found again', async (_, away) => {
    await away();
    for (let round = 0; round < 3; round += 1) {
      for (const asked of await askMany()) {
        expect(asked).toMatchObject({ status: 'rejected' });
        expect(isUnreachable(asked.status === 'rejected' ? asked.reason : undefined)).toBe(true);
      }
    }
    await proxy.restore();
    await isFoundAgain();
  });

  test('while a transaction is under way ends it', async () => {
    const transaction = sql.begin(async (tx) => {
      await tx`select 1 as one`;
      await proxy.refuse();
      return tx`select 1 as one`;
    });
    await expect(transaction).rejects.toSatisfy(isUnreachable);
  });

  test('while a transaction does something else keeps it from going on', async () => {
    const over = new AbortController();
    // Listened for from the start: the transaction may be over before the proxy has closed.
    const isOver = once(over.signal, 'abort');
    let tell: (statement: Promise<unknown>) => void;
    const late = new Promise<unknown>((resolve) => (tell = resolve));
    const transaction = sql.begin(async (tx) => {
      await tx`select 1 as one`;
      await proxy.refuse();
      await isOver;
      tell((async () => tx`select 1 as one`)());
      await late;
    });
    await expect(transaction).rejects.toSatisfy(isUnreachable);
    over.abort();
    await expect(late).rejects.toSatisfy(isUnreachable);
  });
});

test('a connection that the administrator ends is unreachable, whether it is at work or not', async () => {
  const atWork = sql`select pg_sleep(60)`.catch((error: unknown) => error);
  const terminate = () => database.sql<{ ended: boolean }[]>`
    with at_work as materialized (
      select pid from pg_stat_activity where application_name = 'reelhouse-away' and query like '%pg_sleep(60)%'
    )
    select pg_terminate_backend(pid) as ended from at_work`;
  await expect.poll(async () => (await terminate()).length).toBe(1);
  expect(isUnreachable(await atWork)).toBe(true);
  await expect.poll(async () => (await ask())[0]?.one).toBe(1);
});

test('a server that takes no more connections is unreachable', async () => {
  await database.sql
    .unsafe('create role few_connections login password $$few$$ connection limit 0')
    .catch(() => undefined);
  const url = Object.assign(new URL(database.url), { username: 'few_connections', password: 'few' }).href;
  const few = connect(url, { name: 'few', connections: 1 });
  const refused: unknown = await few`select 1`.catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: '53300' });
  expect(isUnreachable(refused)).toBe(true);
  await few.end();
  await database.sql.unsafe('drop role few_connections');
});

test.each([
  ['a statement that is wrong', () => sql.unsafe('select nothing')],
  ['a statement that is cancelled', () => sql.unsafe("set statement_timeout = '1ms'; select pg_sleep(1)")],
])('%s is not', async (_, wrong) => {
  const error: unknown = await wrong().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(isUnreachable(error)).toBe(false);
});
