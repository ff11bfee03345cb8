import { createTestDatabase } from '@reelhouse/test-database';
import { beforeEach, describe, expect, test } from 'vitest';
import { asManager, asService } from '../../packages/auth/src/identities.fixture.ts';
import { openDoor } from './door.fixture.ts';
import { recordAccessDenials } from './store/access-denial.ts';

const database = await createTestDatabase();
const { sql } = database;
const role = database.connectAs('identity', { connections: 1 });
const { ask, execute, addAccount } = openDoor(database);

await addAccount({ kind: 'staff', id: 2, name: 'clerk' });
await addAccount({ kind: 'customer', id: 7, name: 'ann@example.com' });

beforeEach(() => sql`truncate identity.access_denial, identity.audit_entry`);

const minute = '2026-03-31T11:58:00.000Z';
const denial = {
  ...{ subject: 'staff:2', clientAddress: '203.0.113.7', coordinate: 'Query.auditLog', operationName: 'Log' },
  ...{ count: 1, minute },
};
const mutation = 'mutation ($input: RecordDenialsInput!) { recordDenials(input: $input) { userErrors { code } } }';
const record = async (...denials: object[]) => {
  const answer = await ask(mutation, { input: { denials } }, { identity: asService });
  expect(answer).toEqual({ recordDenials: { userErrors: [] } });
};
const counted = async () => [
  ...(await sql`
    select minute, actor_kind, actor_id, client_address, coordinate, operation_name, count from identity.access_denial
    order by count desc, coordinate`),
];
const row = {
  ...{ minute: new Date(minute), actor_kind: 'staff', actor_id: 2, client_address: '203.0.113.7' },
  ...{ coordinate: 'Query.auditLog', operation_name: 'Log' },
};

describe('denials', () => {
  test('of the same minute, subject, address and coordinate add up, in one call and in several', async () => {
    await record(denial, { ...denial, count: 3, minute: '2026-03-31T11:58:59.999Z' });
    await record({ ...denial, count: 40, operationName: null });
    expect(await counted()).toEqual([{ ...row, count: 44 }]);
  });

  test.each([
    ['another minute', { minute: '2026-03-31T11:59:00Z' }, { minute: new Date('2026-03-31T11:59:00Z') }],
    ['another subject', { subject: 'customer:2' }, { actor_kind: 'customer' }],
    ['nobody', { subject: null }, { actor_kind: null, actor_id: null }],
    ['another address', { clientAddress: '203.0.113.8' }, { client_address: '203.0.113.8' }],
    ['no address', { clientAddress: null }, { client_address: null }],
    ['another coordinate', { coordinate: 'Query.staff' }, { coordinate: 'Query.staff' }],
    ['a type', { coordinate: 'Staff' }, { coordinate: 'Staff' }],
    ['what there was no room to tell apart', { coordinate: 'other' }, { coordinate: 'other' }],
  ])('of %s are counted by themselves', async (_, over, expected) => {
    await record({ ...denial, count: 2 }, { ...denial, ...over }, { ...denial, count: 2 });
    expect(await counted()).toEqual([
      { ...row, count: 4 },
      { ...row, ...expected, count: 1 },
    ]);
    await record({ ...denial, ...over });
    expect((await counted()).map(({ count }) => count as number)).toEqual([4, 2]);
  });

  test('of who is nobody of the chain are those of nobody', async () => {
    await record(...['service:rental', 'somebody', 'staff:9999999999'].map((subject) => ({ ...denial, subject })));
    expect(await counted()).toEqual([{ ...row, actor_kind: null, actor_id: null, count: 3 }]);
  });

  test('of a minute that is to come are of the present one', async () => {
    await record({ ...denial, minute: '2999-01-01T00:00:00Z' });
    expect(await counted()).toEqual([{ ...row, minute: new Date('2026-03-31T12:00:00Z'), count: 1 }]);
  });

  test('are counted as far as a number goes', async () => {
    const most = 2 ** 31 - 1;
    await record({ ...denial, count: most }, { ...denial, count: most });
    await record(denial);
    expect(await counted()).toEqual([{ ...row, count: most }]);
  });

  test('are counted once each by two gateways that tell of a thousand at once', async () => {
    const thousand = Array.from({ length: 1000 }, (_, index) => ({ ...denial, coordinate: `Query.f${index}` }));
    await Promise.all([record(...thousand), record(...thousand.toReversed()), record(...thousand)]);
    const rows = await counted();
    expect(rows).toHaveLength(1000);
    expect(new Set(rows.map(({ count }) => count as number))).toEqual(new Set([3]));
  });

  test('may be none', async () => {
    await record();
    expect(await counted()).toEqual([]);
  });
});

