import type { SortOrder } from '@reelhouse/connections';
import { filterKey } from '@reelhouse/database';
import { sortOrder } from '@reelhouse/subgraph';
import type { AuditEntryFilter, AuditEntrySort, AuditEntrySortField } from '../generated/resolvers.ts';
import type { AuditKind } from './audit.ts';

/** Which entries to list, checked. A condition that is missing holds for every entry. */
export interface AuditFilter {
  readonly kinds?: readonly AuditKind[];
  readonly from?: Date;
  /** Exclusive. */
  readonly before?: Date;
  /** Ids here are keys of rows: see `filterKey`. */
  readonly staffId?: number;
  readonly customerId?: number;
}

/**
 * Checks the `filter` argument of the audit log.
 *
 * @throws `BAD_USER_INPUT` that names the field: an id that is too long.
 */
export function parseAuditFilter(input: AuditEntryFilter | null | undefined): AuditFilter {
  if (!input) return {};
  return {
    kinds: input.kinds ? [...new Set(input.kinds)] : undefined,
    from: input.from ?? undefined,
    before: input.before ?? undefined,
    staffId: filterKey('filter.staffId', input.staffId),
    customerId: filterKey('filter.customerId', input.customerId),
  };
}

/** The order of the audit log; the newest first without one. */
export function auditOrder(sort: AuditEntrySort | null | undefined): SortOrder<AuditEntrySortField> {
  return sort ? sortOrder(sort, 'AT') : { field: 'AT', descending: true };
}
