import { randomUUID } from 'node:crypto';
import type { PrincipalKind } from '@reelhouse/auth';
import { recordDatasetReplaced, recordEvent } from '@reelhouse/events';
import { sampleAccounts } from '@reelhouse/sample-data';
import { createSampleDatabase } from '@reelhouse/test-database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asManager, asStaff } from '../../packages/auth/src/identities.fixture.ts';
import { customerChanged } from '../customer/events.ts';
import { staffChanged, type StaffChanged } from '../store/events.ts';
import { openPeople } from './people.fixture.ts';

const database = await createSampleDatabase();
const { sql } = database;
// Pagila's own member of the staff, as an import leaves him; and two whose names look alike.
await sql`
  insert into store.staff (staff_id, first_name, last_name, address_id, store_id, username)
  values (901, 'Mike', 'Hillyer', 3, 1, 'Mike'), (902, 'M', 'H', 3, 1, 'Ｍike'), (903, 'No', 'Name', 3, 1, 'two words')`;
await sql`
  insert into identity.credential values
    ('staff', 901, 'sha1', '8cb2237d0679ca88db6464eac60da96345513964', now())`;
const people = await openPeople(database);
const { send, until, clock } = people;
const store = database.connectAs('store');
const customer = database.connectAs('customer');

beforeAll(() => people.start());
afterAll(() => people.stop());

const signIn = async (kind: 'Staff' | 'Customer', name: string, password: string) => {
  const field = kind === 'Staff' ? 'username' : 'email';
  return send(
    'identity',
    `mutation ($input: SignIn${kind}Input!) {
      signIn${kind}(input: $input) { accessToken viewer { id scopes } userErrors { code } } }`,
    { input: { [field]: name, password } },
  );
};
const rowOf = async (kind: PrincipalKind, id: number) => {
  const [row] = await sql`
    select name, active, manager, store_id from identity.login_name
    where principal_kind = ${kind} and principal_id = ${id}`;
  return row;
};
/** Waits until identity has handled everything that store and customer have told. */
const through = () =>
  until(async () => {
    const [row] = await sql<{ through: boolean }[]>`
      select bool_and(p.log_sequence = log.newest and log.unpublished = 0) as through
      from identity.consumer_position p join (
        select 'store' as owner, max(log_sequence) as newest, count(*) filter (where log_sequence is null) as unpublished
        from store.outbox
        union all
        select 'customer', max(log_sequence), count(*) filter (where log_sequence is null) from customer.outbox
      ) log using (owner)`;
    return row?.through === true;
  });
const audit = async (kind: PrincipalKind, id: number) => {
  const rows = await sql<{ kind: string; detail: object }[]>`
    select kind, detail from identity.audit_entry where principal_kind = ${kind} and principal_id = ${id}
    order by audit_id`;
  return [...rows];
};
const member = (over: Partial<StaffChanged> & { staffId: number }): StaffChanged => ({
  ...{ username: `member.${over.staffId}`, active: true, storeId: 1, manager: false },
  ...over,
});
async function tellStaff(payload: StaffChanged): Promise<void> {
  await store.begin((tx) =>
    recordEvent(tx, staffChanged, { aggregateId: payload.staffId, payload, occurredAt: clock.now() }),
  );
  await through();
}
async function beginSession(kind: PrincipalKind, id: number): Promise<string> {
  const sessionId = randomUUID();
  await sql`
    insert into identity.session (session_id, principal_kind, principal_id, created_at, last_used_at, expires_at)
    values (${sessionId}, ${kind}, ${id}, ${clock.now()}, ${clock.now()}, '2026-04-05')`;
  return sessionId;
}
const endOf = async (sessionId: string) => {
  const [row] = await sql`
    select end_reason as reason, (
      select count(*)::integer from identity.outbox
      where subject = 'identity.session.ended' and payload->>'sessionId' = ${sessionId}
    ) as told
    from identity.session where session_id = ${sessionId}`;
  return row;
};

