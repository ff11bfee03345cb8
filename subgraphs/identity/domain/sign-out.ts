import { userError } from '@reelhouse/errors';
import { callerOf } from './caller.ts';
import type { CommandServices, DoneResult } from './command.ts';
import { endSessionsOf, type EndOfSessions } from './end-sessions.ts';

/**
 * Ends the session that the caller calls in. It may have ended before.
 *
 * @throws `UNAUTHENTICATED` if nobody has signed in.
 */
export async function signOut(services: CommandServices): Promise<DoneResult> {
  const { sessionId } = callerOf(services);
  if (sessionId !== undefined) await endOwn(services, { reason: 'signed_out', only: sessionId });
  return { userErrors: [] };
}

/**
 * Ends all sessions of the caller.
 *
 * @throws `UNAUTHENTICATED` if nobody has signed in.
 */
export async function signOutEverywhere(services: CommandServices): Promise<DoneResult> {
  await endOwn(services, { reason: 'signed_out_everywhere' });
  return { userErrors: [] };
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Ends one session of the caller.
 *
 * @throws `UNAUTHENTICATED` if nobody has signed in.
 */
export async function endSession(services: CommandServices, sessionId: string): Promise<DoneResult> {
  callerOf(services);
  if (uuid.test(sessionId) && (await endOwn(services, { reason: 'ended_by_owner', only: sessionId })) > 0) {
    return { userErrors: [] };
  }
  return { userErrors: [userError('SESSION_NOT_FOUND', 'input.sessionId', 'You have no such session any more.')] };
}

function endOwn(services: CommandServices, which: Pick<EndOfSessions, 'reason' | 'only'>): Promise<number> {
  const { sql, clock, clientAddress, traceparent } = services;
  const { principal } = callerOf(services);
  return sql.begin((tx) => endSessionsOf(tx, principal, { ...which, at: clock.now(), clientAddress, traceparent }));
}
