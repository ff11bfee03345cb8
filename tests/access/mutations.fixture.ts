import { randomUUID } from 'node:crypto';
import type { ViewerName } from './permissions.ts';
import type { SampleRows } from './sample-rows.fixture.ts';

/** An id that no row has. */
export const absent = '2000000000';

/** The member of the staff who acts, if somebody of the staff asks. */
export function actingStaff(rows: SampleRows, viewer: ViewerName): string {
  const members: Partial<Record<ViewerName, string>> = {
    manager: rows.manager,
    'manager of another store': rows.otherManager,
    'staff of another store': rows.otherStaff,
  };
  return members[viewer] ?? rows.staff;
}

/** The input of every mutation, such that it is refused with a `userError` to whoever may call it, and nothing is changed. */
export function refusedInputs(rows: SampleRows, viewer: ViewerName): Readonly<Record<string, object | undefined>> {
  const idempotencyKey = `access-${randomUUID()}`;
  const staffId = actingStaff(rows, viewer);
  const newPassword = 'a long password 4711';
  const refreshToken = 'nothing';
  return {
    deactivateCustomer: { idempotencyKey, customerId: absent },
    reactivateCustomer: { idempotencyKey, customerId: absent },
    signInCustomer: { email: 'nobody@nowhere.example', password: 'nothing' },
    signInStaff: { username: 'nobody', password: 'nothing' },
    refreshSession: { refreshToken },
    endSession: { sessionId: randomUUID() },
    changePassword: { currentPassword: 'nothing', newPassword },
    registerCustomer: {
      idempotencyKey,
      email: 'new@nowhere.example',
      password: 'short',
      firstName: 'New',
      lastName: 'Nobody',
      storeId: rows.store,
      address: { address: '1 Street', cityId: rows.city, phone: '1' },
    },
    requestPasswordReset: { email: 'nobody@nowhere.example' },
    resetPassword: { token: 'nothing', newPassword },
    resetStaffPassword: { staffId: absent },
    checkOut: { idempotencyKey, customerId: absent, copyIds: [absent], staffId },
    checkIn: { idempotencyKey, copyIds: [absent], staffId },
    addCopies: { idempotencyKey, filmId: absent, storeId: rows.store, count: 1, staffId },
    transferCopy: { idempotencyKey, copyId: absent, toStoreId: rows.otherStore, staffId },
    receiveCopy: { idempotencyKey, copyId: absent, staffId },
    deactivateStaff: { idempotencyKey, staffId: absent },
    reactivateStaff: { idempotencyKey, staffId: absent },
    // Those take none, and end the session that they are called in.
    signOut: undefined,
    signOutEverywhere: undefined,
  };
}
