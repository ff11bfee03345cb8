import type { Transaction } from '@reelhouse/database';
import { userError } from '@reelhouse/errors';
import { holdAccount } from '../store/account.ts';
import { findTokenOwner, insertToken, markTokenUsed, readToken, type TokenOwner } from '../store/refresh-token.ts';
import { lockSession, prolongSession } from '../store/session.ts';
import type { CommandServices } from './command.ts';
import { endSessionsOf } from './end-sessions.ts';
import {
  canBeRefreshToken,
  hashRefreshToken,
  newSuccessorSalt,
  refreshRetryWindow,
  refreshTokenLifetime,
  successorOf,
} from './refresh-token.ts';
import { issueTokens, type IssuedSession, type TokensResult } from './session-tokens.ts';
import { activeKey } from './signing-keys.ts';

/**
 * Exchanges a refresh token for the next one, and an access token that says what is so of its principal now.
 *
 * A token that was exchanged before ends its session, because somebody else has it too; unless that was moments ago and
 * its successor was not used: then the same client asks again, and is answered the same successor.
 */
export async function refreshSession(services: CommandServices, refreshToken: string): Promise<TokensResult> {
  const { sql, clock } = services;
  const owner = canBeRefreshToken(refreshToken) ? await findTokenOwner(sql, hashRefreshToken(refreshToken)) : undefined;
  if (!owner) return refused();
  const key = await activeKey(sql, clock);
  const session = await sql.begin((tx) => exchange(tx, services, { owner, refreshToken }));
  if (!session) return refused();
  return { ...(await issueTokens(session, key, clock.now())), userErrors: [] };
}

async function exchange(
  tx: Transaction,
  services: CommandServices,
  { owner, refreshToken }: { readonly owner: TokenOwner; readonly refreshToken: string },
): Promise<IssuedSession | undefined> {
  const { clock, onPoint } = services;
  const { sessionId } = owner;
  const principal = { kind: owner.kind, id: owner.id };
  const tokenHash = hashRefreshToken(refreshToken);
  const account = await holdAccount(tx, principal);
  const session = await lockSession(tx, sessionId);
  const token = await readToken(tx, tokenHash);
  await onPoint?.('locked');
  const at = clock.now();
  if (!account?.active || !session || session.endedAt || !token || token.expiresAt <= at) return undefined;

  const issued = (salt: string, expiresAt: Date): IssuedSession => ({
    ...{ principal, account, sessionId, clientId: session.clientId },
    refreshToken: successorOf(refreshToken, salt),
    refreshTokenExpiresAt: expiresAt,
  });
  if (!token.usedAt) {
    const successorSalt = newSuccessorSalt();
    const next = issued(successorSalt, new Date(at.getTime() + refreshTokenLifetime * 1000));
    const expiresAt = next.refreshTokenExpiresAt;
    await markTokenUsed(tx, { tokenHash, sessionId, successorSalt, at });
    await insertToken(tx, { tokenHash: hashRefreshToken(next.refreshToken), sessionId, issuedAt: at, expiresAt });
    await prolongSession(tx, sessionId, { at, expiresAt });
    return next;
  }
  const sinceUse = at.getTime() - token.usedAt.getTime();
  if (token.successorSalt && sinceUse <= refreshRetryWindow * 1000) {
    return issued(token.successorSalt, new Date(token.usedAt.getTime() + refreshTokenLifetime * 1000));
  }
  const { clientAddress, traceparent } = services;
  await endSessionsOf(tx, principal, { reason: 'token_reused', at, only: sessionId, clientAddress, traceparent });
  return undefined;
}

function refused(): TokensResult {
  const message = 'This refresh token cannot be used (any more). Sign in again.';
  return { userErrors: [userError('REFRESH_TOKEN_INVALID', 'input.refreshToken', message)] };
}
