import { randomUUID } from 'node:crypto';
import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { keptRows } from './kept-rows.fixture.ts';
import { absent, actingStaff } from './mutations.fixture.ts';
import { openWatchedHouse, type WatchedHouse } from './people.fixture.ts';
import type { ViewerName } from './permissions.ts';
import { openQuietHouse, type QuietHouse, type Watched } from './quiet-house.fixture.ts';
import type { SampleRows } from './sample-rows.fixture.ts';

const database = await createSampleDatabase();
let house: WatchedHouse;
let quiet: QuietHouse;
beforeAll(async () => {
  house = await openWatchedHouse(database);
  quiet = await openQuietHouse(database, house);
});

const ofOtherStore = ['staff of another store', 'manager of another store'] as const;
const notTheirs = ['other customer', ...ofOtherStore] as const;

/** A field that takes an id, whose row is foreign to whom, and an id that is as good as it but nobody's. */
interface Lookup {
  readonly field: string;
  readonly row: (rows: SampleRows) => string;
  readonly nobodys?: string;
  readonly viewers: readonly ViewerName[];
}

const lookups: readonly Lookup[] = [
  { field: 'customer(id: $id) { id firstName }', row: ({ customer }) => customer, viewers: ['other customer'] },
  { field: 'rental(id: $id) { id price { amount } }', row: ({ rental }) => rental, viewers: notTheirs },
  { field: 'rental(id: $id) { id }', row: ({ rental }) => rental, viewers: notTheirs },
  {
    field: 'rental(id: $id) { customer { email } payments { totalCount } }',
    row: ({ rental }) => rental,
    viewers: notTheirs,
  },
  { field: 'payment(id: $id) { id amount { amount } }', row: ({ payment }) => payment, viewers: notTheirs },
  { field: 'payment(id: $id) { rental { id } store { id } }', row: ({ payment }) => payment, viewers: notTheirs },
  { field: 'copy(id: $id) { id status }', row: ({ copy }) => copy, viewers: ofOtherStore },
  { field: 'copy(id: $id) { rentals { totalCount } }', row: ({ copy }) => copy, viewers: ofOtherStore },
  { field: 'staffMember(id: $id) { id username }', row: ({ staff }) => staff, viewers: ofOtherStore },
  { field: 'staffMember(id: $id) { login { loginName } }', row: ({ staff }) => staff, viewers: ofOtherStore },
  { field: 'staffPicture(staffId: $id) { mediaType }', row: ({ staff }) => staff, viewers: ofOtherStore },
  {
    field: 'staffMemberByUsername(username: $id) { id }',
    row: ({ staffUsername }) => staffUsername,
    nobodys: 'nobody.here',
    viewers: ofOtherStore,
  },
  ...['rentals', 'payments'].flatMap((list) => [
    {
      field: `${list}(filter: { customerId: $id }) { totalCount edges { node { id } } pageInfo { hasNextPage } }`,
      row: ({ customer }: SampleRows) => customer,
      viewers: ['other customer'] as const,
    },
    {
      field: `${list}(filter: { storeId: $id }) { totalCount edges { node { id } } pageInfo { hasNextPage } }`,
      row: ({ store }: SampleRows) => store,
      viewers: ofOtherStore,
    },
  ]),
  {
    field: 'payments(filter: { rentalId: $id }) { totalCount edges { node { id } } }',
    row: ({ rental }) => rental,
    viewers: notTheirs,
  },
  {
    field: 'rentals(filter: { copyId: $id }) { totalCount edges { node { id } } }',
    row: ({ copy }) => copy,
    viewers: ofOtherStore,
  },
  {
    field: 'copies(filter: { storeId: $id }) { totalCount edges { node { id } } }',
    row: ({ store }) => store,
    viewers: ofOtherStore,
  },
  {
    field: 'staff(filter: { storeId: $id }) { totalCount edges { node { id } } }',
    row: ({ store }) => store,
    viewers: ofOtherStore,
  },
];

/** An answer, with the id that was asked for called by another name. */
const withoutId = ({ text }: Watched, id: string): string => text.replaceAll(new RegExp(`\\b${id}\\b`, 'g'), 'ID');

describe('a row that is not for whoever asks is answered as one that is not there, to the last byte and statement', () => {
  test.each(lookups.map((lookup) => [lookup.field, lookup] as const))(
    '%s',
    async (field, { row, nobodys = absent, viewers }) => {
      const type = field.includes('$id') && field.startsWith('staffMemberByUsername') ? 'String!' : 'ID!';
      const query = `query ($id: ${type}) { ${field} }`;
      for (const viewer of viewers) {
        const foreign = row(house.rows);
        // What is prepared once is prepared.
        for (const id of [nobodys, foreign]) await quiet.askAs(viewer, query, { id });
        const [there, gone] = [
          await quiet.askAs(viewer, query, { id: foreign }),
          await quiet.askAs(viewer, query, { id: nobodys }),
        ];
        expect(gone.errors, viewer).toBeUndefined();
        expect(withoutId(there, foreign), viewer).toBe(withoutId(gone, nobodys));
        expect(there.statements, viewer).toEqual(gone.statements);
      }
    },
  );
});

