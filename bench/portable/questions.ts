import type { Person } from '../identities.ts';

/** An operation, and who asks it. */
export interface Question {
  readonly name: string;
  readonly query: string;
  readonly askers: readonly Person[];
  /** Whether another gateway that knows the standard's directives has to answer as ours does. */
  readonly portable: boolean;
}

const everybody: readonly Person[] = ['nobody', 'customer', 'staff', 'manager'];

/** What the directives of the federation standard decide, and what is the house's own. */
export const questions: readonly Question[] = [
  {
    name: 'the catalogue, which is public',
    query:
      '{ films(first: 2) { edges { node { id title language { name } } } } stores(first: 1) { edges { node { id } } } }',
    askers: everybody,
    portable: true,
  },
  {
    name: 'rentals, for who has signed in (@authenticated)',
    query: '{ rentals(first: 2) { edges { node { id filmTitle customer { id firstName } } } } }',
    askers: everybody,
    portable: true,
  },
  {
    name: 'customers, of whom nothing is stated: for staff',
    query: '{ customers(first: 2) { totalCount edges { node { id lastName email } } } }',
    askers: everybody,
    portable: true,
  },
  {
    name: 'a part denied, beside a public one, by aliases and fragments',
    query: `{ films(first: 1) { edges { node { ...Shown } } } them: customers(first: 1) { edges { node { id } } } }
      fragment Shown on Film { name: title stock: copies(first: 1) { totalCount } }`,
    askers: everybody,
    portable: true,
  },
  {
    name: 'a type that is for staff (@requiresScopes), below rentals',
    query:
      '{ rentals(first: 1) { edges { node { id staff { firstName } copy { id rentals(first: 1) { totalCount } } } } } }',
    askers: ['nobody', 'customer', 'staff'],
    portable: true,
  },
  {
    name: 'a mutation that is denied',
    query:
      'mutation { deactivateStaff(input: { idempotencyKey: "portable", staffId: "99999" }) { userErrors { code } } }',
    askers: ['nobody', 'customer', 'staff'],
    portable: true,
  },
  {
    name: 'a denied mutation beside an allowed one: refused whole here',
    query: `mutation {
      requestPasswordReset(input: { email: "nobody@example.com" }) { userErrors { code } }
      deactivateStaff(input: { idempotencyKey: "portable", staffId: "99999" }) { userErrors { code } }
    }`,
    askers: ['customer'],
    portable: false,
  },
];
