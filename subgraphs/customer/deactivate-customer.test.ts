import { randomUUID } from 'node:crypto';
import { askSubgraph, createSampleDatabase } from '@reelhouse/test-database';
import { expect, test } from 'vitest';
import { asService } from '../../packages/auth/src/identities.fixture.ts';
import type { CustomerChanged } from './events.ts';
import { customerSnapshots } from './snapshots.ts';
import { customerSubgraph } from './subgraph.ts';

const database = await createSampleDatabase();
const { ask, execute, clock } = askSubgraph(customerSubgraph, database).as(asService);
const { sql } = database;
await sql`update customer.customer set email = null where customer_id = 4`;

const mutationOf = (command: string) => {
  const type = `${command.charAt(0).toUpperCase()}${command.slice(1)}Input!`;
  return `mutation ($input: ${type}) { ${command}(input: $input) { customer { id active lastUpdate } userErrors { code path } } }`;
};
const send = async (command: string, customerId: string, idempotencyKey: string = randomUUID()) =>
  (await ask(mutationOf(command), { input: { idempotencyKey, customerId } }))[command];
const events = () => sql`
  select aggregate_id, payload from customer.outbox where subject = 'customer.customer.changed' order by outbox_id`;
const newEvents = async (work: () => Promise<unknown>) => {
  const before = (await events()).length;
  await work();
  return (await events()).slice(before);
};

test('a customer who is deactivated is not active, and it is told how they are; and back', async () => {
  clock.advance(60);
  const [row] = await sql`select email from customer.customer where customer_id = 1`;
  const told = await newEvents(async () => {
    expect(await send('deactivateCustomer', '1')).toEqual({
      customer: { id: '1', active: false, lastUpdate: clock.now().toISOString() },
      userErrors: [],
    });
    expect(await send('reactivateCustomer', '1')).toMatchObject({ customer: { active: true }, userErrors: [] });
  });
  const facts = { customerId: 1, email: row?.['email'], actor: 'service:test' };
  expect(told).toEqual([
    { aggregate_id: '1', payload: { ...facts, active: false } },
    { aggregate_id: '1', payload: { ...facts, active: true } },
  ]);
});

test('one without an email can be told of, too', async () => {
  expect(await newEvents(() => send('deactivateCustomer', '4'))).toEqual([
    { aggregate_id: '4', payload: { customerId: 4, active: false, email: null, actor: 'service:test' } },
  ]);
});

test('one who has left already is left as is, and nothing is told', async () => {
  await send('deactivateCustomer', '2');
  expect(await newEvents(() => send('deactivateCustomer', '2'))).toEqual([]);
  expect(await newEvents(() => send('reactivateCustomer', '3'))).toEqual([]);
});

test.each(['99999', 'x', '0'])('there is no customer %s', async (customerId) => {
  for (const command of ['deactivateCustomer', 'reactivateCustomer']) {
    expect(await send(command, customerId)).toEqual({
      customer: null,
      userErrors: [{ code: 'CUSTOMER_NOT_FOUND', path: ['input', 'customerId'] }],
    });
  }
});

test('a call that is repeated does it once, though the customer has come back meanwhile', async () => {
  const key = randomUUID();
  await send('deactivateCustomer', '3', key);
  await send('reactivateCustomer', '3');
  expect(await newEvents(() => send('deactivateCustomer', '3', key))).toEqual([]);
  const { errors } = await execute(mutationOf('deactivateCustomer'), {
    input: { idempotencyKey: key, customerId: '2' },
  });
  expect(errors?.[0]?.extensions['code']).toBe('IDEMPOTENCY_KEY_REUSED');
});

test('the snapshot has everybody as the events tell of them, former customers too', async () => {
  const [snapshot] = customerSnapshots;
  const rows: CustomerChanged[] = [];
  await database.connectAs('customer').begin(async (tx) => {
    for await (const part of snapshot!.read(tx)) rows.push(...(part as CustomerChanged[]));
  });
  const expected = await sql`select customer_id as "customerId", active, email from customer.customer order by 1`;
  expect(rows).toEqual([...expected]);
});
