import { connectionResolvers } from '@reelhouse/connections';
import { auditKinds } from '../domain/audit-kind.ts';
import { registrationFailures, registrationStatuses } from '../domain/registration-status.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { auditEntry, auditLogMutation, auditLogQuery } from './audit-log.ts';
import { customer } from './customer.ts';
import { mutation } from './mutation.ts';
import { passwordLinkMutation } from './password-link.ts';
import { query } from './query.ts';
import {
  registerCustomerPayload,
  registration,
  registrationMutation,
  registrationQuery,
  registrationRequest,
} from './registration.ts';
import { staff } from './staff.ts';
import { viewer } from './viewer.ts';

/** All resolvers of the subgraph, by type. */
export const resolvers: Resolvers = {
  Query: { ...query, ...registrationQuery, ...auditLogQuery },
  Mutation: { ...mutation, ...registrationMutation, ...passwordLinkMutation, ...auditLogMutation },
  AuditEntry: auditEntry,
  AuditEntryConnection: connectionResolvers,
  AuditKind: auditKinds,
  RegisterCustomerPayload: registerCustomerPayload,
  Registration: registration,
  RegistrationRequest: registrationRequest,
  RegistrationStatus: registrationStatuses,
  RegistrationFailure: registrationFailures,
  Viewer: viewer,
  Customer: customer,
  Staff: staff,
};
