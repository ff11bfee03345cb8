import { randomUUID } from 'node:crypto';
import type { Principal, PrincipalKind } from '@reelhouse/auth';
import type { Transaction } from '@reelhouse/database';
import { userError, type UserError } from '@reelhouse/errors';
import { findAccount, holdAccount, type AccountWithPassword } from '../store/account.ts';
import { lockCredential, writeCredential } from '../store/credential.ts';
import { insertToken } from '../store/refresh-token.ts';
import { insertSession } from '../store/session.ts';
import { recordAudit } from './audit.ts';
import type { CommandServices } from './command.ts';
import { normalizeLoginName } from './login-name.ts';
import { isOversized } from './password-rules.ts';
import { HashingBusy, type StoredPassword, type Verdict } from './passwords.ts';
import { hashRefreshToken, newRefreshToken, refreshTokenLifetime } from './refresh-token.ts';
import { issueTokens, type IssuedSession, type TokensResult } from './session-tokens.ts';
import { activeKey } from './signing-keys.ts';
import { beginAttempt, tooManyAttempts, type Attempt } from './throttle.ts';

/** Who wants to sign in. */
export interface Claim {
  readonly kind: PrincipalKind;
  /** An email or a user name, as it was typed. */
  readonly name: string;
  readonly password: string;
}

const longestAddress = 100;
const longestUserAgent = 200;

/**
 * Begins a session for whoever knows the password. Names that nobody has, wrong passwords and closed accounts are answered
 * alike, at the same cost.
 */
export async function signIn(services: CommandServices, { kind, name, password }: Claim): Promise<TokensResult> {
  const { sql, clock, passwords, clientAddress, onPoint } = services;
  // Neither can be anybody's, and nothing is done for them.
  const loginName = normalizeLoginName(kind, name);
  if ('problem' in loginName || isOversized(password)) return refused(invalidCredentials());

  const attempt = await beginAttempt(sql, clock, { kind, normalized: loginName.normalized, clientAddress });
  if (attempt instanceof Date) return refused(tooManyAttempts(attempt));
  const account = await findAccount(sql, kind, loginName.normalized);
  const stored = account && storedPassword(account);
  let verdict: Verdict;
  try {
    verdict = await passwords.verify(password, stored);
  } catch (error) {
    await attempt.withdraw();
    if (error instanceof HashingBusy) return refused(tooManyAttempts());
    throw error;
  }
  const principal = account ? { kind, id: account.id } : null;
  if (principal && account?.active && stored && verdict.matches) {
    await onPoint?.('verified');
    const key = await activeKey(sql, clock);
    const session = await sql.begin((tx) => begin(tx, services, { principal, stored, verdict, attempt }));
    if (session) return { ...(await issueTokens(session, key, clock.now())), userErrors: [] };
  }
  await recordAudit(sql, { kind: 'sign_in_failed', principal, at: clock.now(), clientAddress });
  return refused(invalidCredentials());
}

/** The password of an account, if it has one. */
export function storedPassword({ algorithm, passwordHash }: AccountWithPassword): StoredPassword | undefined {
  return algorithm !== null && passwordHash !== null ? { algorithm, passwordHash } : undefined;
}

/** Begins the session, unless the account was closed or has another password since that was verified. */
async function begin(
  tx: Transaction,
  { clock, clientAddress, userAgent, listener }: CommandServices,
  verified: { principal: Principal; stored: StoredPassword; verdict: Verdict; attempt: Attempt },
): Promise<IssuedSession | undefined> {
  const { principal, stored, verdict, attempt } = verified;
  const account = await holdAccount(tx, principal);
  const credential = await lockCredential(tx, principal);
  if (!account?.active || credential?.passwordHash !== stored.passwordHash) return undefined;
  const at = clock.now();
  if (verdict.replacement !== undefined) {
    await writeCredential(tx, principal, { passwordHash: verdict.replacement, at });
    const detail = { from: stored.algorithm };
    await recordAudit(tx, { kind: 'password_upgraded', principal, at, clientAddress, detail });
  }
  const sessionId = randomUUID();
  const clientId = listener ?? null;
  const expiresAt = new Date(at.getTime() + refreshTokenLifetime * 1000);
  const refreshToken = newRefreshToken();
  await insertSession(tx, {
    id: sessionId,
    principal,
    clientId,
    createdAt: at,
    expiresAt,
    clientAddress: clientAddress?.slice(0, longestAddress) || null,
    userAgent: userAgent?.slice(0, longestUserAgent) || null,
  });
  await insertToken(tx, { tokenHash: hashRefreshToken(refreshToken), sessionId, issuedAt: at, expiresAt });
  await recordAudit(tx, { kind: 'signed_in', principal, at, clientAddress, sessionId });
  await attempt.succeed(tx);
  return { principal, account, sessionId, clientId, refreshToken, refreshTokenExpiresAt: expiresAt };
}

function invalidCredentials(): UserError {
  return userError('INVALID_CREDENTIALS', 'input', 'The name or the password is wrong.');
}

function refused(error: UserError): TokensResult {
  return { userErrors: [error] };
}