describe('from the snapshots', () => {
  test('everybody has a login name, with what they may do', async () => {
    const wrong = await sql`
      select s.staff_id from store.staff s left join store.store m on m.manager_staff_id = s.staff_id
      left join identity.login_name n on n.principal_kind = 'staff' and n.principal_id = s.staff_id
      where s.staff_id < 900 and (n.name, n.active, n.manager, n.store_id)
        is distinct from (s.username, s.active, m.store_id is not null, s.store_id)
      union all
      select c.customer_id from customer.customer c
      left join identity.login_name n on n.principal_kind = 'customer' and n.principal_id = c.customer_id
      where (n.name, n.active, n.manager, n.store_id) is distinct from (c.email, c.active, false, null)`;
    expect([...wrong]).toEqual([]);
  });

  test('the accounts of sample rows sign in, with the scopes of their role', async () => {
    const scopes: Record<string, string[]> = {};
    for (const { role, loginName, password } of await sampleAccounts(sql)) {
      const answer = await signIn(role === 'customer' ? 'Customer' : 'Staff', loginName, password);
      expect(answer['userErrors']).toEqual([]);
      scopes[role] = answer['viewer'].scopes;
    }
    expect(scopes).toEqual({ customer: ['customer'], staff: ['staff'], manager: ['staff', 'manager'] });
  });

  test('their hashes cost what identity wants, so they are not made anew', async () => {
    expect(await sql`select from identity.audit_entry where kind = 'password_upgraded'`).toHaveLength(0);
  });

  test('Mike of Pagila signs in with 12345, and his hash is argon2id afterwards', async () => {
    expect((await signIn('Staff', 'mike', '12345'))['viewer']).toMatchObject({ id: 'staff:901' });
    const [row] = await sql`select algorithm from identity.credential where principal_id = 901`;
    expect(row).toEqual({ algorithm: 'argon2id' });
    expect((await signIn('Staff', 'Mike', '12345'))['userErrors']).toEqual([]);
  });

  test('of two names that look alike the first one has it, and the other is on record', async () => {
    expect(await rowOf('staff', 902)).toBeUndefined();
    expect(await audit('staff', 902)).toEqual([{ kind: 'login_name_refused', detail: { reason: 'taken' } }]);
    expect(await rowOf('staff', 903)).toBeUndefined();
    expect(await audit('staff', 903)).toEqual([{ kind: 'login_name_refused', detail: { reason: 'unusable' } }]);
  });
});

test('a member who is deactivated loses every session at once, and comes back as before', async () => {
  const [account] = (await sampleAccounts(sql)).filter(({ role }) => role === 'staff');
  const { loginName, password } = account!;
  const answer = await signIn('Staff', loginName, password);
  const staffId = String(answer['viewer'].id).slice('staff:'.length);
  const manager = asManager(905, (await rowOf('staff', Number(staffId)))!['store_id'] as number);
  const session = await beginSession('staff', Number(staffId));
  const command = (name: string) =>
    send(
      'store',
      `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) {
        ${name}(input: $input) { staff { active } userErrors { code } } }`,
      { input: { idempotencyKey: randomUUID(), staffId } },
      manager,
    );
  expect(await command('deactivateStaff')).toEqual({ staff: { active: false }, userErrors: [] });
  await through();
  expect(await endOf(session)).toEqual({ reason: 'deactivated', told: 1 });
  const open = await sql`
    select from identity.session where principal_kind = 'staff' and principal_id = ${staffId} and ended_at is null`;
  expect(open).toHaveLength(0);
  expect((await signIn('Staff', loginName, password))['userErrors']).toEqual([{ code: 'INVALID_CREDENTIALS' }]);
  await command('reactivateStaff');
  await through();
  expect((await signIn('Staff', loginName, password))['userErrors']).toEqual([]);
  const byWhom = await sql`
    select distinct kind::text, actor_id, store_id from identity.audit_entry
    where principal_kind = 'staff' and principal_id = ${staffId} and actor_id is not null order by 1`;
  const by = { actor_id: 905, store_id: manager.storeId };
  expect([...byWhom]).toEqual(['deactivated', 'reactivated', 'session_ended'].map((kind) => ({ kind, ...by })));
});

test('a customer who is deactivated loses every session at once', async () => {
  const session = await beginSession('customer', 2);
  await send(
    'customer',
    `mutation ($input: DeactivateCustomerInput!) { deactivateCustomer(input: $input) { userErrors { code } } }`,
    { input: { idempotencyKey: randomUUID(), customerId: '2' } },
    asStaff(901, 1),
  );
  await through();
  expect(await endOf(session)).toEqual({ reason: 'deactivated', told: 1 });
  expect(await rowOf('customer', 2)).toMatchObject({ active: false });
  const [entry] = await sql`
    select actor_kind, actor_id, store_id from identity.audit_entry
    where kind = 'deactivated' and principal_kind = 'customer' and principal_id = 2`;
  expect(entry).toEqual({ actor_kind: 'staff', actor_id: 901, store_id: 1 });
});

