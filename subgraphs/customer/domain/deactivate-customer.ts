import type { Viewer } from '@reelhouse/auth';
import type { Clock } from '@reelhouse/clock';
import { parseId, type Sql } from '@reelhouse/database';
import { userError, type UserError, type UserErrorCode } from '@reelhouse/errors';
import { recordEvent } from '@reelhouse/events';
import { runIdempotent } from '@reelhouse/idempotency';
import { customerChanged } from '../events.ts';
import { lockCustomer, updateCustomerActive } from '../store/customer-standing.ts';
import { keepsCustomers } from './access-policy.ts';

/** What a command works with. */
export interface CommandServices {
  readonly sql: Sql;
  readonly clock: Clock;
  /** For whom it is done. */
  readonly viewer: Viewer;
  /** Who that is: the `sub` of their token. Keys of different callers have nothing to do with each other. */
  readonly caller: string;
  /** The W3C trace that the command belongs to. */
  readonly traceparent?: string | undefined;
}

/** Which customer is meant. */
export interface CustomerInput {
  readonly idempotencyKey: string;
  readonly customerId: string;
}

/** The customer that a command changed, by the key; null if it was refused. */
export interface CustomerResult {
  readonly customerId: number | null;
  readonly userErrors: readonly UserError[];
}

/**
 * Notes that a customer may not rent any more: whoever has signed in loses access. Copies that are out stay rented until
 * they are brought back. Staff do so, for any customer.
 *
 * @throws what `runIdempotent` throws. Nothing was done then.
 */
export function deactivateCustomer(services: CommandServices, input: CustomerInput): Promise<CustomerResult> {
  return setActive(services, 'deactivateCustomer', input, false);
}

/** Notes that a former customer may rent again: see `deactivateCustomer`. */
export function reactivateCustomer(services: CommandServices, input: CustomerInput): Promise<CustomerResult> {
  return setActive(services, 'reactivateCustomer', input, true);
}

async function setActive(
  { sql, clock, viewer, caller, traceparent }: CommandServices,
  command: string,
  input: CustomerInput,
  active: boolean,
): Promise<CustomerResult> {
  const customerId = parseId(input.customerId, 'input.customerId');
  // Nothing is kept for whoever may not do it.
  if (!keepsCustomers(viewer)) return refused('FORBIDDEN', 'Staff decide who is a customer.');
  return runIdempotent(sql, { command, caller, key: input.idempotencyKey, input, clock }, async (tx) => {
    const customer = customerId === undefined ? undefined : await lockCustomer(tx, customerId);
    if (!customer) return refused('CUSTOMER_NOT_FOUND', 'There is no such customer.');
    if (customer.active !== active) {
      const at = clock.now();
      await updateCustomerActive(tx, customer.customerId, active, at);
      await recordEvent(tx, customerChanged, {
        aggregateId: customer.customerId,
        occurredAt: at,
        payload: { ...customer, active, actor: caller },
        ...(traceparent !== undefined && { traceparent }),
      });
    }
    return { customerId: customer.customerId, userErrors: [] };
  });
}

function refused(code: UserErrorCode, message: string): CustomerResult {
  return { customerId: null, userErrors: [userError(code, 'input.customerId', message)] };
}