describe('refused, and nothing is counted:', () => {
  test.each<[string, object, string]>([
    ['an empty subject', { subject: '' }, 'subject'],
    ['a long subject', { subject: 'x'.repeat(257) }, 'subject'],
    ['a subject with control characters', { subject: 'staff:2\u0000' }, 'subject'],
    ['a long address', { clientAddress: '1'.repeat(101) }, 'clientAddress'],
    ['an address with control characters', { clientAddress: '203.0.113.7\u001b[2J' }, 'clientAddress'],
    ['an empty coordinate', { coordinate: '' }, 'coordinate'],
    ['a long coordinate', { coordinate: `Query.${'x'.repeat(195)}` }, 'coordinate'],
    ['a coordinate of three parts', { coordinate: 'Query.staff.id' }, 'coordinate'],
    ['a coordinate that no schema has', { coordinate: 'Query.' }, 'coordinate'],
    ['a coordinate with more behind it', { coordinate: 'Query.staff\n' }, 'coordinate'],
    ['an empty operation name', { operationName: '' }, 'operationName'],
    ['a long operation name', { operationName: 'x'.repeat(201) }, 'operationName'],
    ['an operation name with control characters', { operationName: 'a\u0085b' }, 'operationName'],
    ['a count of nothing', { count: 0 }, 'count'],
    ['a count of less than nothing', { count: -1 }, 'count'],
  ])('%s', async (_, over, field) => {
    const input = { denials: [denial, { ...denial, ...over }] };
    const { errors } = await execute(mutation, { input }, { identity: asService });
    const argument = `input.denials.1.${field}`;
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument } });
    expect(await counted()).toEqual([]);
  });

  test('more than a thousand', async () => {
    const input = { denials: Array.from({ length: 1001 }, () => denial) };
    const { errors } = await execute(mutation, { input }, { identity: asService });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'input.denials' } });
    expect(await counted()).toEqual([]);
  });
});

describe('when a minute is over', () => {
  const settle = (time: string) => role.begin((tx) => recordAccessDenials(tx, new Date(time)));

  test('each is one entry of the audit log, for the managers of the store of whom it was denied', async () => {
    await record(
      { ...denial, count: 5 },
      { ...denial, subject: null, operationName: null, count: 4 },
      { ...denial, subject: 'customer:7', count: 3 },
      { ...denial, minute: '2026-03-31T11:59:00Z', count: 2 },
    );
    expect(await settle('2026-03-31T11:58:59Z')).toBe(0);
    expect(await settle('2026-03-31T11:59:00Z')).toBe(3);
    expect(await settle('2026-03-31T11:59:30Z')).toBe(0);
    const entries = await sql`
      select at, kind, principal_kind, actor_kind, actor_id, client_address, count, detail, store_id
      from identity.audit_entry order by count desc`;
    const entry = {
      ...{ at: new Date(minute), kind: 'access_denied', principal_kind: null, client_address: '203.0.113.7' },
      ...{ actor_kind: 'staff', actor_id: 2, detail: { coordinate: 'Query.auditLog', operationName: 'Log' } },
    };
    expect([...entries]).toEqual([
      { ...entry, count: 5, store_id: 1 },
      ...[{ actor_kind: null, actor_id: null, detail: { coordinate: 'Query.auditLog' }, count: 4, store_id: null }].map(
        (nobody) => ({ ...entry, ...nobody }),
      ),
      { ...entry, actor_kind: 'customer', actor_id: 7, count: 3, store_id: null },
    ]);
    const { auditLog } = await ask(
      '{ auditLog { edges { node { kind count coordinate operationName actorStaff { id } staff { id } } } } }',
      {},
      { identity: asManager(1, 1) },
    );
    expect(auditLog).toEqual({
      edges: [
        {
          node: {
            ...{ kind: 'ACCESS_DENIED', count: 5, coordinate: 'Query.auditLog', operationName: 'Log' },
            ...{ actorStaff: { id: '2' }, staff: null },
          },
        },
      ],
    });
  });

  test('what comes later is another entry', async () => {
    await record(denial);
    expect(await settle('2026-03-31T11:59:00Z')).toBe(1);
    await record(denial);
    expect(await settle('2026-03-31T11:59:00Z')).toBe(1);
  });
});
