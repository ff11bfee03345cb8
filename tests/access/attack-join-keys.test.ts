import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { openWatchedHouse, type WatchedHouse } from './people.fixture.ts';
import type { ViewerName } from './permissions.ts';
import type { SampleRows } from './sample-rows.fixture.ts';

const database = await createSampleDatabase();
let house: WatchedHouse;
/** A rental and a payment of the other store, which lead to rows of the first one. */
let rows: SampleRows;
beforeAll(async () => {
  house = await openWatchedHouse(database);
  rows = house.rows;
  const { sql } = database;
  // What was rented in the other store was taken there by somebody who works in this one now, and its copy is here now.
  await sql`update rental.rental set staff_id = ${rows.staff} where rental_id = ${rows.otherRental}`;
  await sql`update rental.inventory_item set store_id = ${rows.store} where inventory_id = ${rows.otherCopy}`;
  // It was paid for a rental of this store.
  await sql`update payment.payment set staff_id = ${rows.staff}, rental_id = ${rows.rental} where payment_id = ${rows.otherPayment}`;
});

type Join = readonly [string, ViewerName, (rows: SampleRows) => string, readonly string[]];

/** What leads from a row that somebody sees to one that they do not, by a key that the row itself holds. */
const heldKeys: readonly Join[] = [
  ['the staff of a rental', 'staff of another store', ({ otherRental }) => `rental(id: "${otherRental}")`, ['staff']],
  [
    'the staff of a payment',
    'staff of another store',
    ({ otherPayment }) => `payment(id: "${otherPayment}")`,
    ['staff'],
  ],
  [
    'the rental of a payment',
    'staff of another store',
    ({ otherPayment }) => `payment(id: "${otherPayment}")`,
    ['rental'],
  ],
  ['the rental of a payment', 'other customer', ({ otherPayment }) => `payment(id: "${otherPayment}")`, ['rental']],
];
/** The same where the subgraph that leads there knows who may see the row. */
const joins: readonly Join[] = [
  ['the copy of a rental', 'staff of another store', ({ otherRental }) => `rental(id: "${otherRental}")`, ['copy']],
  ['the manager of a store', 'staff of another store', ({ store }) => `store(id: "${store}")`, ['manager']],
  ['the manager of a store', 'manager of another store', ({ store }) => `store(id: "${store}")`, ['manager']],
  [
    'the customer of a registration',
    'other customer',
    ({ registration }) => `registration(id: "${registration}")`,
    ['customer'],
  ],
];
/** Each asks for less than the one before: what is there by the key alone must not be there either. */
const selections = ['id lastUpdate', 'id', '__typename', 'theId: id t: __typename', '... { id }'];

describe('a row that is not there for somebody is not there by its key either', () => {
  test.each(joins)('%s, as %s', async (_, viewer, path, [field]) => {
    for (const selection of selections) {
      const { data, errors } = await house.askAs(viewer, `{ it: ${path(rows)} { id ${field} { ${selection} } } }`);
      expect(errors, selection).toBeUndefined();
      expect(data, selection).toEqual({ it: { id: expect.any(String) as string, [field!]: null } });
    }
  });

  test.each(heldKeys)('%s, as %s, but for the key that the row holds', async (_, viewer, path, [field]) => {
    const ask = (selection: string) => house.askAs(viewer, `{ it: ${path(rows)} { id ${field} { ${selection} } } }`);
    for (const selection of ['id lastUpdate', '__typename lastUpdate', 'changed: lastUpdate']) {
      const { data, errors } = await ask(selection);
      expect(errors, selection).toBeUndefined();
      expect(data, selection).toEqual({ it: { id: expect.any(String) as string, [field!]: null } });
    }
    // A foreign key is part of the row that it stands in; it says nothing of the row that it leads to.
    const { data } = await ask('id');
    expect(data).toEqual({ it: { id: expect.any(String) as string, [field!]: { id: expect.any(String) as string } } });
  });

  test('in a list that leads to it', async () => {
    const { data, errors } = await house.askAs(
      'staff of another store',
      '{ stores { edges { node { id manager { id } } } } }',
    );
    expect(errors).toBeUndefined();
    const { edges } = data?.['stores'] as { edges: { node: { id: string; manager: { id: string } | null } }[] };
    const managers = edges.map(({ node }) => [node.id, node.manager === null]);
    expect(managers).toEqual(edges.map(({ node }) => [node.id, node.id !== rows.otherStore]));
  });
});

describe('what is fetched to join is not in the answer', () => {
  test('keys that were not asked for', async () => {
    const { data } = await house.askAs(
      'customer',
      `{ rental(id: "${rows.rental}") { film { title } store { timeZone } payments { totalCount } } }`,
    );
    const text = Object.fromEntries(
      Object.entries(data?.['rental'] as object).map(([name, value]) => [name, Object.keys(value as object)]),
    );
    expect(text).toEqual({ film: ['title'], store: ['timeZone'], payments: ['totalCount'] });
  });

  test('keys of what is denied', async () => {
    const { text, data } = await house.askAs(
      'customer',
      `{ rental(id: "${rows.rental}") { filmTitle staff { id } } payment(id: "${rows.payment}") { staff { id } } store(id: "${rows.store}") { manager { id } } }`,
    );
    expect(data).toEqual({
      rental: { filmTitle: expect.any(String) as string, staff: null },
      payment: { staff: null },
      store: { manager: null },
    });
    expect(text).not.toContain(`"id":`);
  });
});
