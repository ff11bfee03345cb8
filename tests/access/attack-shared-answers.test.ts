import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { openWatchedHouse, signedInOrNobody, type WatchedHouse } from './people.fixture.ts';
import type { ViewerName } from './permissions.ts';
import type { SampleRows } from './sample-rows.fixture.ts';

const database = await createSampleDatabase();
let house: WatchedHouse;
beforeAll(async () => {
  house = await openWatchedHouse(database);
});

/** Operations whose text and variables are the same whoever asks, and whose answers must not be. */
const operations: readonly (readonly [string, (rows: SampleRows) => string])[] = [
  ['a rental', ({ rental }) => `{ rental(id: "${rental}") { id price { amount } customer { email } film { title } } }`],
  ['a payment', ({ payment }) => `{ payment(id: "${payment}") { id amount { amount } } }`],
  ['a copy', ({ copy }) => `{ copy(id: "${copy}") { id status } film(id: "1") { title } }`],
  [
    'a customer',
    ({ customer }) => `{ customer(id: "${customer}") { id email rentals { totalCount } payments { totalCount } } }`,
  ],
  ['a member of the staff', ({ staff }) => `{ staffMember(id: "${staff}") { username login { loginName } } }`],
  ['lists', () => '{ rentals(first: 2) { totalCount edges { node { id } } } payments(first: 2) { totalCount } }'],
  [
    'lists of staff',
    () =>
      '{ staff { totalCount } copies(first: 1) { totalCount edges { node { id } } } customers(first: 1) { totalCount } }',
  ],
  [
    'the catalogue with what is not of it',
    ({ film }) => `{ film(id: "${film}") { title availability { copies } copies { totalCount } } }`,
  ],
  [
    'a store',
    ({ store }) =>
      `{ store(id: "${store}") { timeZone manager { username } staff { totalCount } rentals { totalCount } } }`,
  ],
  ['the viewer', () => '{ viewer { id kind scopes storeId customer { email } staff { username } sessions { id } } }'],
];

describe('an answer to one is never given to another, by the same operation', () => {
  const alone = new Map<string, string>();
  const key = (viewer: ViewerName, operation: string): string => `${viewer}: ${operation}`;
  // Each is asked by nobody else before: nothing that is kept of an operation is of somebody with more rights.
  const own = (viewer: ViewerName, operation: string): string => `query As${viewer.replaceAll(' ', '_')} ${operation}`;

  test.each(operations)('%s, one after the other', async (_, write) => {
    const operation = write(house.rows);
    for (const viewer of signedInOrNobody)
      alone.set(key(viewer, operation), (await house.askAs(viewer, own(viewer, operation))).text);
    // Those with the most rights come first.
    for (const viewer of [...signedInOrNobody].reverse()) {
      expect((await house.askAs(viewer, operation)).text, viewer).toBe(alone.get(key(viewer, operation)));
    }
    for (const viewer of signedInOrNobody) {
      expect((await house.askAs(viewer, operation)).text, viewer).toBe(alone.get(key(viewer, operation)));
    }
    // Else it shows nothing.
    expect(new Set(alone.values()).size).toBeGreaterThan(1);
  });

  test.each(operations)('%s, all at once', async (_, write) => {
    const operation = write(house.rows);
    const asking = Array.from({ length: 6 }, () => signedInOrNobody).flat();
    const answers = await Promise.all(asking.map((viewer) => house.askAs(viewer, operation)));
    for (const [index, { text }] of answers.entries()) {
      const viewer = asking[index]!;
      expect(text, viewer).toBe(alone.get(key(viewer, operation)));
    }
  });
});
