import type { RegistrationFailure, RegistrationStatus } from '../store/registration.ts';

/** The states of a registration as the table writes them, by their names in the graph. */
export const registrationStatuses = {
  PENDING: 'pending',
  COMPLETED: 'completed',
  FAILED: 'failed',
} as const satisfies Readonly<Record<string, RegistrationStatus>>;

/** Why registrations fail as the table writes it, by the names in the graph. */
export const registrationFailures = {
  STORE_NOT_FOUND: 'store_not_found',
  CITY_NOT_FOUND: 'city_not_found',
  NOT_ACCEPTED: 'not_accepted',
} as const satisfies Readonly<Record<string, RegistrationFailure>>;
