import type { Transaction } from '@reelhouse/database';
import { parseId } from '@reelhouse/database';
import { userError, type UserError } from '@reelhouse/errors';
import { holdAccount } from '../store/account.ts';
import { recordAudit } from './audit.ts';
import { callerOf } from './caller.ts';
import type { CommandServices } from './command.ts';
import { makePasswordLink, type PasswordLink } from './password-links.ts';

/** The link that a manager hands over; null if it was refused. */
export interface PasswordLinkResult {
  readonly link: PasswordLink | null;
  readonly userErrors: readonly UserError[];
}

/**
 * Makes a link for a member of the caller's store, who has no password yet or has forgotten it. Who the caller is now
 * decides, not what the token says: a former manager's may still be good for some minutes.
 *
 * The answer is not kept, because the link is a secret; a call that is repeated makes another one.
 *
 * @throws `UNAUTHENTICATED` if nobody has signed in.
 */
export async function resetStaffPassword(services: CommandServices, staffId: string): Promise<PasswordLinkResult> {
  const { sql, clock, identity, clientAddress } = services;
  const { principal: actor, sessionId } = callerOf(services);
  const id = parseId(staffId, 'input.staffId');
  return sql.begin(async (tx: Transaction) => {
    const manager = actor.kind === 'staff' ? await holdAccount(tx, actor) : undefined;
    const mayReset = manager?.active && manager.manager && identity?.scopes.includes('manager');
    if (!mayReset) return refused('FORBIDDEN', 'A manager resets the passwords of their staff.');
    const member = id === undefined ? undefined : await holdAccount(tx, { kind: 'staff', id });
    if (id === undefined || !member?.active || member.storeId !== manager.storeId) {
      return refused('NOT_FOUND', 'Nobody of this id works in your store.');
    }
    if (id === actor.id) return refused('FORBIDDEN', 'Whoever knows the password changes it by changePassword.');
    if (member.manager) return refused('FORBIDDEN', 'The passwords of managers are not reset by others.');
    const at = clock.now();
    const link = await makePasswordLink(tx, { kind: 'staff', id }, at);
    const principal = { kind: 'staff', id } as const;
    await recordAudit(tx, { kind: 'password_link_given', principal, actor, at, clientAddress, sessionId });
    return { link: link ?? null, userErrors: [] };
  });
}

function refused(code: 'FORBIDDEN' | 'NOT_FOUND', message: string): PasswordLinkResult {
  return { link: null, userErrors: [userError(code, 'input.staffId', message)] };
}
