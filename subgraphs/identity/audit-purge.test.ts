import { ManualClock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { createTestDatabase } from '@reelhouse/test-database';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDoor } from './door.fixture.ts';

// Long ago, because PostgreSQL looks at its own clock too before it removes anything.
const clock = new ManualClock('2024-06-02T00:00:00Z');
const database = await createTestDatabase();
const { sql } = database;
const { subgraph } = openDoor(database, clock);
const runner = subgraph.jobRunner(createLogger({ name: 'test', level: 'silent' }));

beforeEach(() => sql`truncate identity.audit_entry`);

describe('the audit log', () => {
  const add = (at: string, many = 1) => sql`
    insert into identity.audit_entry (at, kind)
    select ${at}::timestamptz, 'signed_in' from generate_series(1, ${many}::integer)`;

  test('is kept for 2 years, and removed then, however much it is', async () => {
    await add('2020-01-01', 2500);
    await add('2022-06-01T23:59:59Z');
    await add('2022-06-02T00:00:00Z');
    await add('2024-06-01');
    expect(await runner.runNow('purge-audit-log')).toMatchObject({ outcome: 'succeeded' });
    const rows = await sql<{ at: Date }[]>`select at from identity.audit_entry order by at`;
    expect(rows.map(({ at }) => at.toISOString().slice(0, 10))).toEqual(['2022-06-02', '2024-06-01']);
  });

  test('is not removed before, even if the subgraph asks for it', async () => {
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
