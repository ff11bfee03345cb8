import type { Transaction } from '@reelhouse/database';
import type { CustomersRead } from '../people-events.ts';
import { recordAudit } from './audit.ts';

/** Puts on record that a member of the staff was given rows of customers. */
export function recordPeopleRead(tx: Transaction, read: CustomersRead): Promise<void> {
  const { staffId, storeId, customerIds, count, readAt } = read;
  const actor = { kind: 'staff', id: staffId } as const;
  return recordAudit(tx, {
    ...{ kind: 'people_read', principal: null, actor, at: new Date(readAt) },
    ...{ storeId, customerIds, count },
  });
}
