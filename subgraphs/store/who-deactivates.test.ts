import { randomUUID } from 'node:crypto';
import type { Identity } from '@reelhouse/auth';
import { askSubgraph, createSampleDatabase } from '@reelhouse/test-database';
import { beforeEach, describe, expect, test } from 'vitest';
import { asCustomer, asManager, asService, asStaff } from '../../packages/auth/src/identities.fixture.ts';
import { storeSubgraph } from './subgraph.ts';

const database = await createSampleDatabase();
const subgraph = askSubgraph(storeSubgraph, database);
const { sql } = database;

/** Of each store the manager and another member. */
const [first, second] = await sql<{ store: number; manager: number; member: number }[]>`
  select s.store_id as store, manager_staff_id as manager, min(m.staff_id) as member
  from store.store s join store.staff m on m.store_id = s.store_id and m.staff_id <> manager_staff_id
  group by 1 order by 1 limit 2`;
if (!first || !second) throw new Error('the sample has two stores');
const manager = asManager(first.manager, first.store);
const commands = ['deactivateStaff', 'reactivateStaff'] as const;

beforeEach(async () => {
  await sql`update store.staff set active = true`;
  await sql`truncate store.idempotency_key, store.outbox`;
});

async function send(
  identity: Identity | undefined,
  command: string,
  staffId: number | string,
  idempotencyKey = randomUUID(),
) {
  const type = `${command.charAt(0).toUpperCase()}${command.slice(1)}Input!`;
  const operation = `mutation ($input: ${type}) {
    ${command}(input: $input) { staff { id active viewerCanDeactivate viewerCanReactivate } userErrors { code path } } }`;
  return (await subgraph.as(identity).ask(operation, { input: { idempotencyKey, staffId: String(staffId) } }))[command];
}
const refused = (code: string) => ({ staff: null, userErrors: [{ code, path: ['input', 'staffId'] }] });
const rights = async (identity: Identity | undefined, staffId: number) =>
  (
    await subgraph
      .as(identity)
      .ask('query ($id: ID!) { staffMember(id: $id) { viewerCanDeactivate viewerCanReactivate } }', {
        id: String(staffId),
      })
  )['staffMember'];
const neither = { viewerCanDeactivate: false, viewerCanReactivate: false };

describe.each<readonly [string, Identity | undefined, object | null]>([
  ['nobody', undefined, null],
  ['a customer', asCustomer(1), null],
  ['staff', asStaff(first.member + 1, first.store), neither],
  ['the member', asStaff(first.member, first.store), neither],
  ['a manager whose token allows nothing', { ...manager, scopes: [] }, null],
  ['a manager whose token names no store', { subject: manager.subject, scopes: manager.scopes, expiresAt: 2e9 }, null],
])('%s', (_, identity, told) => {
  test.each(commands)('is refused %s, whether there is such a member or not, and nothing is kept', async (command) => {
    for (const id of [first.member, second.member, 999_999, 'x']) {
      expect(await send(identity, command, id)).toEqual(refused('FORBIDDEN'));
    }
    const kept = await sql`
      select from store.idempotency_key union all select from store.outbox
      union all select from store.staff where not active`;
    expect(kept).toHaveLength(0);
  });

  test('is told so beforehand', async () => {
    expect(await rights(identity, first.member)).toEqual(told);
  });
});

describe.each<readonly [string, Identity]>([
  ['the manager', manager],
  ['a service', asService],
])('%s', (_, identity) => {
  test('may do both, is told so beforehand, and who did it is told', async () => {
    expect(await rights(identity, first.member)).toEqual({ viewerCanDeactivate: true, viewerCanReactivate: false });
    expect(await send(identity, 'deactivateStaff', first.member)).toEqual({
      staff: { id: String(first.member), active: false, viewerCanDeactivate: false, viewerCanReactivate: true },
      userErrors: [],
    });
    expect(await send(identity, 'reactivateStaff', first.member)).toMatchObject({ staff: { active: true } });
    const told = await sql`select payload->>'active' as active, payload->>'actor' as actor from store.outbox`;
    expect([...told]).toEqual(['false', 'true'].map((active) => ({ active, actor: identity.subject })));
  });
});

test.each(commands)(
  'a member of another store is as unknown to a manager as one who is not there: %s',
  async (command) => {
    const message = `mutation ($input: ${command.charAt(0).toUpperCase()}${command.slice(1)}Input!) {
    ${command}(input: $input) { staff { id } userErrors { code message path } } }`;
    const answers = await Promise.all(
      [second.member, second.manager, 999_999, 'x'].map((staffId) =>
        subgraph.as(manager).execute(message, { input: { idempotencyKey: randomUUID(), staffId: String(staffId) } }),
      ),
    );
    expect(await send(manager, command, second.member)).toEqual(refused('STAFF_NOT_FOUND'));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await sql`select from store.staff where not active`).toHaveLength(0);
    expect(await rights(manager, second.member)).toBeNull();
  },
);

test('a manager does not deactivate themself', async () => {
  expect(await rights(manager, first.manager)).toEqual(neither);
  expect(await send(manager, 'deactivateStaff', first.manager)).toEqual(refused('FORBIDDEN'));
  expect(await send(manager, 'reactivateStaff', first.manager)).toMatchObject({ userErrors: [] });
  expect(await send(asService, 'deactivateStaff', first.manager)).toMatchObject({ staff: { active: false } });
});

test('what was changed is shown to whoever gave the command, also when it is of another store by now', async () => {
  const key = randomUUID();
  const answer = await send(manager, 'deactivateStaff', first.member, key);
  await sql`update store.staff set store_id = ${second.store} where staff_id = ${first.member}`;
  expect(await send(manager, 'deactivateStaff', first.member, key)).toMatchObject({
    staff: { id: String(first.member), active: false, ...neither },
  });
  expect(answer).toMatchObject({ userErrors: [] });
  await sql`update store.staff set store_id = ${first.store} where staff_id = ${first.member}`;
});

test('who is no manager any more is not answered what was done before', async () => {
  const key = randomUUID();
  await send(manager, 'deactivateStaff', first.member, key);
  expect(await send(asStaff(first.manager, first.store), 'deactivateStaff', first.member, key)).toEqual(
    refused('FORBIDDEN'),
  );
});
