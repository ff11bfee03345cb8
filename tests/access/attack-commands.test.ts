import { randomUUID } from 'node:crypto';
import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { keptRows } from './kept-rows.fixture.ts';
import { openWatchedHouse, type WatchedHouse } from './people.fixture.ts';
import type { ViewerName } from './permissions.ts';

const database = await createSampleDatabase();
let house: WatchedHouse;
beforeAll(async () => {
  house = await openWatchedHouse(database);
});

const addCopies = `mutation ($input: AddCopiesInput!) {
  addCopies(input: $input) { copies { id store { id } } userErrors { code } }
}`;
interface Added {
  readonly copies: readonly { readonly id: string; readonly store: { readonly id: string } }[] | null;
  readonly userErrors: readonly { readonly code: string }[];
}
async function added(viewer: ViewerName, input: object): Promise<Added> {
  const { data, errors } = await house.askAs(viewer, addCopies, { input });
  expect(errors).toBeUndefined();
  return data?.['addCopies'] as Added;
}

describe('a key of somebody else is a key of one’s own', () => {
  test('the other is never given the result that it stands for', async () => {
    const { rows } = house;
    const idempotencyKey = randomUUID();
    const input = { idempotencyKey, filmId: rows.film, storeId: rows.store, count: 1 };
    const first = await added('staff', input);
    expect(first.userErrors).toEqual([]);
    expect(await added('staff', input)).toEqual(first);
    // A colleague begins anew; somebody of another store is refused as by any key.
    const colleague = await added('manager', input);
    expect(colleague.copies?.[0]?.id).not.toBe(first.copies?.[0]?.id);
    const foreign = await added('manager of another store', input);
    expect(foreign).toEqual(await added('manager of another store', { ...input, idempotencyKey: randomUUID() }));
    expect(foreign.copies).toBeNull();
  });

  test('nor is whoever may not call it at all told that it was used', async () => {
    const { rows } = house;
    const idempotencyKey = randomUUID();
    const input = { idempotencyKey, filmId: rows.film, storeId: rows.store, count: 1 };
    await added('staff', input);
    for (const viewer of ['anonymous', 'customer'] as const) {
      const used = await house.askAs(viewer, addCopies, { input });
      const unused = await house.askAs(viewer, addCopies, { input: { ...input, idempotencyKey: randomUUID() } });
      expect(used.data).toBeNull();
      expect(used.text).toBe(unused.text);
    }
  });
});

describe('nobody acts in the name of another', () => {
  test.each(['staff', 'manager'] as const)('as %s, of their own store or of another', async (viewer) => {
    const { rows } = house;
    const before = await keptRows(database);
    const others = [
      rows.otherStaff,
      rows.otherManager,
      viewer === 'staff' ? rows.manager : rows.staff,
      rows.leavingStaff,
    ];
    for (const staffId of others) {
      const input = { idempotencyKey: randomUUID(), filmId: rows.film, storeId: rows.store, count: 1, staffId };
      const { copies, userErrors } = await added(viewer, input);
      expect([copies, userErrors.length > 0]).toEqual([null, true]);
    }
    const after = await keptRows(database);
    expect(after['rental.inventory_item']).toBe(before['rental.inventory_item']);
  });

  test('nor does a customer by an input that names staff', async () => {
    const input = {
      idempotencyKey: randomUUID(),
      customerId: house.rows.customer,
      copyIds: [house.rows.copy],
      staffId: house.rows.staff,
    };
    const { data, errors } = await house.askAs(
      'customer',
      'mutation ($input: CheckOutInput!) { checkOut(input: $input) { rentals { id } } }',
      { input },
    );
    expect([data, errors?.map(({ extensions }) => extensions.code)]).toEqual([null, ['UNAUTHORIZED_FIELD_OR_TYPE']]);
  });
});

test('half of what was meant is never done: a denied field refuses those beside it, first or last', async () => {
  const { rows } = house;
  const before = await keptRows(database);
  const input = (name: string) =>
    `${name}(input: { idempotencyKey: "${randomUUID()}", filmId: "${rows.film}", storeId: "${rows.store}", count: 1 }) { userErrors { code } }`;
  const deactivate = `deactivateStaff(input: { idempotencyKey: "${randomUUID()}", staffId: "${rows.manager}" }) { userErrors { code } }`;
  for (const body of [
    `a: ${input('addCopies')} ${deactivate}`,
    `${deactivate} b: ${input('addCopies')}`,
    `...F ${deactivate}`,
  ]) {
    const fragment = body.includes('...F') ? `fragment F on Mutation { c: ${input('addCopies')} }` : '';
    const { data, errors } = await house.askAs('staff', `mutation { ${body} } ${fragment}`);
    expect([data, errors?.map(({ path }) => path)]).toEqual([null, [['deactivateStaff']]]);
  }
  expect(await keptRows(database)).toEqual(before);
});
