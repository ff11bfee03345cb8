import { createLogger } from '@reelhouse/logging';
import { createTestDatabase } from '@reelhouse/test-database';
import { expect, test } from 'vitest';
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
