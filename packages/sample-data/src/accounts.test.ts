import { verify } from 'argon2';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleAccounts } from './accounts.ts';
import { markDataset } from './dataset.ts';
import { seedSampleData } from './seed-sample-data.ts';
import { createTestDatabase, type TestDatabase } from './test-database.fixture.ts';

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
});

afterAll(() => database[Symbol.asyncDispose]());

const small = { scale: 0.01, asOf: new Date('2026-03-01') };

test('there are none in an empty database', async () => {
  expect(await sampleAccounts(sql)).toEqual([]);
});

test('there is one of each role, with the password that is told, and nobody else has any', async () => {
  await seedSampleData(sql, small);
  const accounts = await sampleAccounts(sql);
  expect(accounts.map(({ role }) => role)).toEqual(['customer', 'staff', 'manager']);
  const people = await sql<{ name: string; hash: string; role: string }[]>`
    select email as name, password_hash as hash, 'customer' as role
    from customer.customer join identity.credential on principal_kind = 'customer' and principal_id = customer_id
    union all
    select username, password_hash, case when manager_staff_id is null then 'staff' else 'manager' end
    from store.staff m join identity.credential on principal_kind = 'staff' and principal_id = staff_id
    left join store.store s on s.manager_staff_id = m.staff_id`;
  expect(people).toHaveLength(3);
  for (const { role, loginName, password } of accounts) {
    const person = people.find(({ name }) => name === loginName);
    expect(person?.role).toBe(role);
    expect(await verify(person?.hash ?? '', password)).toBe(true);
    expect(password.length).toBeGreaterThanOrEqual(8);
  }
});

test('they are the same every time', async () => {
  const rows = () => sql`select * from identity.credential order by 1, 2`;
  const before = [...(await rows())];
  await seedSampleData(sql, { ...small, replace: 'sample' });
  expect([...(await rows())]).toEqual(before);
});

test('one whose password was changed, or that was closed, is not told', async () => {
  await sql`update identity.credential set password_hash = 'x' where principal_kind = 'customer'`;
  const [manager] = await sql<{ id: number }[]>`
    update store.staff set active = false where staff_id = (select manager_staff_id from store.store where store_id = 1)
    returning staff_id as id`;
  expect((await sampleAccounts(sql)).map(({ role }) => role)).toEqual(['staff']);
  await sql`update store.staff set active = true where staff_id = ${manager!.id}`;
});

test('none is told where the rows are real', async () => {
  await sql.begin((tx) => markDataset(tx, { kind: 'imported' }));
  expect(await sampleAccounts(sql)).toEqual([]);
});

test('new rows end what was kept of the old people, and the numbers of registrations go on', async () => {
  const register = () => sql<{ number: number }[]>`
    insert into identity.registration (registration_id, person, requested_at, told_at)
    values (gen_random_uuid(), '{}', now(), now()) returning number`;
  const [former] = await register();
  await sql`
    insert into identity.session (session_id, principal_kind, principal_id, created_at, last_used_at, expires_at)
    values (gen_random_uuid(), 'customer', 1, now(), now(), now() + interval '1 day')`;
  await sql`insert into identity.login_name values ('customer', -1, 'a@b.cd', 'a@b.cd', false, false, null, now())`;
  await sql`insert into identity.audit_entry (at, kind, principal_kind, principal_id) values (now(), 'signed_in', 'customer', 1)`;
  await seedSampleData(sql, { ...small, replace: 'anything' });
  for (const table of ['registration', 'refresh_token', 'login_name', 'audit_entry']) {
    expect(await sql`select from identity.${sql(table)}`, table).toHaveLength(0);
  }
  expect(await sql`select end_reason from identity.session`).toEqual([{ end_reason: 'deactivated' }]);
  expect(
    await sql`select aggregate_id::uuid in (select session_id from identity.session) as told from identity.outbox
    where subject = 'identity.session.ended'`,
  ).toEqual([{ told: true }]);
  const [next] = await register();
  expect(next!.number).toBe(former!.number + 1);
});

test('it was told once of each owner that all rows were replaced', async () => {
  for (const owner of ['rental', 'store', 'customer', 'identity']) {
    const [latest] = await sql`select subject from ${sql(`${owner}.outbox`)} order by outbox_id desc limit 1`;
    expect(latest).toEqual({ subject: `${owner}.dataset.replaced` });
  }
});
