import { randomUUID } from 'node:crypto';
import type { Identity } from '@reelhouse/auth';
import { askSubgraph, createSampleDatabase } from '@reelhouse/test-database';
import { beforeEach, describe, expect, test } from 'vitest';
import { asCustomer, asManager, asService, asStaff } from '../../packages/auth/src/identities.fixture.ts';
import { customerSubgraph } from './subgraph.ts';

const database = await createSampleDatabase();
const subgraph = askSubgraph(customerSubgraph, database);
const { sql } = database;

const refusing: readonly (readonly [string, Identity | undefined])[] = [
  ['nobody', undefined],
  ['the customer', asCustomer(5)],
  ['another customer', asCustomer(6)],
  ['staff whose token allows nothing', { ...asStaff(3, 1), scopes: [] }],
];
const allowed: readonly (readonly [string, Identity])[] = [
  ['staff', asStaff(3, 1)],
  ['staff of another store', asStaff(6, 2)],
  ['a manager', asManager(1, 1)],
  ['a service', asService],
];
const commands = ['deactivateCustomer', 'reactivateCustomer'] as const;

beforeEach(async () => {
  await sql`update customer.customer set active = true, store_id = 1 where customer_id = 5`;
  await sql`truncate customer.idempotency_key, customer.outbox`;
});

async function send(identity: Identity | undefined, command: string, customerId = '5', idempotencyKey = randomUUID()) {
  const type = `${command.charAt(0).toUpperCase()}${command.slice(1)}Input!`;
  const operation = `mutation ($input: ${type}) {
    ${command}(input: $input) { customer { id active viewerCanDeactivate viewerCanReactivate } userErrors { code path } } }`;
  return (await subgraph.as(identity).ask(operation, { input: { idempotencyKey, customerId } }))[command];
}
const forbidden = { customer: null, userErrors: [{ code: 'FORBIDDEN', path: ['input', 'customerId'] }] };

describe.each(refusing)('%s', (_, identity) => {
  test.each(commands)(
    'is refused %s, whether there is such a customer or not, and nothing is kept of it',
    async (command) => {
      for (const id of ['5', '999999', 'x']) expect(await send(identity, command, id)).toEqual(forbidden);
      const kept = await sql`
      select from customer.idempotency_key union all select from customer.outbox
      union all select from customer.customer where customer_id = 5 and not active`;
      expect(kept).toHaveLength(0);
    },
  );

  test('is told so beforehand', async () => {
    const answer = await subgraph.as(identity).ask('{ customer(id: "5") { viewerCanDeactivate viewerCanReactivate } }');
    const seen = identity?.subject === 'customer:5';
    expect(answer).toEqual({ customer: seen ? { viewerCanDeactivate: false, viewerCanReactivate: false } : null });
  });
});

describe.each(allowed)('%s', (_, identity) => {
  test('may do both, is told so beforehand, and who did it is told', async () => {
    expect(
      await subgraph.as(identity).ask('{ customer(id: "5") { viewerCanDeactivate viewerCanReactivate } }'),
    ).toEqual({
      customer: { viewerCanDeactivate: true, viewerCanReactivate: false },
    });
    expect(await send(identity, 'deactivateCustomer')).toEqual({
      customer: { id: '5', active: false, viewerCanDeactivate: false, viewerCanReactivate: true },
      userErrors: [],
    });
    expect(await send(identity, 'reactivateCustomer')).toMatchObject({ customer: { active: true }, userErrors: [] });
    const told = await sql`select payload->>'active' as active, payload->>'actor' as actor from customer.outbox`;
    expect([...told]).toEqual(['false', 'true'].map((active) => ({ active, actor: identity.subject })));
  });

  test.each(commands)('finds nobody else to %s', async (command) => {
    expect(await send(identity, command, '999999')).toEqual({
      customer: null,
      userErrors: [{ code: 'CUSTOMER_NOT_FOUND', path: ['input', 'customerId'] }],
    });
  });
});

test('who may do it no more is not answered what was done before', async () => {
  const key = randomUUID();
  await send(asStaff(3, 1), 'deactivateCustomer', '5', key);
  expect(await send({ ...asStaff(3, 1), scopes: [] }, 'deactivateCustomer', '5', key)).toEqual(forbidden);
});
