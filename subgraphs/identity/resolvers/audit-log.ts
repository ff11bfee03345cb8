import { pageRequest } from '@reelhouse/connections';
import type { PrincipalKind } from '@reelhouse/auth';
import type { Reference } from '@reelhouse/subgraph';
import { auditOrder, parseAuditFilter } from '../domain/audit-filter.ts';
import { recordDenials } from '../domain/record-denials.ts';
import type { AuditEntryResolvers, MutationResolvers, QueryResolvers } from '../generated/resolvers.ts';

export const auditLogQuery: Pick<QueryResolvers, 'auditLog'> = {
  auditLog: (_root, page, { auditLog }) =>
    auditLog.all(parseAuditFilter(page.filter), pageRequest(page, auditOrder(page.sort))),
};

export const auditLogMutation: Pick<MutationResolvers, 'recordDenials'> = {
  recordDenials: (_root, { input }, { commands }) => recordDenials(commands, input.denials),
};

export const auditEntry: AuditEntryResolvers = {
  staff: ({ principalKind, principalId }) => referenceTo('staff', principalKind, principalId),
  customer: ({ principalKind, principalId }) => referenceTo('customer', principalKind, principalId),
  actorStaff: ({ actorKind, actorId }) => referenceTo('staff', actorKind, actorId),
  actorCustomer: ({ actorKind, actorId }) => referenceTo('customer', actorKind, actorId),
  customers: ({ customerIds }) => customerIds?.map((id) => ({ id })) ?? [],
};

function referenceTo(wanted: PrincipalKind, kind: PrincipalKind | null, id: number | null): Reference | null {
  return kind === wanted && id !== null ? { id } : null;
}
