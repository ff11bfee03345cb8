import { randomUUID } from 'node:crypto';
import type { Identity } from '@reelhouse/auth';
import { createSampleDatabase } from '@reelhouse/test-database';
import { expect, test } from 'vitest';
import { openDesk } from './desk.fixture.ts';

const database = await createSampleDatabase();
const { send } = openDesk(database);
const { sql } = database;

const [{ storeId, filmId } = { storeId: 0, filmId: 0 }] = await sql<{ storeId: number; filmId: number }[]>`
  select store_id as "storeId", (select min(film_id) from film.film) as "filmId" from store.staff where staff_id = 1`;

const signedIn = (subject: string): Identity => ({ subject, scopes: ['staff'], storeId, expiresAt: 4_000_000_000 });
const oneCopy = () => ({
  staffId: '1',
  filmId: String(filmId),
  storeId: String(storeId),
  count: 1,
  idempotencyKey: randomUUID(),
});

async function added(input: ReturnType<typeof oneCopy>, identity?: Identity): Promise<string | undefined> {
  const { copies, userErrors } = await send('addCopies', input, identity);
  expect(userErrors).toEqual([]);
  return copies?.[0]?.id;
}

test('who sends their own command again is answered the same, whatever else their token says', async () => {
  const input = oneCopy();
  const first = await added(input, signedIn('staff:1'));
  expect(await added(input, { ...signedIn('staff:1'), sessionId: 'another' })).toBe(first);
});

test('the key of another who has signed in is a new one, also for the same input', async () => {
  const input = oneCopy();
  const first = await added(input, signedIn('staff:1'));
  const second = await added(input, signedIn('staff:2'));
  expect(second).not.toBe(first);
  expect(await added(input, signedIn('staff:1'))).toBe(first);
  expect(await added(input, signedIn('staff:2'))).toBe(second);
});

test('without anybody signed in a key belongs to the member of the staff whom the input names', async () => {
  const input = oneCopy();
  const first = await added(input);
  expect(await added(input)).toBe(first);
  expect(await added(input, signedIn('customer:1'))).not.toBe(first);
  const callers = await sql<{ caller: string }[]>`
    select caller from rental.idempotency_key where key = ${input.idempotencyKey} order by caller`;
  expect(callers.map(({ caller }) => caller)).toEqual(['customer:1', 'staff:1']);
});
