import type { Sql } from '@reelhouse/database';
import { sessionsEndedAfter, type EndedSessionRow } from '../store/session.ts';
import { accessTokenLifetime } from './access-token.ts';

/** How far back ended sessions are told of, in seconds: longer than any access token of theirs can live. */
const toldFor = accessTokenLifetime + 5 * 60;

/** The sessions that ended after a moment, as far as one of their access tokens may be alive. */
export function endedSessions(sql: Sql, since: Date, now: Date): Promise<EndedSessionRow[]> {
  return sessionsEndedAfter(sql, new Date(Math.max(since.getTime(), now.getTime() - toldFor * 1000)));
}
