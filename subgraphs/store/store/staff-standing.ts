import type { Transaction } from '@reelhouse/database';
import type { OfferedSnapshot } from '@reelhouse/subgraph';
import type { StaffStanding } from '../events.ts';

/** A transaction that sees the rows of one moment. */
type SnapshotSql = Parameters<OfferedSnapshot['read']>[0];

/** How many rows are sent at once. */
const part = 500;

/** How each member of the staff is, former ones too. */
export function allStaff(sql: SnapshotSql): AsyncIterable<StaffStanding[]> {
  return sql<StaffStanding[]>`
    select s.staff_id as "staffId", s.username, s.active, s.store_id as "storeId", m.store_id is not null as manager
    from staff s left join store m on m.manager_staff_id = s.staff_id`.cursor(part);
}

/** How a member of the staff is, who stays so until the transaction ends; undefined if there is none. */
export async function lockStaff(tx: Transaction, id: number): Promise<StaffStanding | undefined> {
  const [member] = await tx<StaffStanding[]>`
    select s.staff_id as "staffId", s.username, s.active, s.store_id as "storeId", m.store_id is not null as manager
    from staff s left join store m on m.manager_staff_id = s.staff_id
    where s.staff_id = ${id} for update of s`;
  return member;
}

/** Notes whether a member works for the chain. */
export async function updateStaffActive(tx: Transaction, id: number, active: boolean, at: Date): Promise<void> {
  await tx`update staff set active = ${active}, last_update = ${at} where staff_id = ${id}`;
}
