import type { Principal, PrincipalKind } from '@reelhouse/auth';
import type { Transaction } from '@reelhouse/database';
import {
  deleteLoginName,
  insertLoginName,
  isNameTaken,
  lockLoginName,
  updateLoginName,
  type LoginNameRow,
} from '../store/login-name.ts';
import {
  addNextLoginNames,
  changedStandings,
  takeNextLoginNames,
  takeOutRefusedNames,
} from '../store/next-login-name.ts';
import { recordAudit } from './audit.ts';
import { endSessionsOf } from './end-sessions.ts';
import { normalizeLoginName } from './login-name.ts';

/** What the owner of somebody's row says of them. */
export interface Standing {
  readonly id: number;
  /** An email or a user name; null for somebody without one, who does not sign in. */
  readonly name: string | null;
  readonly active: boolean;
  readonly manager: boolean;
  /** The store that a member of the staff works in; null for customers. */
  readonly storeId: number | null;
}

interface Change {
  readonly at: Date;
  readonly actor: Principal | undefined;
}

/**
 * Keeps what is known of somebody who signs in as it is. Whoever has left, or has another role or store, loses every
 * session at once.
 *
 * Names come from elsewhere, so two may look alike, and some cannot be used: the first one has the name, and whoever comes
 * later keeps the one that they had, if any. That is put on record, and stops nothing.
 *
 * @param actor who made their standing what it is, if that is known.
 */
export async function keepLoginName(
  tx: Transaction,
  kind: PrincipalKind,
  standing: Standing,
  at: Date,
  actor?: Principal,
): Promise<void> {
  const { id, name, active, manager, storeId } = standing;
  const principal = { kind, id };
  const former = await lockLoginName(tx, principal);
  if (name === null) {
    if (!former) return;
    await deleteLoginName(tx, principal);
    await endSessionsOf(tx, principal, { reason: 'deactivated', at, actor });
    return;
  }
  const wanted = former?.name === name ? former : await usableName(tx, principal, name, at);
  const { name: written, normalized } = wanted ?? former ?? {};
  if (written === undefined || normalized === undefined) return;
  const next = { name: written, normalized, active, manager, storeId };
  if (!former) {
    if (!(await insertLoginName(tx, principal, next, at))) await refuse(tx, principal, 'taken', at);
    return;
  }
  await updateLoginName(tx, principal, next, at);
  await tellChange(tx, principal, former, next, { at, actor });
}

async function usableName(tx: Transaction, principal: Principal, name: string, at: Date) {
  const loginName = normalizeLoginName(principal.kind, name);
  if ('problem' in loginName) return refuse(tx, principal, 'unusable', at);
  if (await isNameTaken(tx, principal, loginName.normalized)) return refuse(tx, principal, 'taken', at);
  return loginName;
}

async function refuse(tx: Transaction, principal: Principal, reason: string, at: Date): Promise<undefined> {
  await recordAudit(tx, { kind: 'login_name_refused', principal, at, detail: { reason } });
}

async function tellChange(
  tx: Transaction,
  principal: Principal,
  former: LoginNameRow,
  next: LoginNameRow,
  change: Change,
): Promise<void> {
  const { manager, storeId } = next;
  if (former.active !== next.active) {
    await recordAudit(tx, { kind: next.active ? 'reactivated' : 'deactivated', principal, ...change });
    if (!next.active) await endSessionsOf(tx, principal, { reason: 'deactivated', ...change });
  }
  if (former.manager !== manager || former.storeId !== storeId) {
    await recordAudit(tx, { kind: 'role_changed', principal, ...change, detail: { manager, storeId: storeId ?? 0 } });
    await endSessionsOf(tx, principal, { reason: 'role_changed', ...change });
  }
}

/** Takes a part of a snapshot of everybody of one kind. */
export function addNextStandings(tx: Transaction, kind: PrincipalKind, standings: readonly Standing[]): Promise<void> {
  return addNextLoginNames(
    tx,
    kind,
    standings.flatMap(({ name, ...standing }) => {
      if (name === null) return [];
      const loginName = normalizeLoginName(kind, name);
      return [{ ...standing, name, ...('problem' in loginName ? { normalized: null } : loginName) }];
    }),
  );
}

/** Puts the snapshot in the place of what was known, as if each difference had been told of: see `keepLoginName`. */
export async function takeNextStandings(tx: Transaction, kind: PrincipalKind, at: Date): Promise<void> {
  for (const { id, unusable } of await takeOutRefusedNames(tx, kind)) {
    await refuse(tx, { kind, id }, unusable ? 'unusable' : 'taken', at);
  }
  const changed = await changedStandings(tx, kind);
  await takeNextLoginNames(tx, kind, at);
  for (const { id, left } of changed) {
    const principal = { kind, id };
    await recordAudit(tx, { kind: left ? 'deactivated' : 'role_changed', principal, at });
    await endSessionsOf(tx, principal, { reason: left ? 'deactivated' : 'role_changed', at });
  }
}
