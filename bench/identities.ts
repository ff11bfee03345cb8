import { serviceIdentity, type Identity } from '@reelhouse/auth';
import { asCustomer, asManager, asStaff } from '../packages/auth/src/identities.fixture.ts';

/** Who reads in benchmarks that are about something else than access: every field and every row is open to it. */
export const asBench: Identity = serviceIdentity('bench');

/** Those who ask where access itself is measured, as the gateway knows them once their tokens were verified. */
export const people = {
  /** Runs the first store. */
  manager: asManager(1, 1),
  /** Works in the first store. */
  staff: asStaff(2, 1),
  customer: asCustomer(1),
  service: asBench,
} as const satisfies Readonly<Record<string, Identity>>;

/** The name of somebody who asks; `nobody` has not signed in. */
export type Person = keyof typeof people | 'nobody';

/** By which header servers of benchmarks are told who asks: what a token costs is measured by `sign-in`. */
export const personHeader = 'x-bench-person';

/** Whom a header names. */
export function personFrom(headers: Readonly<Record<string, unknown>>): Identity | undefined {
  const name = headers[personHeader];
  return typeof name === 'string' && name in people ? people[name as keyof typeof people] : undefined;
}
