import type { Principal, PrincipalKind } from '@reelhouse/auth';
import type { Sql, Transaction } from '@reelhouse/database';

/** Why a session ended before it expired. */
export type SessionEnd =
  | 'signed_out'
  | 'signed_out_everywhere'
  | 'ended_by_owner'
  | 'password_changed'
  | 'password_reset'
  | 'token_reused'
  | 'deactivated'
  | 'role_changed';

/** A row of `identity.session` that has not ended. */
export interface SessionRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
  readonly clientAddress: string | null;
  readonly userAgent: string | null;
}

/** A session that has ended. */
export interface EndedSessionRow {
  readonly sessionId: string;
  readonly endedAt: Date;
}

/** A session that begins. */
export interface NewSession {
  readonly id: string;
  readonly principal: Principal;
  /** The client that it begins at; null if that is not known. */
  readonly clientId: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly clientAddress: string | null;
  readonly userAgent: string | null;
}

/** Begins a session. */
export async function insertSession(tx: Transaction, session: NewSession): Promise<void> {
  const { id, principal, clientId, createdAt, expiresAt, clientAddress, userAgent } = session;
  await tx`
    insert into session (
      session_id, principal_kind, principal_id, client_id, created_at, last_used_at, expires_at, client_address, user_agent
    )
    values (${id}::uuid, ${principal.kind}::principal_kind, ${principal.id}, ${clientId}, ${createdAt}, ${createdAt}, ${expiresAt},
      ${clientAddress}, ${userAgent})`;
}

/** The sessions of a principal that go on, the newest first. */
export async function listSessions(
  sql: Sql,
  { kind, id }: Principal,
  { at, limit }: { readonly at: Date; readonly limit: number },
): Promise<SessionRow[]> {
  return sql<SessionRow[]>`
    select session_id as id, created_at as "createdAt", last_used_at as "lastUsedAt", expires_at as "expiresAt",
      client_address as "clientAddress", user_agent as "userAgent"
    from session
    where principal_kind = ${kind} and principal_id = ${id} and ended_at is null and expires_at > ${at}
    order by created_at desc, session_id
    limit ${limit}`;
}

/** One session of a principal, if it goes on. */
export async function findSession(
  sql: Sql | Transaction,
  { kind, id }: Principal,
  { sessionId, at }: { readonly sessionId: string; readonly at: Date },
): Promise<SessionRow | undefined> {
  const [row] = await sql<SessionRow[]>`
    select session_id as id, created_at as "createdAt", last_used_at as "lastUsedAt", expires_at as "expiresAt",
      client_address as "clientAddress", user_agent as "userAgent"
    from session
    where session_id = ${sessionId}::uuid and principal_kind = ${kind} and principal_id = ${id} and ended_at is null
      and expires_at > ${at}`;
  return row;
}

/** Whose a session is, at which client it began, and whether it has ended; locked, so that its tokens are issued one after the other. */
export interface LockedSession {
  readonly kind: PrincipalKind;
  readonly principalId: number;
  readonly clientId: string | null;
  readonly endedAt: Date | null;
}

/** Locks a session. */
export async function lockSession(tx: Transaction, sessionId: string): Promise<LockedSession | undefined> {
  const [row] = await tx<LockedSession[]>`
    select principal_kind as kind, principal_id as "principalId", client_id as "clientId", ended_at as "endedAt"
    from session where session_id = ${sessionId}::uuid for no key update`;
  return row;
}

/** Lets a session go on until its new refresh token expires. */
export async function prolongSession(
  tx: Transaction,
  sessionId: string,
  { at, expiresAt }: { readonly at: Date; readonly expiresAt: Date },
): Promise<void> {
  await tx`update session set last_used_at = ${at}, expires_at = ${expiresAt} where session_id = ${sessionId}::uuid`;
}

/**
 * Ends the sessions of a principal that go on, and gives their ids.
 *
 * @param only this one of them.
 * @param except all but this one.
 */
export async function markSessionsEnded(
  tx: Transaction,
  { kind, id }: Principal,
  end: {
    readonly reason: SessionEnd;
    readonly at: Date;
    readonly only?: string | undefined;
    readonly except?: string | undefined;
  },
): Promise<string[]> {
  const { reason, at, only = null, except = null } = end;
  const ended = await tx<{ id: string }[]>`
    with going as (
      select session_id from session
      where principal_kind = ${kind} and principal_id = ${id} and ended_at is null and expires_at > ${at}
        and (${only}::uuid is null or session_id = ${only}::uuid) and (${except}::uuid is null or session_id <> ${except}::uuid)
      order by session_id for no key update
    )
    update session set ended_at = ${at}, end_reason = ${reason}::session_end
    from going where session.session_id = going.session_id
    returning session.session_id as id`;
  return ended.map((row) => row.id);
}

/** The sessions that ended after a moment, the first first. */
export async function sessionsEndedAfter(sql: Sql, moment: Date): Promise<EndedSessionRow[]> {
  const rows = await sql<{ sessionId: string; endedAt: Date | null }[]>`
    select session_id as "sessionId", ended_at as "endedAt" from session where ended_at > ${moment} order by ended_at`;
  return rows.map(({ sessionId, endedAt }) => ({ sessionId, endedAt: endedAt ?? moment }));
}

/** Forgets sessions that expired before a moment, with their tokens, and says how many it were. */
export async function deleteSessionsBefore(tx: Transaction, expiredBefore: Date, limit: number): Promise<number> {
  const rows = await tx<{ id: string }[]>`
    delete from session where session_id in (
      select session_id from session where expires_at < ${expiredBefore} order by expires_at limit ${limit}
      for update skip locked
    )
    returning session_id as id`;
  return rows.length;
}
