import { createTestDatabase } from '@reelhouse/test-database';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordAudit, type AuditFact } from './domain/audit.ts';
import { recordSignInFailures } from './store/audit.ts';

const database = await createTestDatabase();
const identity = database.connectAs('identity');
const { sql } = database;

beforeEach(() => sql`truncate identity.audit_entry, identity.sign_in_failure`);

const entries = () => sql`
  select at, kind, principal_kind, principal_id, actor_kind, actor_id, client_address, session_id, count, detail
  from identity.audit_entry order by audit_id`;
const at = new Date('2026-03-31T12:00:10Z');
const principal = { kind: 'staff', id: 3 } as const;

test('an entry says who, when, from where and what', async () => {
  const sessionId = '5f0c3a52-0f43-4a3e-9c3e-0d3c0b1f7a10';
  const actor = { kind: 'staff', id: 1 } as const;
  await recordAudit(identity, {
    ...{ kind: 'session_ended', principal, actor, at, clientAddress: '203.0.113.7', sessionId },
    detail: { reason: 'deactivated' },
  });
  await recordAudit(identity, { kind: 'password_reset_requested', principal: null, at, clientAddress: '' });
  const nothing = { principal_kind: null, principal_id: null, actor_kind: null, actor_id: null, session_id: null };
  expect([...(await entries())]).toEqual([
    {
      ...{ at, kind: 'session_ended', principal_kind: 'staff', principal_id: 3, actor_kind: 'staff', actor_id: 1 },
      ...{ client_address: '203.0.113.7', session_id: sessionId, count: 1, detail: { reason: 'deactivated' } },
    },
    { ...nothing, at, kind: 'password_reset_requested', client_address: null, count: 1, detail: {} },
  ]);
});

test.each([
  ['changed', `update audit_entry set kind = 'signed_in'`],
  ['removed', 'delete from audit_entry'],
  ['emptied', 'truncate audit_entry'],
])('entries cannot be %s by the subgraph', async (_, statement) => {
  await recordAudit(identity, { kind: 'password_changed', principal, at });
  await expect(identity.unsafe(statement)).rejects.toMatchObject({ code: '42501' });
  expect(await entries()).toHaveLength(1);
});

test('what is rolled back is not recorded', async () => {
  const attempt = identity.begin(async (tx) => {
    await recordAudit(tx, { kind: 'password_changed', principal, at });
    throw new Error('no');
  });
  await expect(attempt).rejects.toThrow('no');
  expect(await entries()).toHaveLength(0);
});

test('failures to sign in are one entry for each minute, account and address, when the minute is over', async () => {
  const failure = (second: number, clientAddress: string | undefined, who: AuditFact['principal']) =>
    recordAudit(identity, {
      ...{ kind: 'sign_in_failed', principal: who, clientAddress },
      at: new Date(Date.UTC(2026, 2, 31, 12, 0, second)),
    });
  await Promise.all([
    ...Array.from({ length: 20 }, (_, second) => failure(second, '203.0.113.7', principal)),
    failure(5, '203.0.113.8', principal),
    failure(5, undefined, null),
    failure(6, undefined, null),
    failure(60, '203.0.113.7', principal),
  ]);
  const settle = (time: string) => identity.begin((tx) => recordSignInFailures(tx, new Date(time)));
  expect(await settle('2026-03-31T12:00:59Z')).toBe(0);
  expect(await settle('2026-03-31T12:01:00Z')).toBe(3);
  expect(await settle('2026-03-31T12:01:30Z')).toBe(0);
  const minute = new Date('2026-03-31T12:00:00Z');
  const counted = await sql`
    select at, principal_id, client_address, count from identity.audit_entry order by count desc`;
  expect([...counted]).toEqual([
    { at: minute, principal_id: 3, client_address: '203.0.113.7', count: 20 },
    { at: minute, principal_id: null, client_address: null, count: 2 },
    { at: minute, principal_id: 3, client_address: '203.0.113.8', count: 1 },
  ]);
});

describe('the store of an entry is', () => {
  const storeOf = async (fact: Partial<AuditFact>) => {
    await recordAudit(identity, { kind: 'deactivated', principal: null, at, ...fact });
    const [entry] = await sql`select store_id from identity.audit_entry order by audit_id desc limit 1`;
    return entry?.['store_id'] as number | null;
  };
  beforeAll(
    () => sql`
      insert into identity.login_name (principal_kind, principal_id, name, normalized, store_id, updated_at)
      values ('staff', 21, 'a', 'a', 1, now()), ('staff', 22, 'b', 'b', 2, now()), ('customer', 21, 'c', 'c', null, now())`,
  );
  const first = { kind: 'staff', id: 21 } as const;
  const second = { kind: 'staff', id: 22 } as const;
  const customer = { kind: 'customer', id: 21 } as const;

  test.each<[string, Partial<AuditFact>, number | null]>([
    ['that of the member of the staff who did it', { principal: second, actor: first }, 1],
    ['that of the one whom it happened to, if nobody else did it', { principal: second }, 2],
    ['that of the one whom it happened to, if a customer did it', { principal: second, actor: customer }, 2],
    ['that of who did it to a customer', { principal: customer, actor: second }, 2],
    ['none, of a customer', { principal: customer }, null],
    ['none, of nobody', {}, null],
    ['the one that is told', { principal: second, actor: first, storeId: 3 }, 3],
  ])('%s', async (_, fact, storeId) => {
    expect(await storeOf(fact)).toBe(storeId);
  });

  test('that of whose password was wrong', async () => {
    await recordAudit(identity, { kind: 'sign_in_failed', principal: second, at });
    await recordAudit(identity, { kind: 'sign_in_failed', principal: customer, at });
    await identity.begin((tx) => recordSignInFailures(tx, new Date('2026-03-31T12:01:00Z')));
    const rows = await sql`select principal_kind, store_id from identity.audit_entry order by store_id`;
    expect([...rows]).toEqual([
      { principal_kind: 'staff', store_id: 2 },
      { principal_kind: 'customer', store_id: null },
    ]);
  });
});
