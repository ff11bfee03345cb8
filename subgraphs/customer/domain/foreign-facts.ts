import { defineFacts } from '@reelhouse/entity-client';
import { z } from 'zod';

/** What is known of a store that a customer belongs to. */
export interface StoreFacts {
  readonly timeZone: string;
}

/** What the identity subgraph knows of a registration that is under way. It is looked at before it is believed. */
export interface RegistrationFacts {
  readonly person: unknown;
}

const id = z
  .string()
  .regex(/^[1-9]\d{0,9}$/)
  .transform(Number);
const text = (longest: number) => z.string().min(1).max(longest);

/** Whoever wants to become a customer. */
export const registeringPerson = z.object({
  storeId: id,
  firstName: text(100),
  lastName: text(100),
  email: text(254),
  address: text(255),
  address2: text(255).nullable(),
  district: z.string().max(100),
  cityId: id,
  postalCode: text(20).nullable(),
  phone: z.string().max(40),
});

const store = z.object({ timeZone: z.string().min(1) });

/** Asks `identity` who wants to become a customer; null if the registration has ended, or never was. */
export const registrationFacts = defineFacts<RegistrationFacts>({
  subgraph: 'identity',
  type: 'RegistrationRequest',
  selection: Object.keys(registeringPerson.shape).join(' '),
  check: (person) => ({ person }),
});

/** Asks `store` for a store's time zone. */
export const storeFacts = defineFacts<StoreFacts>({
  subgraph: 'store',
  type: 'Store',
  selection: 'timeZone',
  check: (answer) => store.parse(answer),
});
