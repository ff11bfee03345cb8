import { randomUUID } from 'node:crypto';
import { serviceIdentity, type Identity } from '@reelhouse/auth';
import { createSampleDatabase } from '@reelhouse/test-database';
import { expect, test } from 'vitest';
import { asStaff } from '../../packages/auth/src/identities.fixture.ts';
import { openDesk } from './desk.fixture.ts';

const database = await createSampleDatabase();
const { send } = openDesk(database);
const { sql } = database;

const storeId = 1;
await sql`update store.staff set store_id = ${storeId}, active = true where staff_id in (1, 2)`;
const [{ filmId } = { filmId: 0 }] = await sql<{ filmId: number }[]>`select min(film_id) as "filmId" from film.film`;

const signedIn = (staffId: number): Identity => asStaff(staffId, storeId);
const oneCopy = () => ({
  filmId: String(filmId),
  storeId: String(storeId),
  count: 1,
  idempotencyKey: randomUUID(),
});

async function added(input: ReturnType<typeof oneCopy> & { staffId?: string }, identity: Identity) {
  const { copies, userErrors } = await send('addCopies', input, identity);
  expect(userErrors).toEqual([]);
  return copies?.[0]?.id;
}

async function callersOf({ idempotencyKey }: ReturnType<typeof oneCopy>): Promise<string[]> {
  const callers = await sql<{ caller: string }[]>`
    select caller from rental.idempotency_key where key = ${idempotencyKey} order by caller`;
  return callers.map(({ caller }) => caller);
}

test('who sends their own command again is answered the same, whatever else their token says', async () => {
  const input = oneCopy();
  const first = await added(input, signedIn(1));
  expect(await added(input, { ...signedIn(1), sessionId: 'another' })).toBe(first);
});

test('the key of another who has signed in is a new one, also for the same input', async () => {
  const input = oneCopy();
  const first = await added(input, signedIn(1));
  const second = await added(input, signedIn(2));
  expect(second).not.toBe(first);
  expect(await added(input, signedIn(1))).toBe(first);
  expect(await added(input, signedIn(2))).toBe(second);
  expect(await callersOf(input)).toEqual(['staff:1', 'staff:2']);
});

test('the key of a service is its own, not that of the member of the staff for whom it acts', async () => {
  const input = { ...oneCopy(), staffId: '1' };
  const first = await added(input, serviceIdentity('one'));
  expect(await added(input, serviceIdentity('one'))).toBe(first);
  expect(await added(input, serviceIdentity('other'))).not.toBe(first);
  expect(await added(input, signedIn(1))).not.toBe(first);
  expect(await callersOf(input)).toEqual(['service:one', 'service:other', 'staff:1']);
});

test('who may not give the command leaves no key', async () => {
  const input = oneCopy();
  expect((await send('addCopies', input, null)).userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
  expect(await callersOf(input)).toEqual([]);
});
