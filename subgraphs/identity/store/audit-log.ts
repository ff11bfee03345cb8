import type { PrincipalKind } from '@reelhouse/auth';
import type { Connection } from '@reelhouse/connections';
import { createKeysetList, rowLoader, type KeysetDefinition, type Sql } from '@reelhouse/database';
import type { AuditFilter } from '../domain/audit-filter.ts';
import type { AuditPolicy } from '../domain/identity-policy.ts';
import type { AuditEntrySortField } from '../generated/resolvers.ts';
import type { AuditKind } from './audit.ts';

/** A row of `identity.audit_entry`, as far as managers see it. */
export interface AuditEntryRow {
  readonly id: number;
  readonly at: Date;
  readonly kind: AuditKind;
  readonly count: number;
  readonly principalKind: PrincipalKind | null;
  readonly principalId: number | null;
  readonly actorKind: PrincipalKind | null;
  readonly actorId: number | null;
  readonly clientAddress: string | null;
  readonly customerIds: readonly number[] | null;
  readonly reason: string | null;
  readonly coordinate: string | null;
  readonly operationName: string | null;
}

/** The audit log, page by page. */
export type AuditEntryRows = Connection<AuditEntryRow>;

/** How the entries that are there for somebody are listed. */
export function auditList(policy: AuditPolicy): KeysetDefinition<AuditFilter, AuditEntrySortField, never> {
  return {
    from: 'audit_entry a',
    // Lists have ids of 4 bytes, and the column has 8. The index of a store's entries is in the order of the time; what is
    // of the same moment is put in order as it is read.
    id: 'a.audit_id::integer',
    orders: { AT: [{ expression: 'a.at', type: 'timestamptz' }] },
    parents: {},
    conditions: (filter, fragment) => [
      policy.kind === 'none' && fragment`false`,
      policy.kind === 'store' && fragment`a.store_id = ${policy.storeId}`,
      filter.kinds !== undefined && fragment`a.kind::text = any(${[...filter.kinds]}::text[])`,
      filter.from !== undefined && fragment`a.at >= ${filter.from}`,
      filter.before !== undefined && fragment`a.at < ${filter.before}`,
      filter.staffId !== undefined &&
        fragment`(
          (a.principal_kind = 'staff' and a.principal_id = ${filter.staffId})
          or (a.actor_kind = 'staff' and a.actor_id = ${filter.staffId})
        )`,
      filter.customerId !== undefined &&
        fragment`(
          (a.principal_kind = 'customer' and a.principal_id = ${filter.customerId})
          or (a.actor_kind = 'customer' and a.actor_id = ${filter.customerId})
          or a.customer_ids @> array[${filter.customerId}::integer]
        )`,
    ],
  };
}

/** The entries of the audit log that are there for whoever makes a request. */
export function auditLogStore(sql: Sql, policy: AuditPolicy) {
  const areAll = policy.kind === 'all';
  const storeId = policy.kind === 'store' ? policy.storeId : null;
  const byId = rowLoader<AuditEntryRow>(
    (ids) => sql<AuditEntryRow[]>`
      select a.audit_id::integer as id, a.at, a.kind, a.count, a.principal_kind as "principalKind",
        a.principal_id as "principalId", a.actor_kind as "actorKind", a.actor_id as "actorId",
        a.client_address as "clientAddress", a.customer_ids as "customerIds", a.detail->>'reason' as reason,
        a.detail->>'coordinate' as coordinate, a.detail->>'operationName' as "operationName"
      from audit_entry a
      where a.audit_id = any(${[...ids]}::integer[]) and (${areAll}::boolean or a.store_id = ${storeId})`,
    (entry) => entry.id,
  );
  return createKeysetList(sql, byId, auditList(policy));
}
