import { randomUUID } from 'node:crypto';
import { askSubgraph, createSampleDatabase } from '@reelhouse/test-database';
import { expect, test } from 'vitest';
import { asService } from '../../packages/auth/src/identities.fixture.ts';
import type { StaffChanged } from './events.ts';
import { storeSnapshots } from './snapshots.ts';
import { storeSubgraph } from './subgraph.ts';

const database = await createSampleDatabase();
const { ask, execute, clock } = askSubgraph(storeSubgraph, database).as(asService);
const { sql } = database;

const mutationOf = (command: string) => {
  const type = `${command.charAt(0).toUpperCase()}${command.slice(1)}Input!`;
  return `mutation ($input: ${type}) { ${command}(input: $input) { staff { id active lastUpdate } userErrors { code path } } }`;
};
const send = async (command: string, staffId: string, idempotencyKey: string = randomUUID()) =>
  (await ask(mutationOf(command), { input: { idempotencyKey, staffId } }))[command];
const events = () => sql`
  select aggregate_id, payload from store.outbox where subject = 'store.staff.changed' order by outbox_id`;
const newEvents = async (work: () => Promise<unknown>) => {
  const before = (await events()).length;
  await work();
  return (await events()).slice(before);
};

test('a member who is deactivated is not active, and it is told how they are; and back', async () => {
  clock.advance(60);
  const [row] = await sql`select username, store_id from store.staff where staff_id = 1`;
  const facts = {
    staffId: 1,
    username: row?.['username'],
    storeId: row?.['store_id'],
    manager: true,
    actor: 'service:test',
  };
  const told = await newEvents(async () => {
    expect(await send('deactivateStaff', '1')).toEqual({
      staff: { id: '1', active: false, lastUpdate: clock.now().toISOString() },
      userErrors: [],
    });
    expect(await send('reactivateStaff', '1')).toMatchObject({ staff: { active: true }, userErrors: [] });
  });
  expect(told).toEqual([
    { aggregate_id: '1', payload: { ...facts, active: false } },
    { aggregate_id: '1', payload: { ...facts, active: true } },
  ]);
});

test('one who has left already is left as is, and nothing is told', async () => {
  await send('deactivateStaff', '2');
  expect(await newEvents(() => send('deactivateStaff', '2'))).toEqual([]);
  expect(await newEvents(() => send('reactivateStaff', '3'))).toEqual([]);
});

test.each(['999', 'x', '0'])('there is no member %s', async (staffId) => {
  for (const command of ['deactivateStaff', 'reactivateStaff']) {
    expect(await send(command, staffId)).toEqual({
      staff: null,
      userErrors: [{ code: 'STAFF_NOT_FOUND', path: ['input', 'staffId'] }],
    });
  }
});

test('a call that is repeated does it once, though the member has come back meanwhile', async () => {
  const key = randomUUID();
  await send('deactivateStaff', '3', key);
  await send('reactivateStaff', '3');
  expect(await newEvents(() => send('deactivateStaff', '3', key))).toEqual([]);
  const { errors } = await execute(mutationOf('deactivateStaff'), { input: { idempotencyKey: key, staffId: '2' } });
  expect(errors?.[0]?.extensions['code']).toBe('IDEMPOTENCY_KEY_REUSED');
});

test('of many who do it at once, one does, and it is told once', async () => {
  await send('reactivateStaff', '2');
  const told = await newEvents(() => Promise.all(Array.from({ length: 6 }, () => send('deactivateStaff', '2'))));
  expect(told).toHaveLength(1);
});

test('the snapshot has everybody as the events tell of them, former members too', async () => {
  const [snapshot] = storeSnapshots;
  const rows: StaffChanged[] = [];
  await database.connectAs('store').begin(async (tx) => {
    for await (const part of snapshot!.read(tx)) rows.push(...(part as StaffChanged[]));
  });
  const expected = await sql`
    select staff_id as "staffId", username, active, store_id as "storeId",
      exists (select from store.store m where m.manager_staff_id = s.staff_id) as manager
    from store.staff s`;
  const byId = (a: { staffId?: number }, b: { staffId?: number }) => (a.staffId ?? 0) - (b.staffId ?? 0);
  expect(rows.sort(byId)).toEqual([...expected].sort(byId));
});
