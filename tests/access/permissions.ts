/** Everybody who is asked for in the matrix, in the order of its columns. */
export const viewers = [
  'anonymous',
  'customer',
  'other customer',
  'staff',
  'staff of another store',
  'manager',
  'manager of another store',
  'deactivated member',
  'expired token',
] as const;

/** Who looks. The rows that are looked at are the customer's, and of the store of the staff and of the manager. */
export type ViewerName = (typeof viewers)[number];

/** What is seen of a field. */
export type Outcome =
  /** The field is answered. */
  | 'visible'
  /** There is no such row: null without an error, or not in the list. */
  | 'no such row'
  /** Null with `UNAUTHORIZED_FIELD_OR_TYPE`, whatever row it is; of a mutation or a subscription, nothing is done. */
  | 'denied'
  /** The whole request is refused as `UNAUTHENTICATED`. */
  | 'refused'
  /** Clients do not know the field. */
  | 'unknown';

type OfRoles = readonly [
  anonymous: Outcome,
  customer: Outcome,
  otherCustomer: Outcome,
  staff: Outcome,
  otherStaff: Outcome,
  manager: Outcome,
  otherManager: Outcome,
];

const yes = 'visible';
const none = 'no such row';
const no = 'denied';

/** The words of the table, and what each means for whom. Whoever's token is not good is refused whatever is asked. */
const meanings = {
  /** Open to all. */
  everybody: [yes, yes, yes, yes, yes, yes, yes],
  /** Open to all who have signed in. */
  'signed-in': [no, yes, yes, yes, yes, yes, yes],
  /** What somebody who has signed in is told of themselves; there is nothing to tell to others. */
  'the viewer': [none, yes, yes, yes, yes, yes, yes],
  /** The customer that the viewer is. */
  'the viewing customer': [no, yes, yes, none, none, none, none],
  /** The member of the staff that the viewer is. */
  'the viewing member': [no, no, no, yes, yes, yes, yes],
  /** Rows of people: a customer has their own, and any staff may serve any customer. */
  'own or any-staff': [no, yes, none, yes, yes, yes, yes],
  /** Rows of the trade: a customer has their own, and staff those of their store. */
  'own or staff-of-store': [no, yes, none, yes, none, yes, none],
  /** What no customer has to know. */
  'any-staff': [no, no, no, yes, yes, yes, yes],
  /** What only the store's own staff have to know. */
  'staff-of-store': [no, no, no, yes, none, yes, none],
  /** What only the member, who is the staff here, and those who lead them have to know. */
  'own or manager-of-store': [no, no, no, yes, none, yes, none],
  /** What managers do. */
  'any-manager': [no, no, no, no, no, yes, yes],
  /** What is for the managers of the store. */
  'manager-of-store': [no, no, no, no, no, yes, none],
  /** Parts of the chain only: clients do not even know it. */
  service: ['unknown', 'unknown', 'unknown', 'unknown', 'unknown', 'unknown', 'unknown'],
} as const satisfies Readonly<Record<string, OfRoles>>;

/**
 * Who may see a field. `as parent`: a value such as a page, an amount or a payload has no rights of its own; whoever sees the
 * field that leads to it sees what it is made of.
 */
export type Permission = keyof typeof meanings | 'as parent';

/** What a viewer sees of a field, in a row that belongs to the customer and to the store of the staff and of the manager. */
export function outcomeOf(permission: Exclude<Permission, 'as parent'>, viewer: ViewerName): Outcome {
  if (permission === 'service') return 'unknown';
  return meanings[permission][viewers.indexOf(viewer)] ?? 'refused';
}
