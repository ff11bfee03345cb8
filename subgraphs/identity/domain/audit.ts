import type { Principal } from '@reelhouse/auth';
import type { Sql, Transaction } from '@reelhouse/database';
import { countSignInFailure, insertAuditEntry, type AuditKind } from '../store/audit.ts';

export type { AuditKind } from '../store/audit.ts';

/** Something that happened to an account. */
export interface AuditFact {
  readonly kind: AuditKind;
  /** Whose account it is; null if nobody's, as with an unknown name. The name that was tried is not kept: it may be a password. */
  readonly principal: Principal | null;
  /** Who did it, if somebody else. */
  readonly actor?: Principal | undefined;
  readonly at: Date;
  /** Where from; `RequestContext.clientAddress`. */
  readonly clientAddress?: string | undefined;
  readonly sessionId?: string | undefined;
  /** How often it happened in a minute, or how many it was about; 1 unless told. */
  readonly count?: number;
  /** Whose managers read of it, where that is known; else the store of whoever did it, or of whom it happened to. */
  readonly storeId?: number;
  /** The customers whom it was about. */
  readonly customerIds?: readonly number[];
  /** Such as the reason; never a secret, a name or an address. */
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

const longestAddress = 100;

/**
 * Records what happened to an account, in the transaction that made it happen. Failures to sign in are counted, and become
 * an entry for each account and address when their minute is over.
 */
export async function recordAudit(tx: Sql | Transaction, fact: AuditFact): Promise<void> {
  const { kind, actor, at, clientAddress, sessionId, count = 1, storeId, customerIds, detail = {} } = fact;
  // A registration under way holds its name by a negative id, which is nobody's.
  const principal = fact.principal && fact.principal.id > 0 ? fact.principal : null;
  const entry = {
    at,
    kind,
    principalKind: principal?.kind ?? null,
    principalId: principal?.id ?? null,
    actorKind: actor?.kind ?? null,
    actorId: actor?.id ?? null,
    clientAddress: clientAddress?.slice(0, longestAddress) || null,
    sessionId: sessionId ?? null,
    count,
    storeId: storeId ?? null,
    customerIds: customerIds ?? null,
    detail: JSON.stringify(detail),
  };
  await (kind === 'sign_in_failed' ? countSignInFailure(tx, entry) : insertAuditEntry(tx, entry));
}
