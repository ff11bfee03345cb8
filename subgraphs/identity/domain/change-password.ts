import type { Transaction } from '@reelhouse/database';
import { clientError, userError, type UserError } from '@reelhouse/errors';
import { holdAccount, readAccount } from '../store/account.ts';
import { lockCredential, writeCredential } from '../store/credential.ts';
import { findSession } from '../store/session.ts';
import { recordAudit } from './audit.ts';
import { callerOf, type Caller } from './caller.ts';
import type { CommandServices, DoneResult } from './command.ts';
import { endSessionsOf } from './end-sessions.ts';
import { isOversized, passwordRefusals } from './password-rules.ts';
import { HashingBusy, type StoredPassword } from './passwords.ts';
import { storedPassword } from './sign-in.ts';
import { beginAttempt, tooManyAttempts, type Attempt } from './throttle.ts';

/** The passwords that the caller has and wants. */
export interface PasswordChange {
  readonly currentPassword: string;
  readonly newPassword: string;
}

/**
 * Gives the caller another password and ends their other sessions. Wrong current passwords count as attempts to sign in:
 * who has found an open screen cannot try any number of them.
 *
 * @throws `UNAUTHENTICATED` if nobody has signed in, or if the session has ended.
 */
export async function changePassword(services: CommandServices, change: PasswordChange): Promise<DoneResult> {
  const { sql, clock, passwords, clientAddress, onPoint } = services;
  const caller = callerOf(services);
  const { principal } = caller;
  const account = await readAccount(sql, principal);
  if (!account?.active) throw sessionHasEnded();
  const { currentPassword, newPassword } = change;
  const refusals = passwordRefusals(newPassword, [account.name, account.normalized], 'input.newPassword');
  if (refusals.length > 0) return { userErrors: refusals };
  if (isOversized(currentPassword)) return refused(wrongPassword());

  const attempted = { kind: principal.kind, normalized: account.normalized, clientAddress };
  const attempt = await beginAttempt(sql, clock, attempted);
  if (attempt instanceof Date) return refused(tooManyAttempts(attempt));
  const stored = storedPassword(account);
  try {
    const { matches } = await passwords.verify(currentPassword, stored);
    if (matches && stored) {
      await onPoint?.('verified');
      const passwordHash = await passwords.hash(newPassword);
      const changed = await sql.begin((tx) => write(tx, services, { caller, stored, passwordHash, attempt }));
      if (changed) return { userErrors: [] };
    }
  } catch (error) {
    await attempt.withdraw();
    if (error instanceof HashingBusy) return refused(tooManyAttempts());
    throw error;
  }
  await recordAudit(sql, { kind: 'sign_in_failed', principal, at: clock.now(), clientAddress });
  return refused(wrongPassword());
}

/** Sets the password, unless the one that was verified is not the present one any more. */
async function write(
  tx: Transaction,
  { clock, clientAddress, traceparent }: CommandServices,
  verified: { caller: Caller; stored: StoredPassword; passwordHash: string; attempt: Attempt },
): Promise<boolean> {
  const { caller, stored, passwordHash, attempt } = verified;
  const { principal, sessionId } = caller;
  const account = await holdAccount(tx, principal);
  const credential = await lockCredential(tx, principal);
  const at = clock.now();
  const session = sessionId === undefined ? undefined : await findSession(tx, principal, { sessionId, at });
  if (!account?.active || !session) throw sessionHasEnded();
  if (credential?.passwordHash !== stored.passwordHash) return false;
  await writeCredential(tx, principal, { passwordHash, at });
  await recordAudit(tx, { kind: 'password_changed', principal, at, clientAddress, sessionId });
  await endSessionsOf(tx, principal, {
    ...{ reason: 'password_changed', at, except: sessionId, clientAddress, traceparent },
  });
  await attempt.succeed(tx);
  return true;
}

function sessionHasEnded(): Error {
  return clientError('UNAUTHENTICATED', 'Your session has ended. Sign in again.');
}

function wrongPassword(): UserError {
  return userError('INVALID_CREDENTIALS', 'input.currentPassword', 'This is not your present password.');
}

function refused(error: UserError): DoneResult {
  return { userErrors: [error] };
}