/** A mutation of something that is foreign to whoever calls it. */
interface Command {
  readonly name: string;
  readonly viewer: ViewerName;
  readonly row: (rows: SampleRows) => string;
  readonly input: (id: string, rows: SampleRows, viewer: ViewerName) => object;
}

const keyed = (more: object): object => ({ idempotencyKey: `foreign-${randomUUID()}`, ...more });
const commands: readonly Command[] = [
  ...(['deactivateStaff', 'reactivateStaff'] as const).map((name) => ({
    name,
    viewer: 'manager of another store' as const,
    row: ({ staff }: SampleRows) => staff,
    input: (staffId: string) => keyed({ staffId }),
  })),
  {
    name: 'resetStaffPassword',
    viewer: 'manager of another store',
    row: ({ staff }) => staff,
    input: (staffId) => ({ staffId }),
  },
  ...ofOtherStore.flatMap((viewer) => [
    {
      name: 'transferCopy',
      viewer,
      row: ({ copy }: SampleRows) => copy,
      input: (copyId: string, rows: SampleRows) =>
        keyed({ copyId, toStoreId: rows.otherStore, staffId: actingStaff(rows, viewer) }),
    },
    {
      name: 'receiveCopy',
      viewer,
      row: ({ copy }: SampleRows) => copy,
      input: (copyId: string, rows: SampleRows) => keyed({ copyId, staffId: actingStaff(rows, viewer) }),
    },
    {
      name: 'checkOut',
      viewer,
      row: ({ copy }: SampleRows) => copy,
      input: (copyId: string, rows: SampleRows) =>
        keyed({ copyIds: [copyId], customerId: rows.customer, staffId: actingStaff(rows, viewer) }),
    },
    {
      name: 'checkIn',
      viewer,
      row: ({ staff }: SampleRows) => staff,
      input: (staffId: string, rows: SampleRows) => keyed({ copyIds: [rows.otherCopy], staffId }),
    },
    {
      name: 'addCopies',
      viewer,
      row: ({ staff }: SampleRows) => staff,
      input: (staffId: string, rows: SampleRows) =>
        keyed({ filmId: rows.film, storeId: rows.otherStore, count: 1, staffId }),
    },
  ]),
];

describe('a command about what is foreign is refused as one about nothing, and changes nothing', () => {
  test.each(commands.map((command) => [command.name, command.viewer, command] as const))(
    '%s as %s',
    async (name, viewer, { row, input }) => {
      const { rows } = house;
      const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
      const query = `mutation ($input: ${type}) { ${name}(input: $input) { userErrors { code message path } } }`;
      const call = (id: string) => quiet.askAs(viewer, query, { input: input(id, rows, viewer) });
      const foreign = row(rows);
      const before = await keptRows(database);
      for (const id of [absent, foreign]) await call(id);
      const [there, gone] = [await call(foreign), await call(absent)];
      expect(gone.errors).toBeUndefined();
      expect(gone.text).toMatch(/"code":"[A-Z_]*(NOT_FOUND|FORBIDDEN)"/);
      expect(withoutId(there, foreign)).toBe(withoutId(gone, absent));
      expect(there.statements).toEqual(gone.statements);
      const after = await keptRows(database);
      const changed = Object.keys(before).filter((table) => before[table] !== after[table]);
      expect(changed.filter((table) => !table.endsWith('.idempotency_key'))).toEqual([]);
    },
  );

  test('a session of somebody else is not ended, and not told of', async () => {
    const [session] = await database.sql<{ id: string }[]>`
      select session_id::text as id from identity.session
      where principal_kind = 'customer' and principal_id = ${house.rows.customer} and ended_at is null limit 1`;
    const query = `mutation ($id: ID!) { endSession(input: { sessionId: $id }) { userErrors { code message path } } }`;
    const foreign = session!.id;
    const nobodys = randomUUID();
    for (const viewer of ['other customer', 'manager'] as const) {
      for (const id of [foreign, nobodys]) await quiet.askAs(viewer, query, { id });
      const there = await quiet.askAs(viewer, query, { id: foreign });
      const gone = await quiet.askAs(viewer, query, { id: nobodys });
      expect(there.text).toContain('SESSION_NOT_FOUND');
      expect(withoutId(there, foreign)).toBe(withoutId(gone, nobodys));
      expect(there.statements).toEqual(gone.statements);
    }
    const open = await database.sql`select from identity.session where session_id = ${foreign} and ended_at is null`;
    expect(open).toHaveLength(1);
  });
});
