import { subjectOf, type Identity, type Principal } from '@reelhouse/auth';
import type { UserError } from '@reelhouse/errors';
import type { AccountRow } from '../store/account.ts';
import { accessTokenLifetime, signAccessToken } from './access-token.ts';
import type { ActiveKey } from './signing-keys.ts';

/** What a client is given to go on with. */
export interface SessionTokens {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: Date;
  /** Whom the access token stands for. */
  readonly viewer: Identity;
}

/** The answer to a command that issues tokens: nothing but the reasons, if it was refused. */
export interface TokensResult extends Partial<SessionTokens> {
  readonly userErrors: readonly UserError[];
}

/** The session that tokens are issued in, and to whom. */
export interface IssuedSession {
  readonly principal: Principal;
  /** What tokens tell of the principal, as it is now. */
  readonly account: Pick<AccountRow, 'manager' | 'storeId'>;
  readonly sessionId: string;
  /** The client that the session began at, wherever it goes on; null if it is not known. */
  readonly clientId: string | null;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: Date;
}

/** Signs an access token and puts it beside the refresh token. */
export async function issueTokens(session: IssuedSession, key: ActiveKey, issuedAt: Date): Promise<SessionTokens> {
  const { principal, account, sessionId, clientId, refreshToken, refreshTokenExpiresAt } = session;
  const viewer: Identity = {
    subject: subjectOf(principal),
    scopes: account.manager ? ['staff', 'manager'] : [principal.kind],
    sessionId,
    ...(clientId !== null && { clientId }),
    ...(account.storeId !== null && { storeId: account.storeId }),
    expiresAt: Math.floor(issuedAt.getTime() / 1000) + accessTokenLifetime,
  };
  return {
    accessToken: await signAccessToken(viewer, { key, issuedAt }),
    accessTokenExpiresAt: new Date(viewer.expiresAt * 1000),
    refreshToken,
    refreshTokenExpiresAt,
    viewer,
  };
}
