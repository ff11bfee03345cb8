import type { Transaction } from '@reelhouse/database';
import { deleteAccount, handOverAccount } from '../store/login-name.ts';
import { endRegistration, lockPendingRegistration, type RegistrationFailure } from '../store/registration.ts';
import { recordAudit } from './audit.ts';

/** Gives the customer who was made the name and the password that were reserved. One that has ended stays as it is. */
export async function completeRegistration(
  tx: Transaction,
  { registrationId, customerId }: { readonly registrationId: number; readonly customerId: number },
  at: Date,
): Promise<void> {
  if (!(await lockPendingRegistration(tx, registrationId))) return;
  await handOverAccount(tx, 'customer', { from: -registrationId, to: customerId }, at);
  await endRegistration(tx, registrationId, { customerId }, at);
  const principal = { kind: 'customer', id: customerId } as const;
  await recordAudit(tx, { kind: 'registration_completed', principal, at, detail: { registration: registrationId } });
}

/** Lets go of the name that was reserved: there will be no customer. One that has ended stays as it is. */
export async function failRegistration(
  tx: Transaction,
  { registrationId, reason }: { readonly registrationId: number; readonly reason: string },
  at: Date,
): Promise<void> {
  if (!(await lockPendingRegistration(tx, registrationId))) return;
  const failure = failureOf(reason);
  await deleteAccount(tx, { kind: 'customer', id: -registrationId });
  await endRegistration(tx, registrationId, { failure }, at);
  const detail = { registration: registrationId, reason: failure };
  await recordAudit(tx, { kind: 'registration_failed', principal: null, at, detail });
}

/** Reasons that this release does not know are the general one. */
function failureOf(reason: string): RegistrationFailure {
  return reason === 'store_not_found' || reason === 'city_not_found' ? reason : 'not_accepted';
}
