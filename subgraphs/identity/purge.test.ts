import { createLogger } from '@reelhouse/logging';
import { createTestDatabase } from '@reelhouse/test-database';
import { describe, expect, test } from 'vitest';
import { openDoor, password } from './door.fixture.ts';
import { refreshSession } from './domain/refresh-session.ts';
import { signIn } from './domain/sign-in.ts';

const database = await createTestDatabase();
const { clock, services, subgraph, addAccount } = openDoor(database);
const { sql } = database;
const runner = subgraph.jobRunner(createLogger({ name: 'test', level: 'silent' }));
const day = 24 * 60 * 60;

await addAccount({ kind: 'staff', id: 3, name: 'hanna' });

const run = async (job: string) => expect(await runner.runNow(job)).toMatchObject({ outcome: 'succeeded' });
const count = async () => {
  const [row] = await sql`
    select (select count(*)::integer from identity.session) as sessions,
      (select count(*)::integer from identity.refresh_token) as tokens,
      (select count(*)::integer from identity.sign_in_throttle) as throttle`;
  return row;
};

test('what is over is forgotten in time, and nothing else', async () => {
  const { refreshToken = '' } = await signIn(services(), { kind: 'staff', name: 'hanna', password });
  await signIn(services(), { kind: 'staff', name: 'nobody', password });
  clock.advance(6 * day);
  const { refreshToken: next = '' } = await refreshSession(services(), refreshToken);
  expect(await count()).toEqual({ sessions: 1, tokens: 2, throttle: 2 });

  await run('purge-sign-in-throttle');
  await run('purge-refresh-tokens');
  expect(await count()).toEqual({ sessions: 1, tokens: 2, throttle: 0 });

  clock.advance(1 * day + 3600);
  await run('purge-refresh-tokens');
  expect(await count()).toEqual({ sessions: 1, tokens: 1, throttle: 0 });
  expect((await refreshSession(services(), next)).userErrors).toEqual([]);

  clock.advance(8 * day);
  await run('purge-refresh-tokens');
  await run('purge-sessions');
  expect(await count()).toEqual({ sessions: 1, tokens: 0, throttle: 0 });
  clock.advance(30 * day);
  await run('purge-sessions');
  expect(await count()).toEqual({ sessions: 0, tokens: 0, throttle: 0 });
});

test('more than a batch is forgotten', async () => {
  await sql`
    insert into identity.sign_in_throttle
    select sha256(n::text::bytea), 1, null, ${clock.now()}::timestamptz - interval '1 day' from generate_series(1, 2500) n`;
  clock.advance(day);
  await run('purge-sign-in-throttle');
  expect(await count()).toMatchObject({ throttle: 0 });
});

describe('the audit log', () => {
  const add = (at: string, many = 1) => sql`
    insert into identity.audit_entry (at, kind)
    select ${at}::timestamptz, 'signed_in' from generate_series(1, ${many}::integer)`;
  const times = async () => {
    const rows = await sql<{ at: Date }[]>`select distinct at from identity.audit_entry order by at`;
    return rows.map(({ at }) => at.toISOString().slice(0, 10));
  };

  test('is kept for 2 years, and removed then, however much it is', async () => {
    await sql`truncate identity.audit_entry`;
    await add('2020-01-01', 2500);
    // A day less than 2 years before the end of this test, whatever day it is.
    await add('2022-06-02');
    await add('2022-06-01');
    clock.advance((Date.parse('2024-06-02T00:00:00Z') - clock.now().getTime()) / 1000);
    await run('purge-audit-log');
    expect(await times()).toEqual(['2022-06-02']);
  });

  test('is not removed before, even if the subgraph asks for it', async () => {
    await sql`truncate identity.audit_entry`;
    await sql`
      insert into identity.audit_entry (at, kind)
      values (now() - interval '2 years' + interval '1 hour', 'signed_in'), (now() - interval '3 years', 'signed_in')`;
    const role = database.connectAs('identity', { connections: 1 });
    const purge = () => role`select purge_audit_entries('infinity', 100) as removed`;
    expect([...(await purge())]).toEqual([{ removed: 1 }]);
    expect([...(await purge())]).toEqual([{ removed: 0 }]);
    expect(await sql`select from identity.audit_entry`).toHaveLength(1);
  });
});