describe('a member of whom it is told', () => {
  test('is known, and signs in by another name when it has changed', async () => {
    await tellStaff(member({ staffId: 910, username: 'First.Name' }));
    expect(await rowOf('staff', 910)).toEqual({ name: 'First.Name', active: true, manager: false, store_id: 1 });
    const session = await beginSession('staff', 910);
    await tellStaff(member({ staffId: 910, username: 'Other.Name' }));
    expect(await rowOf('staff', 910)).toMatchObject({ name: 'Other.Name' });
    expect(await endOf(session)).toEqual({ reason: null, told: 0 });
  });

  test.each([
    ['becomes a manager', { manager: true }],
    ['works in another store', { storeId: 2 }],
  ])('who %s signs in again', async (_, over) => {
    const staffId = 920 + Object.keys(over)[0]!.length;
    await tellStaff(member({ staffId }));
    const session = await beginSession('staff', staffId);
    await tellStaff(member({ staffId, ...over }));
    expect(await endOf(session)).toEqual({ reason: 'role_changed', told: 1 });
    expect((await audit('staff', staffId))[0]).toMatchObject({ kind: 'role_changed' });
  });

  test('by a name that somebody has gets none, and stops nobody', async () => {
    await tellStaff(member({ staffId: 930, username: 'contested' }));
    await tellStaff(member({ staffId: 931, username: 'CONTESTED' }));
    await tellStaff(member({ staffId: 932, username: 'line\nbreak' }));
    await tellStaff(member({ staffId: 933 }));
    expect(await rowOf('staff', 931)).toBeUndefined();
    expect(await rowOf('staff', 932)).toBeUndefined();
    expect(await rowOf('staff', 933)).toBeDefined();
    expect(await audit('staff', 931)).toEqual([{ kind: 'login_name_refused', detail: { reason: 'taken' } }]);
  });

  test('whose new name somebody has keeps the old one, and what else was told', async () => {
    await tellStaff(member({ staffId: 940, username: 'mine' }));
    await tellStaff(member({ staffId: 941, username: 'yours' }));
    await tellStaff(member({ staffId: 941, username: 'mine', active: false }));
    expect(await rowOf('staff', 941)).toEqual({ name: 'yours', active: false, manager: false, store_id: 1 });
  });
});

test('a customer without an email does not sign in any more', async () => {
  const session = await beginSession('customer', 3);
  await customer.begin((tx) =>
    recordEvent(tx, customerChanged, {
      ...{ aggregateId: 3, occurredAt: clock.now() },
      payload: { customerId: 3, active: true, email: null },
    }),
  );
  await through();
  expect(await rowOf('customer', 3)).toBeUndefined();
  expect(await endOf(session)).toEqual({ reason: 'deactivated', told: 1 });
});

test('when all rows are replaced, login names are those of the new rows, and whoever is gone is out', async () => {
  const gone = await beginSession('staff', 940); // told of, never a row
  const stays = await beginSession('staff', 901);
  const moved = await beginSession('staff', 903);
  await sql`update store.staff set username = 'one.word' where staff_id = 903`;
  await sql`update identity.login_name set store_id = 2 where principal_kind = 'staff' and principal_id = 901`;
  await sql`update identity.login_name set store_id = 1 where principal_kind = 'staff' and principal_id = 901`;
  await sql`insert into identity.login_name values ('staff', 904, 'x.y', 'x.y', true, false, 2, now())`;
  await sql`insert into store.staff (staff_id, first_name, last_name, address_id, store_id, username)
    values (904, 'X', 'Y', 3, 1, 'x.y')`;
  const other = await beginSession('staff', 904);
  await sql`insert into identity.login_name values ('customer', -5, 'Held@b.cd', 'held@b.cd', false, false, null, now())`;
  await sql`update customer.customer set email = 'held@b.cd' where customer_id = 9`;
  await sql.begin((tx) => recordDatasetReplaced(tx, ['store', 'customer'], 'imported', clock.now()));
  await through();
  await until(async () => (await rowOf('staff', 903)) !== undefined && (await rowOf('customer', 9)) === undefined);
  expect(await rowOf('staff', 940)).toBeUndefined();
  expect(await endOf(gone)).toEqual({ reason: 'deactivated', told: 1 });
  expect(await endOf(stays)).toEqual({ reason: null, told: 0 });
  expect(await endOf(moved)).toEqual({ reason: null, told: 0 });
  expect(await endOf(other)).toEqual({ reason: 'role_changed', told: 1 });
  expect(await rowOf('customer', -5)).toMatchObject({ name: 'Held@b.cd' });
  expect(await audit('staff', 902)).toHaveLength(1); // not told again
  expect(await sql`select from identity.next_login_name`).toHaveLength(0);
});

test('of names that look alike, the one in use stays in use when all rows are read again', async () => {
  await sql`update store.staff set username = 'Ｏne.word' where staff_id = 902`;
  await sql.begin((tx) => recordDatasetReplaced(tx, ['store'], 'imported', clock.now()));
  await through();
  expect(await rowOf('staff', 903)).toMatchObject({ name: 'one.word' });
  expect(await rowOf('staff', 902)).toBeUndefined();
});
