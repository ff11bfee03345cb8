import type { Connection } from '@reelhouse/connections';
import { createKeysetList, rowLoader, type KeysetDefinition, type RowLoader, type Sql } from '@reelhouse/database';
import type { StaffSeen } from '../domain/access-policy.ts';
import type { StaffFilter } from '../domain/staff-filter.ts';
import type { StaffSortField } from '../generated/resolvers.ts';

/** A row of `store.staff`, without the picture: that is large, and read on its own. */
export interface StaffRow {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly addressId: number;
  readonly email: string | null;
  readonly storeId: number;
  readonly active: boolean;
  readonly username: string;
  readonly lastUpdate: Date;
}

/** A list of members of staff. */
export type StaffRows = Connection<StaffRow>;

/** How staff are listed for somebody who sees these. */
export function staffList(seen: StaffSeen): KeysetDefinition<StaffFilter, StaffSortField, 'store'> {
  return {
    from: 'staff s',
    id: 's.staff_id',
    orders: {
      ID: [],
      NAME: [
        { expression: 's.last_name', type: 'text' },
        { expression: 's.first_name', type: 'text' },
      ],
      USERNAME: [{ expression: 'lower(s.username)', type: 'text' }],
    },
    parents: { store: { column: 's.store_id' } },
    conditions: (filter, fragment) => [
      !seen.all && fragment`s.store_id = ${seen.storeId}`,
      filter.storeId !== undefined && fragment`s.store_id = ${filter.storeId}`,
      filter.active !== undefined && fragment`s.active = ${filter.active}`,
    ],
  };
}

/** Members of the staff by their ids, for one request of somebody who sees these. */
export function staffById(sql: Sql, { all, storeId }: StaffSeen): RowLoader<StaffRow> {
  return rowLoader<StaffRow>(
    (ids) => sql<StaffRow[]>`
      select staff_id as id, first_name as "firstName", last_name as "lastName", address_id as "addressId", email,
        store_id as "storeId", active, username, last_update as "lastUpdate"
      from staff
      where staff_id = any(${[...ids]}::integer[]) and (${all}::boolean or store_id = ${storeId}::integer)`,
    (member) => member.id,
  );
}

/** The staff of one request, as far as whoever asks sees them. */
export function staffStore(sql: Sql, seen: StaffSeen) {
  const { all, storeId } = seen;
  const byId = staffById(sql, seen);
  return {
    byId,
    list: createKeysetList(sql, byId, staffList(seen)),
    /** The member with a username, whatever its case. */
    async byUsername(username: string): Promise<StaffRow | undefined> {
      const [found] = await sql<{ id: number }[]>`
        select staff_id as id from staff
        where lower(username) = lower(${username}) and (${all}::boolean or store_id = ${storeId}::integer)`;
      return found && byId.load(found.id);
    },
    /** The bytes of a member's picture. */
    async pictureOf(id: number): Promise<Buffer | undefined> {
      const [found] = await sql<{ picture: Buffer | null }[]>`
        select picture from staff where staff_id = ${id} and (${all}::boolean or store_id = ${storeId}::integer)`;
      return found?.picture ?? undefined;
    },
  };
}
