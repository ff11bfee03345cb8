import { userError } from '@reelhouse/errors';
import { holdAccount, readAccount } from '../store/account.ts';
import { writeCredential } from '../store/credential.ts';
import { findPasswordLink, takePasswordLink } from '../store/password-link.ts';
import { recordAudit } from './audit.ts';
import type { CommandServices, DoneResult } from './command.ts';
import { endSessionsOf } from './end-sessions.ts';
import { hashPasswordToken } from './password-links.ts';
import { passwordRefusals } from './password-rules.ts';
import { HashingBusy } from './passwords.ts';
import { tooManyAttempts } from './throttle.ts';

/** A link and the password that it is to set. */
export interface PasswordReset {
  readonly token: string;
  readonly newPassword: string;
}

/** Sets a password by a link, which is used up by that, and ends all sessions. A password that is refused costs no link. */
export async function resetPassword(
  services: CommandServices,
  { token, newPassword }: PasswordReset,
): Promise<DoneResult> {
  const { sql, clock, passwords, clientAddress, traceparent, onPoint } = services;
  const tokenHash = hashPasswordToken(token);
  const principal = tokenHash && (await findPasswordLink(sql, tokenHash, clock.now()));
  const account = principal && (await readAccount(sql, principal));
  if (!tokenHash || !principal || !account?.active) return linkInvalid();
  const refusals = passwordRefusals(newPassword, [account.name, account.normalized], 'input.newPassword');
  if (refusals.length > 0) return { userErrors: refusals };
  let passwordHash: string;
  try {
    passwordHash = await passwords.hash(newPassword);
  } catch (error) {
    if (error instanceof HashingBusy) return { userErrors: [tooManyAttempts()] };
    throw error;
  }
  await onPoint?.('verified');
  return sql.begin(async (tx) => {
    const at = clock.now();
    const held = await holdAccount(tx, principal);
    if (!held?.active || !(await takePasswordLink(tx, tokenHash, at))) return linkInvalid();
    await writeCredential(tx, principal, { passwordHash, at });
    await recordAudit(tx, { kind: 'password_reset', principal, at, clientAddress });
    await endSessionsOf(tx, principal, { reason: 'password_reset', at, clientAddress, traceparent });
    return { userErrors: [] };
  });
}

function linkInvalid(): DoneResult {
  const message = 'The link was used before, is too old, or was never given out. Ask for another one.';
  return { userErrors: [userError('LINK_INVALID', 'input.token', message)] };
}
