import { principalOf, type Identity } from '@reelhouse/auth';
import type { Clock } from '@reelhouse/clock';
import type { Sql } from '@reelhouse/database';
import { findSession, listSessions, type SessionRow } from '../store/session.ts';

/** How many sessions are shown. */
const shown = 100;

/** The session that somebody calls in; null if it has ended, or if there is none. */
export async function currentSession(
  { sql, clock }: { readonly sql: Sql; readonly clock: Clock },
  identity: Identity,
): Promise<SessionRow | null> {
  const principal = principalOf(identity);
  const { sessionId } = identity;
  if (!principal || sessionId === undefined) return null;
  return (await findSession(sql, principal, { sessionId, at: clock.now() })) ?? null;
}

/** The sessions of somebody that go on, the newest first. */
export async function sessionsOf(
  { sql, clock }: { readonly sql: Sql; readonly clock: Clock },
  identity: Identity,
): Promise<readonly SessionRow[]> {
  const principal = principalOf(identity);
  return principal ? listSessions(sql, principal, { at: clock.now(), limit: shown }) : [];
}
