import type { AuditKindResolvers } from '../generated/resolvers.ts';

/** What can be on record, by its name in the graph. */
export const auditKinds = {
  SIGNED_IN: 'signed_in',
  SIGN_IN_FAILED: 'sign_in_failed',
  SESSION_ENDED: 'session_ended',
  PASSWORD_CHANGED: 'password_changed',
  PASSWORD_UPGRADED: 'password_upgraded',
  PASSWORD_RESET_REQUESTED: 'password_reset_requested',
  PASSWORD_RESET: 'password_reset',
  PASSWORD_LINK_GIVEN: 'password_link_given',
  ROLE_CHANGED: 'role_changed',
  DEACTIVATED: 'deactivated',
  REACTIVATED: 'reactivated',
  LOGIN_NAME_REFUSED: 'login_name_refused',
  REGISTRATION_REQUESTED: 'registration_requested',
  REGISTRATION_COMPLETED: 'registration_completed',
  REGISTRATION_FAILED: 'registration_failed',
  PEOPLE_READ: 'people_read',
  ACCESS_DENIED: 'access_denied',
} as const satisfies AuditKindResolvers;
