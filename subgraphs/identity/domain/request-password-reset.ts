import type { PrincipalKind } from '@reelhouse/auth';
import { badUserInput } from '@reelhouse/errors';
import type { Logger } from '@reelhouse/logging';
import { findAccount, holdAccount } from '../store/account.ts';
import { askedTooOften } from './address-throttle.ts';
import { recordAudit } from './audit.ts';
import type { CommandServices, DoneResult } from './command.ts';
import type { Later } from './later.ts';
import { normalizeLoginName } from './login-name.ts';
import { makePasswordLink } from './password-links.ts';
import type { PasswordResetNotifier } from './password-reset-notifier.ts';

/** What the request of a link works with. */
export interface PasswordResetServices extends CommandServices {
  readonly notifier: PasswordResetNotifier;
  readonly later: Later;
  readonly log: Logger;
}

/** Whose link is wanted: the email of a customer, or the user name of a member of the staff. */
export interface PasswordResetRequest {
  readonly email?: string | null | undefined;
  readonly username?: string | null | undefined;
}

/** An account is sent one link in so many seconds at most, however often it is asked for. */
const restSeconds = 60;

/**
 * Sends a link to whoever has an account. The answer and its time are the same for everybody: it does not wait for it to be
 * found out who that is.
 *
 * @throws `BAD_USER_INPUT` unless there is either an email or a user name.
 */
export async function requestPasswordReset(
  services: PasswordResetServices,
  { email, username }: PasswordResetRequest,
): Promise<DoneResult> {
  if ((email == null) === (username == null)) throw badUserInput('input', 'must have either an email or a username');
  const often = await askedTooOften(services, 'password reset');
  if (often) return { userErrors: [often] };
  const [kind, name] = email == null ? (['staff', username ?? ''] as const) : (['customer', email] as const);
  const loginName = normalizeLoginName(kind, name);
  const normalized = 'problem' in loginName ? undefined : loginName.normalized;
  services.later.begin(() => sendLink(services, kind, normalized), services.log);
  return { userErrors: [] };
}

async function sendLink(
  { sql, clock, clientAddress, notifier }: PasswordResetServices,
  kind: PrincipalKind,
  normalized: string | undefined,
): Promise<void> {
  const found = normalized === undefined ? undefined : await findAccount(sql, kind, normalized);
  const principal = found ? { kind, id: found.id } : null;
  const at = clock.now();
  const sent = await sql.begin(async (tx) => {
    await recordAudit(tx, { kind: 'password_reset_requested', principal, at, clientAddress });
    const account = principal && (await holdAccount(tx, principal));
    if (!principal || !account?.active) return undefined;
    const link = await makePasswordLink(tx, principal, at, restSeconds);
    return link && { principal, loginName: account.name, ...link };
  });
  if (sent) await notifier.send(sent);
}
