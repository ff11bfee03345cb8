import type { Identity } from '@reelhouse/auth';
import type { ViewerRights } from '../generated/resolvers.ts';

/** What a viewer may do at all. */
interface Right {
  /** The scope that it takes. */
  readonly scope: 'staff' | 'manager';
  /** The fields that the right stands for; the graph states the same scope of each. */
  readonly coordinates: readonly string[];
}

/** The name of a right, as `ViewerRights` has it. */
export type ViewerRight = Exclude<keyof ViewerRights, '__typename'>;

/**
 * Which scope each right takes. It repeats what the directives of the whole graph state, because a subgraph knows its own
 * only: a test compares them.
 */
export const viewerRights = {
  checkOut: { scope: 'staff', coordinates: ['Mutation.checkOut'] },
  checkIn: { scope: 'staff', coordinates: ['Mutation.checkIn'] },
  addCopies: { scope: 'staff', coordinates: ['Mutation.addCopies'] },
  transferCopies: { scope: 'staff', coordinates: ['Mutation.transferCopy'] },
  receiveCopies: { scope: 'staff', coordinates: ['Mutation.receiveCopy'] },
  findCopies: { scope: 'staff', coordinates: ['Query.copy', 'Query.copies', 'Film.copies', 'Store.inventory'] },
  findCustomers: { scope: 'staff', coordinates: ['Query.customers', 'Store.customers'] },
  findAddresses: { scope: 'staff', coordinates: ['Query.address', 'Query.addresses'] },
  deactivateCustomers: {
    scope: 'staff',
    coordinates: ['Mutation.deactivateCustomer', 'Mutation.reactivateCustomer'],
  },
  seeStaff: {
    scope: 'staff',
    coordinates: ['Query.staff', 'Query.staffMember', 'Query.staffMemberByUsername', 'Query.staffPicture'],
  },
  manageStaff: {
    scope: 'manager',
    coordinates: ['Mutation.deactivateStaff', 'Mutation.reactivateStaff', 'Mutation.resetStaffPassword'],
  },
  followOverdue: { scope: 'staff', coordinates: ['Subscription.rentalOverdue'] },
  readAuditLog: { scope: 'manager', coordinates: ['Query.auditLog'] },
} as const satisfies Readonly<Record<ViewerRight, Right>>;

/** What an identity may do at all. */
export function rightsOf({ scopes }: Identity): ViewerRights {
  const may = Object.entries(viewerRights).map(([right, { scope }]) => [right, scopes.includes(scope)]);
  return Object.fromEntries(may) as ViewerRights;
}
