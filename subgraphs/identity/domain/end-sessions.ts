import { subjectOf, type Principal } from '@reelhouse/auth';
import type { Transaction } from '@reelhouse/database';
import { recordEvents } from '@reelhouse/events';
import { sessionEnded } from '../events.ts';
import { markSessionsEnded, type SessionEnd } from '../store/session.ts';
import { recordAudit } from './audit.ts';

/** Which sessions end, and how. */
export interface EndOfSessions {
  readonly reason: SessionEnd;
  /** Now, by the command's clock. */
  readonly at: Date;
  /** This session only. */
  readonly only?: string;
  /** All but this one. */
  readonly except?: string | undefined;
  /** Who ended them, if somebody else. */
  readonly actor?: Principal | undefined;
  readonly clientAddress?: string | undefined;
  /** The W3C trace of the command. */
  readonly traceparent?: string | undefined;
}

/**
 * Ends sessions of a principal, tells of each, and puts it on record. Gateways refuse their access tokens within a second.
 *
 * It is called after the statement that locks or changes the principal's login name or credential: a sign-in that is under
 * way is over then, and its session is ended too, or it finds what was changed.
 *
 * @returns how many ended; those that had ended or expired before do not count.
 */
export async function endSessionsOf(tx: Transaction, principal: Principal, end: EndOfSessions): Promise<number> {
  const { reason, at, only, except, traceparent, ...source } = end;
  const ended = await markSessionsEnded(tx, principal, { reason, at, only, except });
  await recordEvents(
    tx,
    sessionEnded,
    ended.map((sessionId) => ({
      aggregateId: sessionId,
      occurredAt: at,
      traceparent,
      payload: { sessionId, subject: subjectOf(principal), endedAt: at.toISOString(), reason },
    })),
  );
  for (const sessionId of ended) {
    await recordAudit(tx, { kind: 'session_ended', principal, at, sessionId, detail: { reason }, ...source });
  }
  return ended.length;
}
