import { viewerOf, type Identity } from '@reelhouse/auth';
import { KeysetStatements } from '@reelhouse/database';
import { askSubgraph, createTestDatabase, planEveryList } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { asCustomer, asManager, asService, asStaff } from '../../packages/auth/src/identities.fixture.ts';
import { openDoor } from './door.fixture.ts';
import { recordAudit, type AuditFact } from './domain/audit.ts';
import type { AuditFilter } from './domain/audit-filter.ts';
import { auditPolicy } from './domain/identity-policy.ts';
import { auditList } from './store/audit-log.ts';
import { identitySubgraph } from './subgraph.ts';

const database = await createTestDatabase();
const role = database.connectAs('identity', { connections: 1 });
const { addAccount } = openDoor(database);
const asked = askSubgraph(identitySubgraph, database);

await addAccount({ kind: 'staff', id: 1, name: 'boss', manager: true });
await addAccount({ kind: 'staff', id: 2, name: 'clerk' });
await addAccount({ kind: 'staff', id: 3, name: 'elsewhere' });
await database.sql`update identity.login_name set store_id = 2 where principal_id = 3`;

const staff = (id: number) => ({ kind: 'staff', id }) as const;
const customer = (id: number) => ({ kind: 'customer', id }) as const;
const minute = (number: number) => new Date(Date.UTC(2026, 2, 31, 12, number));

/** Entry 1 and so on, a minute apart. Entries 1, 2, 4 and 6 are of store 1, 3 and 7 of store 2, and 5 is of none. */
const facts: readonly Omit<AuditFact, 'at'>[] = [
  { kind: 'signed_in', principal: staff(2), clientAddress: '203.0.113.7' },
  { kind: 'password_link_given', principal: staff(2), actor: staff(1) },
  { kind: 'session_ended', principal: staff(3), detail: { reason: 'signed_out' } },
  { kind: 'deactivated', principal: customer(7), actor: staff(2) },
  { kind: 'password_changed', principal: customer(7) },
  { kind: 'people_read', principal: null, actor: staff(2), storeId: 1, customerIds: [8, 7], count: 5 },
  // Somebody who worked in store 2 when it happened, whoever they are now.
  { kind: 'people_read', principal: null, actor: staff(2), storeId: 2, customerIds: [9], count: 1 },
];
for (const [index, fact] of facts.entries()) await recordAudit(role, { ...fact, at: minute(index + 1) });

const list = `{ totalCount edges { node { id } } }`;
const answerOf = (ids: readonly number[]) => ({
  auditLog: { totalCount: ids.length, edges: ids.map((id) => ({ node: { id: String(id) } })) },
});

describe('the audit log, the newest first, is there for', () => {
  test.each<[string, Identity | undefined, number[]]>([
    ['nobody', undefined, []],
    ['a customer', asCustomer(7), []],
    ['another customer', asCustomer(1), []],
    ['staff', asStaff(2, 1), []],
    ['staff of another store', asStaff(3, 2), []],
    ['a manager', asManager(1, 1), [6, 4, 2, 1]],
    ['a manager of another store', asManager(9, 2), [7, 3]],
    ['a manager of a store without entries', asManager(9, 3), []],
    ['a manager who is no staff', { ...asManager(1, 1), scopes: ['manager'] }, []],
    ['a service', asService, [7, 6, 5, 4, 3, 2, 1]],
  ])('%s', async (_, identity, ids) => {
    const { ask } = asked.as(identity);
    expect(await ask(`{ auditLog ${list} }`)).toEqual(answerOf(ids));
  });
});

describe('for a manager', () => {
  const { ask, execute, statements } = asked.as(asManager(1, 1));

  test('an entry says who, when, from where and what', async () => {
    const { auditLog } = await ask(`{ auditLog { edges { node {
      at kind count clientAddress reason coordinate operationName
      staff { __typename id } customer { __typename id } actorStaff { id } actorCustomer { id } customers { id }
    } } } }`);
    const nothing = {
      ...{ count: 1, clientAddress: null, reason: null, coordinate: null, operationName: null },
      ...{ staff: null, customer: null, actorStaff: null, actorCustomer: null, customers: [] },
    };
    const at = (number: number) => minute(number).toISOString();
    expect((auditLog as { edges: { node: object }[] }).edges.map(({ node }) => node)).toEqual([
      {
        ...{ ...nothing, at: at(6), kind: 'PEOPLE_READ', count: 5, actorStaff: { id: '2' } },
        customers: [{ id: '8' }, { id: '7' }],
      },
      {
        ...{ ...nothing, at: at(4), kind: 'DEACTIVATED' },
        ...{ customer: { __typename: 'Customer', id: '7' }, actorStaff: { id: '2' } },
      },
      {
        ...{ ...nothing, at: at(2), kind: 'PASSWORD_LINK_GIVEN' },
        ...{ staff: { __typename: 'Staff', id: '2' }, actorStaff: { id: '1' } },
      },
      {
        ...{ ...nothing, at: at(1), kind: 'SIGNED_IN', clientAddress: '203.0.113.7' },
        staff: { __typename: 'Staff', id: '2' },
      },
    ]);
  });

  test.each([
    ['kinds: [SIGNED_IN, PEOPLE_READ, SIGNED_IN]', [6, 1]],
    ['kinds: []', []],
    ['kinds: null, from: null', [6, 4, 2, 1]],
    [`from: "${minute(2).toISOString()}", before: "${minute(6).toISOString()}"`, [4, 2]],
    ['staffId: "1"', [2]],
    ['staffId: "2"', [6, 4, 2, 1]],
    ['staffId: "3"', []],
    ['staffId: "x"', []],
    ['customerId: "7"', [6, 4]],
    ['customerId: "8", kinds: [PEOPLE_READ]', [6]],
    ['customerId: "9"', []],
  ])('filter { %s } finds %j', async (filter, ids) => {
    expect(await ask(`{ auditLog(filter: { ${filter} }) ${list} }`)).toEqual(answerOf(ids));
  });

  test('it is read page by page, in both directions and orders', async () => {
    const page = async (argument: string): Promise<Record<string, unknown>> => {
      const { auditLog } = await ask(`{ auditLog(${argument}) {
        edges { node { id } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }`);
      const { edges, pageInfo } = auditLog as { edges: { node: { id: string } }[]; pageInfo: Record<string, unknown> };
      return { ids: edges.map(({ node }) => Number(node.id)), ...pageInfo };
    };
    const first = await page('first: 3');
    expect(first).toMatchObject({ ids: [6, 4, 2], hasNextPage: true, hasPreviousPage: false });
    const next = await page(`first: 3, after: "${String(first['endCursor'])}"`);
    expect(next).toMatchObject({ ids: [1], hasNextPage: false });
    expect(await page(`last: 2, before: "${String(next['startCursor'])}"`)).toMatchObject({ ids: [4, 2] });
    expect(await page('first: 2, sort: { field: AT }')).toMatchObject({ ids: [1, 2] });
  });

  test('what happened at the same moment is on one page or the other', async () => {
    const at = minute(-60);
    for (let each = 0; each < 5; each += 1) await recordAudit(role, { kind: 'signed_in', principal: staff(2), at });
    const filter = `filter: { before: "${minute(0).toISOString()}" }`;
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { auditLog } = await ask(
        `{ auditLog(first: 2, ${filter} ${cursor}) { edges { node { id } } pageInfo { endCursor hasNextPage } } }`,
      );
      const { edges, pageInfo } = auditLog as {
        edges: { node: { id: string } }[];
        pageInfo: { endCursor: string; hasNextPage: boolean };
      };
      seen.push(...edges.map(({ node }) => node.id));
      if (!pageInfo.hasNextPage) break;
      cursor = `, after: "${pageInfo.endCursor}"`;
    }
    expect(seen.map(Number)).toEqual([12, 11, 10, 9, 8]);
  });

  test('nothing is counted unless it is asked for', async () => {
    statements.length = 0;
    await ask('{ auditLog { edges { node { id } } } }');
    expect(statements).toHaveLength(2);
    expect(statements.join()).not.toContain('count(*)');
  });

  test.each([
    ['first: 101', 'first'],
    ['after: "x"', 'after'],
    [`filter: { staffId: "${'9'.repeat(65)}" }`, 'filter.staffId'],
    [`filter: { customerId: "${'9'.repeat(65)}" }`, 'filter.customerId'],
  ])('(%s) is refused', async (argument, name) => {
    const { errors } = await execute(`{ auditLog(${argument}) { totalCount } }`);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: name } });
  });
});

const filter = {
  kinds: ['signed_in', 'people_read'] as const,
  ...{ from: minute(0), before: minute(1), staffId: 1, customerId: 1 },
};

test.each([
  ['a manager', asManager(1, 1)],
  ['staff', asStaff(1, 1)],
  ['a service', asService],
])('PostgreSQL plans every statement that the list can send for %s', async (_, identity) => {
  expect(await planEveryList(role, auditList(auditPolicy(viewerOf(identity))), filter)).toBeGreaterThan(0);
});

describe('in a long log', () => {
  const planFor = async (storeId: number, given: AuditFilter): Promise<string> => {
    const statements = new KeysetStatements(role, auditList(auditPolicy(viewerOf(asManager(1, storeId)))));
    const request = { order: { field: 'AT', descending: true }, limit: 20, backward: false } as const;
    const plan = await role<{ 'QUERY PLAN': string }[]>`explain ${statements.page(given, request)}`;
    return plan.map((line) => line['QUERY PLAN']).join('\n');
  };
  beforeAll(async () => {
    await database.sql`
      insert into identity.audit_entry (at, kind, store_id, actor_kind, actor_id, customer_ids)
      select timestamptz '2025-01-01' + n * interval '1 minute', 'people_read', case when n % 20 = 0 then 5 else 4 end, 'staff', 100 + n % 500,
        array[1000 + n % 700, 2000 + n % 900]
      from generate_series(1, 20000) n`;
    await database.sql`analyze identity.audit_entry`;
  });

  test.each<[string, number, AuditFilter, string]>([
    ['a page', 5, {}, 'audit_entry_of_store'],
    ['a period', 5, { from: minute(0), before: minute(60) }, 'audit_entry_of_store'],
    ['what a member of the staff did', 4, { staffId: 107 }, 'audit_entry_of_actor'],
    ['who read what is known of a customer', 4, { customerId: 1007 }, 'audit_entry_of_people_read'],
  ])('%s is read by an index', async (_, storeId, given, index) => {
    const plan = await planFor(storeId, given);
    expect(plan).toContain(index);
    expect(plan).not.toContain('Seq Scan');
  });
});
