import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CopyRow, CopyRows } from '../store/copy.ts';
import type { RentalRow, RentalRows } from '../store/rental.ts';
import type { AvailabilityRow } from '../store/availability.ts';
import type { Reference } from '@reelhouse/subgraph';
import type { RentalsResult, CopiesResult } from '../domain/command.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string | number; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A currency by its ISO 4217 code, such as `USD`. */
  CurrencyCode: { input: string; output: string; }
  /** A day of the calendar as `YYYY-MM-DD`; which zone's day it is stands at the field. */
  Date: { input: string; output: string; }
  /** An instant as an RFC 3339 text in UTC, such as `2026-03-31T18:00:00.000Z`. */
  DateTime: { input: Date; output: Date; }
  /** A decimal number as a text, such as `"4.99"`, so that no client turns it into a float. */
  Decimal: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** How many copies of which film to add. */
export type AddCopiesInput = {
  /** How many copies, 1 to 100. */
  readonly count: Scalars['Int']['input'];
  /** The film on the copies. */
  readonly filmId: Scalars['ID']['input'];
  /**
   * Names this call: 1 to 128 characters, best a random UUID, made when the person presses the button and kept until an
   * answer has come. The same call sent again with the same key takes effect once and is answered the same for 7 days; a
   * new intention takes a new key, also after a refusal.
   */
  readonly idempotencyKey: Scalars['String']['input'];
  /**
   * The member of the staff who is signed in. Another one is refused: nobody acts for somebody else.
   * @deprecated Whoever is signed in acts.
   */
  readonly staffId?: InputMaybe<Scalars['ID']['input']>;
  /** The store that they belong to: that of whoever is signed in. */
  readonly storeId: Scalars['ID']['input'];
};

/** The answer to `addCopies`. */
export type AddCopiesPayload = {
  readonly __typename?: 'AddCopiesPayload';
  /** The new copies; null if it was refused. */
  readonly copies?: Maybe<ReadonlyArray<InventoryItem>>;
  /** Why it was refused; empty if it was done. All reasons are told at once. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What can be rented of a film has changed. What does not exist any more when a client is told of it is null. */
export type AvailabilityChanged = {
  readonly __typename?: 'AvailabilityChanged';
  /** Names the event: give it as `since` to go on after it. */
  readonly eventId: Scalars['ID']['output'];
  /** The film; how many copies of it can be rented now is its `availability`. */
  readonly film?: Maybe<Film>;
  /** When it happened. */
  readonly occurredAt: Scalars['DateTime']['output'];
  /** The store that the copy belongs to. */
  readonly store?: Maybe<Store>;
};

/** Which copies were brought back. */
export type CheckInInput = {
  /** The copies, 1 to 25, each once. All must have an open rental. */
  readonly copyIds: ReadonlyArray<Scalars['ID']['input']>;
  /**
   * Names this call: 1 to 128 characters, best a random UUID, made when the person presses the button and kept until an
   * answer has come. The same call sent again with the same key takes effect once and is answered the same for 7 days; a
   * new intention takes a new key, also after a refusal.
   */
  readonly idempotencyKey: Scalars['String']['input'];
  /**
   * The member of the staff who is signed in. Another one is refused: nobody acts for somebody else.
   * @deprecated Whoever is signed in acts.
   */
  readonly staffId?: InputMaybe<Scalars['ID']['input']>;
};

/** The answer to `checkIn`. */
export type CheckInPayload = {
  readonly __typename?: 'CheckInPayload';
  /** The rentals that are over now, in the order of `copyIds`; null if it was refused. */
  readonly rentals?: Maybe<ReadonlyArray<Rental>>;
  /** Why it was refused; empty if it was done. All reasons are told at once. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which copies to rent, and to whom. */
export type CheckOutInput = {
  /** The copies, 1 to 25, each once. All must be on the shelf of the store of whoever is signed in. */
  readonly copyIds: ReadonlyArray<Scalars['ID']['input']>;
  /** The customer who rents. Must be active. */
  readonly customerId: Scalars['ID']['input'];
  /**
   * Names this call: 1 to 128 characters, best a random UUID, made when the person presses the button and kept until an
   * answer has come. The same call sent again with the same key takes effect once and is answered the same for 7 days; a
   * new intention takes a new key, also after a refusal.
   */
  readonly idempotencyKey: Scalars['String']['input'];
  /**
   * The member of the staff who is signed in. Another one is refused: nobody acts for somebody else.
   * @deprecated Whoever is signed in acts.
   */
  readonly staffId?: InputMaybe<Scalars['ID']['input']>;
};

/** The answer to `checkOut`. */
export type CheckOutPayload = {
  readonly __typename?: 'CheckOutPayload';
  /** The new rentals, in the order of `copyIds`; null if it was refused. */
  readonly rentals?: Maybe<ReadonlyArray<Rental>>;
  /** Why it was refused; empty if it was done. All reasons are told at once. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which rentals of a copy to list. */
export type CopyRentalFilter = {
  /** Whether the copy is still out. */
  readonly open?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Where a copy is, or what has become of it. A copy has one status at a time. */
export type CopyStatus =
  /** The customer says that it was returned, and the store has not found it. */
  | 'claimed_returned'
  /** Damaged, until somebody has decided on it. */
  | 'damaged'
  /** On the way to another store. */
  | 'in_transit'
  /** Lost. */
  | 'lost'
  /** Kept at the counter for the customer who is next in the film's queue. */
  | 'on_hold_shelf'
  /** On the shelf of its store: it can be rented. */
  | 'on_shelf'
  /** With a customer. */
  | 'rented'
  /** Kept for a customer who is paying for it. */
  | 'reserved'
  /** Taken out of the stock for good. */
  | 'retired';

export type Customer = {
  readonly __typename?: 'Customer';
  /** The customer's id. */
  readonly id: Scalars['ID']['output'];
  /** The rentals of the customer that the viewer may see: all for the customer, and for the staff those of their store. */
  readonly rentals?: Maybe<RentalConnection>;
};


export type CustomerRentalsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CustomerRentalFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<RentalSort>;
};

/** Which rentals of a customer to list. All conditions must hold. */
export type CustomerRentalFilter = {
  /** Whether the copy is still out. */
  readonly open?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether the copy is still out and past the time when it has to be back. */
  readonly overdue?: InputMaybe<Scalars['Boolean']['input']>;
};

export type Film = {
  readonly __typename?: 'Film';
  /** How many copies there are in all stores, and how many of them can be rented now. Everybody may know. */
  readonly availability?: Maybe<FilmAvailability>;
  /** The copies of the film that the viewer may see: those of their store, and those in transit to it. */
  readonly copies?: Maybe<InventoryItemConnection>;
  /** The film's id. */
  readonly id: Scalars['ID']['output'];
};


export type FilmAvailabilityArgs = {
  storeId?: InputMaybe<Scalars['ID']['input']>;
};


export type FilmCopiesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FilmCopyFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<InventoryItemSort>;
};

/** How many copies of a film there are. Lost and retired ones do not count. */
export type FilmAvailability = {
  readonly __typename?: 'FilmAvailability';
  /** How many copies there are. */
  readonly copies: Scalars['Int']['output'];
  /** When the first of those that are rented out has to be back, which may be past; null if none is rented out. */
  readonly nextExpectedReturn?: Maybe<Scalars['DateTime']['output']>;
  /** How many of them are on the shelf, so that they can be rented now. */
  readonly onShelf: Scalars['Int']['output'];
};

/** Which copies of a film to list. All conditions must hold. */
export type FilmCopyFilter = {
  /** Whether the copy is on the shelf, so that it can be rented now. */
  readonly available?: InputMaybe<Scalars['Boolean']['input']>;
  /** Copies with one of these statuses, at most 9. */
  readonly statuses?: InputMaybe<ReadonlyArray<CopyStatus>>;
  /** Copies of this store. */
  readonly storeId?: InputMaybe<Scalars['ID']['input']>;
};

/**
 * A copy of a film: one disc of a store. The staff see those that belong to their store or are in transit to it, and a customer
 * those that they have rented, now or ever. For anybody else it does not exist.
 */
export type InventoryItem = {
  readonly __typename?: 'InventoryItem';
  /** The store that it is on the way to, which may be the one that it belongs to; null if it is not in transit. */
  readonly destination?: Maybe<Store>;
  /** The film on it. */
  readonly film?: Maybe<Film>;
  /** The copy's id. */
  readonly id: Scalars['ID']['output'];
  /** When the copy was last changed. */
  readonly lastUpdate: Scalars['DateTime']['output'];
  /** The rentals of the copy that the viewer may see: a copy that came from another store was rented there too. */
  readonly rentals?: Maybe<RentalConnection>;
  /** Where the copy is, or what has become of it. */
  readonly status: CopyStatus;
  /** The store that it belongs to. */
  readonly store?: Maybe<Store>;
  /** Whether `checkOut` would hand the copy out, if the viewer asked for it now: it is on the shelf of their store. */
  readonly viewerCanCheckOut: Scalars['Boolean']['output'];
  /** Whether `receiveCopy` would put the copy on the shelf, if the viewer asked for it now: it is in transit to their store. */
  readonly viewerCanReceive: Scalars['Boolean']['output'];
  /** Whether `transferCopy` would send the copy to another store, if the viewer asked for it now. */
  readonly viewerCanTransfer: Scalars['Boolean']['output'];
};


/**
 * A copy of a film: one disc of a store. The staff see those that belong to their store or are in transit to it, and a customer
 * those that they have rented, now or ever. For anybody else it does not exist.
 */
export type InventoryItemRentalsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CopyRentalFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<RentalSort>;
};

/** A page of copies. */
export type InventoryItemConnection = {
  readonly __typename?: 'InventoryItemConnection';
  /** The copies with their cursors. */
  readonly edges: ReadonlyArray<InventoryItemEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many copies the whole list has. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A copy in a list. */
export type InventoryItemEdge = {
  readonly __typename?: 'InventoryItemEdge';
  /** Names this place in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The copy. */
  readonly node: InventoryItem;
};

/** Which copies to list. All conditions must hold. */
export type InventoryItemFilter = {
  /** Whether the copy is on the shelf, so that it can be rented now. */
  readonly available?: InputMaybe<Scalars['Boolean']['input']>;
  /** Copies of this film. */
  readonly filmId?: InputMaybe<Scalars['ID']['input']>;
  /** Copies with one of these statuses, at most 9. */
  readonly statuses?: InputMaybe<ReadonlyArray<CopyStatus>>;
  /** Copies of this store. */
  readonly storeId?: InputMaybe<Scalars['ID']['input']>;
};

/** The order of a list of copies. Copies that are alike in it are ordered by id. */
export type InventoryItemSort = {
  /** In which direction. */
  readonly direction?: SortDirection;
  /** What to sort by. */
  readonly field: InventoryItemSortField;
};

/** What copies can be sorted by. */
export type InventoryItemSortField =
  /** The id. */
  | 'ID';

/** An amount of money. */
export type Money = {
  readonly __typename?: 'Money';
  /** The amount in units of the currency, with all digits of its minor unit: `4.99`. */
  readonly amount: Scalars['Decimal']['output'];
  /** The currency of the amount. */
  readonly currency: Scalars['CurrencyCode']['output'];
};

/** What can be done. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Adds new copies of a film to a store's shelf. Whoever is signed in adds copies to their own store only. */
  readonly addCopies?: Maybe<AddCopiesPayload>;
  /**
   * Takes copies back: all of them, or none. A copy may be brought back to any store, which is that of whoever is signed in. In
   * its own store it goes back on the shelf; any other store puts it in transit to its own store, where it has to be received.
   */
  readonly checkIn?: Maybe<CheckInPayload>;
  /**
   * Rents copies to a customer: all of them, or none. Price, duration and title are those of the films now, and stay the
   * rental's own. Each is due as many times 24 hours later as its film may be kept. Whoever is signed in does it: any member of
   * the staff may serve any customer, but hands out copies of their own store only.
   */
  readonly checkOut?: Maybe<CheckOutPayload>;
  /**
   * Puts a copy that was in transit on the shelf of the store of whoever is signed in, which must be the one that it was sent to.
   * From then on it belongs to that store.
   */
  readonly receiveCopy?: Maybe<ReceiveCopyPayload>;
  /**
   * Sends a copy from the shelf of the store of whoever is signed in to another store. It is in transit, and belongs to the store
   * that sent it, until the other store receives it.
   */
  readonly transferCopy?: Maybe<TransferCopyPayload>;
};


/** What can be done. */
export type MutationAddCopiesArgs = {
  input: AddCopiesInput;
};


/** What can be done. */
export type MutationCheckInArgs = {
  input: CheckInInput;
};


/** What can be done. */
export type MutationCheckOutArgs = {
  input: CheckOutInput;
};


/** What can be done. */
export type MutationReceiveCopyArgs = {
  input: ReceiveCopyInput;
};


/** What can be done. */
export type MutationTransferCopyArgs = {
  input: TransferCopyInput;
};

/** Where a page stands in its list, as Relay defines it. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** The cursor of the last entry, null on an empty page: give it as `after` to read on. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether entries follow this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether entries precede this page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first entry, null on an empty page: give it as `before` to read backwards. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** What can be asked. */
export type Query = {
  readonly __typename?: 'Query';
  /**
   * All copies that the viewer may see, page by page: for the staff, those that belong to their store or are in transit to it. A
   * filter that names another store finds those of its copies only that are on the way here.
   */
  readonly copies?: Maybe<InventoryItemConnection>;
  /** The copy of an id; null if there is none that the viewer may see. */
  readonly copy?: Maybe<InventoryItem>;
  /** The rental of an id; null if there is none that the viewer may see. */
  readonly rental?: Maybe<Rental>;
  /**
   * All rentals that the viewer may see, page by page: a customer's own, and for the staff those of the copies of their store. A
   * filter that names another's finds none.
   */
  readonly rentals?: Maybe<RentalConnection>;
};


/** What can be asked. */
export type QueryCopiesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InventoryItemFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<InventoryItemSort>;
};


/** What can be asked. */
export type QueryCopyArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryRentalArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryRentalsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<RentalFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<RentalSort>;
};

/** Which copy has arrived. */
export type ReceiveCopyInput = {
  /** The copy. Must be in transit to the store of whoever is signed in. */
  readonly copyId: Scalars['ID']['input'];
  /**
   * Names this call: 1 to 128 characters, best a random UUID, made when the person presses the button and kept until an
   * answer has come. The same call sent again with the same key takes effect once and is answered the same for 7 days; a
   * new intention takes a new key, also after a refusal.
   */
  readonly idempotencyKey: Scalars['String']['input'];
  /**
   * The member of the staff who is signed in. Another one is refused: nobody acts for somebody else.
   * @deprecated Whoever is signed in acts.
   */
  readonly staffId?: InputMaybe<Scalars['ID']['input']>;
};

/** The answer to `receiveCopy`. */
export type ReceiveCopyPayload = {
  readonly __typename?: 'ReceiveCopyPayload';
  /** The copy, on the shelf; null if it was refused. */
  readonly copy?: Maybe<InventoryItem>;
  /** Why it was refused; empty if it was done. All reasons are told at once. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/**
 * The loan of one copy to a customer. What it depends on was copied onto it when it was made. It is seen by its customer and by
 * the staff of its store; for anybody else it does not exist.
 */
export type Rental = {
  readonly __typename?: 'Rental';
  /** The copy that was rented; null if it belongs to another store by now whose copies the viewer does not see. */
  readonly copy?: Maybe<InventoryItem>;
  /** Who rented it. */
  readonly customer?: Maybe<Customer>;
  /** When it has to be back. */
  readonly dueAt: Scalars['DateTime']['output'];
  /** How many days it was rented for. */
  readonly durationDays: Scalars['Int']['output'];
  /** The film on the copy. */
  readonly film?: Maybe<Film>;
  /** The title that the film had when it was rented. */
  readonly filmTitle: Scalars['String']['output'];
  /** The rental's id. */
  readonly id: Scalars['ID']['output'];
  /** When the rental was last changed. */
  readonly lastUpdate: Scalars['DateTime']['output'];
  /** Whether the rental is open and past the time when it has to be back. */
  readonly overdue: Scalars['Boolean']['output'];
  /** What the rental costs, without late fees. */
  readonly price: Money;
  /** When it was rented. */
  readonly rentalDate: Scalars['DateTime']['output'];
  /** When it came back; null as long as the rental is open. */
  readonly returnDate?: Maybe<Scalars['DateTime']['output']>;
  /** Who rented it out. */
  readonly staff?: Maybe<Staff>;
  /** The store that the copy belonged to when it was rented. */
  readonly store?: Maybe<Store>;
  /** Whether `checkIn` would take the copy back, if the viewer asked for it now: the rental is open, and they are of the staff. */
  readonly viewerCanCheckIn: Scalars['Boolean']['output'];
};

/** A page of rentals. */
export type RentalConnection = {
  readonly __typename?: 'RentalConnection';
  /** The rentals with their cursors. */
  readonly edges: ReadonlyArray<RentalEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many rentals the whole list has. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A rental in a list. */
export type RentalEdge = {
  readonly __typename?: 'RentalEdge';
  /** Names this place in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The rental. */
  readonly node: Rental;
};

/** Which rentals to list. All conditions must hold. */
export type RentalFilter = {
  /** Rentals of this copy. */
  readonly copyId?: InputMaybe<Scalars['ID']['input']>;
  /** Rentals of this customer. */
  readonly customerId?: InputMaybe<Scalars['ID']['input']>;
  /** Rentals of the copies of this film. */
  readonly filmId?: InputMaybe<Scalars['ID']['input']>;
  /** Whether the copy is still out. */
  readonly open?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether the copy is still out and past the time when it has to be back. */
  readonly overdue?: InputMaybe<Scalars['Boolean']['input']>;
  /** Rentals before this moment. */
  readonly rentedBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Rentals from this moment on. */
  readonly rentedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Rentals that this member of the staff made. */
  readonly staffId?: InputMaybe<Scalars['ID']['input']>;
  /** Rentals of this store. */
  readonly storeId?: InputMaybe<Scalars['ID']['input']>;
};

/** A rental was not brought back in time. What does not exist any more for a client when they are told of it is null. */
export type RentalOverdue = {
  readonly __typename?: 'RentalOverdue';
  /** The copy that is out. */
  readonly copy?: Maybe<InventoryItem>;
  /** Who has rented it. */
  readonly customer?: Maybe<Customer>;
  /** Names the event: give it as `since` to go on after it. */
  readonly eventId: Scalars['ID']['output'];
  /** The film on the copy. */
  readonly film?: Maybe<Film>;
  /** When the chain took note of it. */
  readonly occurredAt: Scalars['DateTime']['output'];
  /** The rental, which was open then. */
  readonly rental?: Maybe<Rental>;
  /** The store that the copy belonged to when it was rented. */
  readonly store?: Maybe<Store>;
};

/** A copy was brought back. What does not exist any more for a client when they are told of it is null. */
export type RentalReturned = {
  readonly __typename?: 'RentalReturned';
  /** The copy that came back. */
  readonly copy?: Maybe<InventoryItem>;
  /** Who had rented it. */
  readonly customer?: Maybe<Customer>;
  /** Names the event: give it as `since` to go on after it. */
  readonly eventId: Scalars['ID']['output'];
  /** The film on the copy. */
  readonly film?: Maybe<Film>;
  /** When it happened. */
  readonly occurredAt: Scalars['DateTime']['output'];
  /** The rental that is over. */
  readonly rental?: Maybe<Rental>;
  /** The store that it was brought to, which may be another one. */
  readonly returnedTo?: Maybe<Store>;
  /** Who took it back. */
  readonly staff?: Maybe<Staff>;
  /** The store that the copy belonged to when it was rented. */
  readonly store?: Maybe<Store>;
};

/** The order of a list of rentals. Rentals that are alike in it are ordered by id. */
export type RentalSort = {
  /** In which direction. */
  readonly direction?: SortDirection;
  /** What to sort by. */
  readonly field: RentalSortField;
};

/** What rentals can be sorted by. */
export type RentalSortField =
  /** When it has to be back. */
  | 'DUE_AT'
  /** The id. */
  | 'ID'
  /** When it was rented. */
  | 'RENTAL_DATE';

/** The direction of an order. */
export type SortDirection =
  /** From the smallest, the earliest or A. */
  | 'ASCENDING'
  /** From the largest, the latest or Z. */
  | 'DESCENDING';

export type Staff = {
  readonly __typename?: 'Staff';
  /** The member's id. */
  readonly id: Scalars['ID']['output'];
};

export type Store = {
  readonly __typename?: 'Store';
  /** The store's id. */
  readonly id: Scalars['ID']['output'];
  /** The copies of the store that the viewer may see: all for its staff, and for those of another store what is on the way there. */
  readonly inventory?: Maybe<InventoryItemConnection>;
  /** The rentals of copies that belonged to the store when they were rented, for the staff of that store; for others there are none. */
  readonly rentals?: Maybe<RentalConnection>;
};


export type StoreInventoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<StoreInventoryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<InventoryItemSort>;
};


export type StoreRentalsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<StoreRentalFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<RentalSort>;
};

/** Which copies of a store to list. All conditions must hold. */
export type StoreInventoryFilter = {
  /** Whether the copy is on the shelf, so that it can be rented now. */
  readonly available?: InputMaybe<Scalars['Boolean']['input']>;
  /** Copies of this film. */
  readonly filmId?: InputMaybe<Scalars['ID']['input']>;
  /** Copies with one of these statuses, at most 9. */
  readonly statuses?: InputMaybe<ReadonlyArray<CopyStatus>>;
};

/** Which rentals of a store to list. All conditions must hold. */
export type StoreRentalFilter = {
  /** Rentals of this copy. */
  readonly copyId?: InputMaybe<Scalars['ID']['input']>;
  /** Rentals of this customer. */
  readonly customerId?: InputMaybe<Scalars['ID']['input']>;
  /** Rentals of the copies of this film. */
  readonly filmId?: InputMaybe<Scalars['ID']['input']>;
  /** Whether the copy is still out. */
  readonly open?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether the copy is still out and past the time when it has to be back. */
  readonly overdue?: InputMaybe<Scalars['Boolean']['input']>;
  /** Rentals before this moment. */
  readonly rentedBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Rentals from this moment on. */
  readonly rentedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Rentals that this member of the staff made. */
  readonly staffId?: InputMaybe<Scalars['ID']['input']>;
};

/**
 * What can be followed. A client that comes back gives the id of the last event that it has got as `since`, and first gets
 * what it missed, in order; if that is too old or too much, it is answered `EVENTS_MISSED`.
 */
export type Subscription = {
  readonly __typename?: 'Subscription';
  /**
   * Changes of what can be rented, of which everybody is told: a copy that is new, or whose status or store is another one. What it tells is what a waiting
   * customer may see; how many copies there are now is `film { availability(storeId:) }`. All arguments that are given must
   * hold. A copy that changes its store is a change at the store that it belongs to now.
   */
  readonly availabilityChanged: AvailabilityChanged;
  /**
   * Rentals that are not brought back in time, each once, within some minutes after they were due. The staff are told of those of
   * the copies of their store.
   */
  readonly rentalOverdue: RentalOverdue;
  /**
   * Rentals that come back, as they do. All arguments that are given must hold. A customer is told of their own rentals, and the
   * staff of those of the copies of their store.
   */
  readonly rentalReturned: RentalReturned;
};


/**
 * What can be followed. A client that comes back gives the id of the last event that it has got as `since`, and first gets
 * what it missed, in order; if that is too old or too much, it is answered `EVENTS_MISSED`.
 */
export type SubscriptionAvailabilityChangedArgs = {
  filmId?: InputMaybe<Scalars['ID']['input']>;
  since?: InputMaybe<Scalars['ID']['input']>;
  storeId?: InputMaybe<Scalars['ID']['input']>;
};


/**
 * What can be followed. A client that comes back gives the id of the last event that it has got as `since`, and first gets
 * what it missed, in order; if that is too old or too much, it is answered `EVENTS_MISSED`.
 */
export type SubscriptionRentalOverdueArgs = {
  since?: InputMaybe<Scalars['ID']['input']>;
  storeId?: InputMaybe<Scalars['ID']['input']>;
};


/**
 * What can be followed. A client that comes back gives the id of the last event that it has got as `since`, and first gets
 * what it missed, in order; if that is too old or too much, it is answered `EVENTS_MISSED`.
 */
export type SubscriptionRentalReturnedArgs = {
  customerId?: InputMaybe<Scalars['ID']['input']>;
  filmId?: InputMaybe<Scalars['ID']['input']>;
  since?: InputMaybe<Scalars['ID']['input']>;
  storeId?: InputMaybe<Scalars['ID']['input']>;
};

/** Which copy to send, and where to. */
export type TransferCopyInput = {
  /** The copy. Must be on the shelf of the store of whoever is signed in. */
  readonly copyId: Scalars['ID']['input'];
  /**
   * Names this call: 1 to 128 characters, best a random UUID, made when the person presses the button and kept until an
   * answer has come. The same call sent again with the same key takes effect once and is answered the same for 7 days; a
   * new intention takes a new key, also after a refusal.
   */
  readonly idempotencyKey: Scalars['String']['input'];
  /**
   * The member of the staff who is signed in. Another one is refused: nobody acts for somebody else.
   * @deprecated Whoever is signed in acts.
   */
  readonly staffId?: InputMaybe<Scalars['ID']['input']>;
  /** The store that it goes to, another one than its own. */
  readonly toStoreId: Scalars['ID']['input'];
};

/** The answer to `transferCopy`. */
export type TransferCopyPayload = {
  readonly __typename?: 'TransferCopyPayload';
  /** The copy, in transit; null if it was refused. */
  readonly copy?: Maybe<InventoryItem>;
  /** Why it was refused; empty if it was done. All reasons are told at once. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Why a mutation was refused, though the request was right. Nothing was done. */
export type UserError = {
  readonly __typename?: 'UserError';
  /** Which reason it is, for programs. */
  readonly code: UserErrorCode;
  /** What is wrong and what to do, for people. */
  readonly message: Scalars['String']['output'];
  /** The field of the input that is meant, such as `["input", "copyIds", "1"]`. */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
};

/** The reasons for which mutations are refused. */
export type UserErrorCode =
  /** The copy is not out: its last rental was returned. */
  | 'COPY_ALREADY_RETURNED'
  /** The copy was never rented, so it cannot be returned. */
  | 'COPY_NEVER_RENTED'
  /** There is no copy of this id. */
  | 'COPY_NOT_FOUND'
  /** The copy is not on the way to a store. */
  | 'COPY_NOT_IN_TRANSIT'
  /** The copy is not on the shelf; the message says where it is. */
  | 'COPY_NOT_ON_SHELF'
  /** The customer may not rent any more. */
  | 'CUSTOMER_INACTIVE'
  /** There is no customer of this id. */
  | 'CUSTOMER_NOT_FOUND'
  /** There is no film of this id. */
  | 'FILM_NOT_FOUND'
  /** Whoever asks may not do this. */
  | 'FORBIDDEN'
  /** The name or the password is wrong, or the account is closed; which of them is not told. */
  | 'INVALID_CREDENTIALS'
  /** The link was used before, is too old, or was never given out. */
  | 'LINK_INVALID'
  /** Somebody else signs in with this name, or one that looks alike. */
  | 'LOGIN_NAME_TAKEN'
  /** The name cannot be used to sign in; the message says why. */
  | 'LOGIN_NAME_UNUSABLE'
  /** There is nothing of this id, or not for whoever asks. */
  | 'NOT_FOUND'
  /** It is the matter of another store than the one that the member of the staff works in. */
  | 'OTHER_STORE'
  /** The password cannot be used; the message says why. */
  | 'PASSWORD_UNUSABLE'
  /** The refresh token is not known, was used before, or its session has ended: sign in again. */
  | 'REFRESH_TOKEN_INVALID'
  /** The copy belongs to this store already. */
  | 'SAME_STORE'
  /** There is no session of this id, or it has ended. */
  | 'SESSION_NOT_FOUND'
  /** The member of the staff does not work for the chain any more. */
  | 'STAFF_INACTIVE'
  /** There is no member of the staff of this id. */
  | 'STAFF_NOT_FOUND'
  /** There is no store of this id. */
  | 'STORE_NOT_FOUND'
  /** There were too many attempts; the message says when to try again. */
  | 'TOO_MANY_ATTEMPTS';

/** Who may keep an answer. */
export type Caching__CacheControlScope =
  /** Nobody but the client that asked. */
  | 'PRIVATE'
  /** Every cache, for everybody who asks the same. */
  | 'PUBLIC';



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Customer: Customer;
  Film: Film;
  InventoryItem: InventoryItem;
  Rental: Rental;
  Staff: Staff;
  Store: Store;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}> );
  Film:
    ( { __typename: 'Film' }
    & GraphQLRecursivePick<FederationTypes['Film'], {"id":true}> );
  InventoryItem:
    ( { __typename: 'InventoryItem' }
    & GraphQLRecursivePick<FederationTypes['InventoryItem'], {"id":true}> );
  Rental:
    ( { __typename: 'Rental' }
    & GraphQLRecursivePick<FederationTypes['Rental'], {"id":true}> );
  Staff:
    ( { __typename: 'Staff' }
    & GraphQLRecursivePick<FederationTypes['Staff'], {"id":true}> );
  Store:
    ( { __typename: 'Store' }
    & GraphQLRecursivePick<FederationTypes['Store'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AddCopiesInput: AddCopiesInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AddCopiesPayload: ResolverTypeWrapper<CopiesResult>;
  AvailabilityChanged: ResolverTypeWrapper<Omit<AvailabilityChanged, 'film' | 'store'> & { film?: Maybe<ResolversTypes['Film']>, store?: Maybe<ResolversTypes['Store']> }>;
  CheckInInput: CheckInInput;
  CheckInPayload: ResolverTypeWrapper<RentalsResult>;
  CheckOutInput: CheckOutInput;
  CheckOutPayload: ResolverTypeWrapper<RentalsResult>;
  CopyRentalFilter: CopyRentalFilter;
  CopyStatus: null;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Customer: ResolverTypeWrapper<Reference>;
  CustomerRentalFilter: CustomerRentalFilter;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Film: ResolverTypeWrapper<Reference>;
  FilmAvailability: ResolverTypeWrapper<AvailabilityRow>;
  FilmCopyFilter: FilmCopyFilter;
  InventoryItem: ResolverTypeWrapper<CopyRow>;
  InventoryItemConnection: ResolverTypeWrapper<CopyRows>;
  InventoryItemEdge: ResolverTypeWrapper<Omit<InventoryItemEdge, 'node'> & { node: ResolversTypes['InventoryItem'] }>;
  InventoryItemFilter: InventoryItemFilter;
  InventoryItemSort: InventoryItemSort;
  InventoryItemSortField: InventoryItemSortField;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReceiveCopyInput: ReceiveCopyInput;
  ReceiveCopyPayload: ResolverTypeWrapper<CopiesResult>;
  Rental: ResolverTypeWrapper<RentalRow>;
  RentalConnection: ResolverTypeWrapper<RentalRows>;
  RentalEdge: ResolverTypeWrapper<Omit<RentalEdge, 'node'> & { node: ResolversTypes['Rental'] }>;
  RentalFilter: RentalFilter;
  RentalOverdue: ResolverTypeWrapper<Omit<RentalOverdue, 'copy' | 'customer' | 'film' | 'rental' | 'store'> & { copy?: Maybe<ResolversTypes['InventoryItem']>, customer?: Maybe<ResolversTypes['Customer']>, film?: Maybe<ResolversTypes['Film']>, rental?: Maybe<ResolversTypes['Rental']>, store?: Maybe<ResolversTypes['Store']> }>;
  RentalReturned: ResolverTypeWrapper<Omit<RentalReturned, 'copy' | 'customer' | 'film' | 'rental' | 'returnedTo' | 'staff' | 'store'> & { copy?: Maybe<ResolversTypes['InventoryItem']>, customer?: Maybe<ResolversTypes['Customer']>, film?: Maybe<ResolversTypes['Film']>, rental?: Maybe<ResolversTypes['Rental']>, returnedTo?: Maybe<ResolversTypes['Store']>, staff?: Maybe<ResolversTypes['Staff']>, store?: Maybe<ResolversTypes['Store']> }>;
  RentalSort: RentalSort;
  RentalSortField: RentalSortField;
  SortDirection: SortDirection;
  Staff: ResolverTypeWrapper<Reference>;
  Store: ResolverTypeWrapper<Reference>;
  StoreInventoryFilter: StoreInventoryFilter;
  StoreRentalFilter: StoreRentalFilter;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TransferCopyInput: TransferCopyInput;
  TransferCopyPayload: ResolverTypeWrapper<CopiesResult>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  caching__CacheControlScope: Caching__CacheControlScope;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AddCopiesInput: AddCopiesInput;
  ID: Scalars['ID']['output'];
  AddCopiesPayload: CopiesResult;
  AvailabilityChanged: Omit<AvailabilityChanged, 'film' | 'store'> & { film?: Maybe<ResolversParentTypes['Film']>, store?: Maybe<ResolversParentTypes['Store']> };
  CheckInInput: CheckInInput;
  CheckInPayload: RentalsResult;
  CheckOutInput: CheckOutInput;
  CheckOutPayload: RentalsResult;
  CopyRentalFilter: CopyRentalFilter;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Customer: Reference;
  CustomerRentalFilter: CustomerRentalFilter;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Film: Reference;
  FilmAvailability: AvailabilityRow;
  FilmCopyFilter: FilmCopyFilter;
  InventoryItem: CopyRow;
  InventoryItemConnection: CopyRows;
  InventoryItemEdge: Omit<InventoryItemEdge, 'node'> & { node: ResolversParentTypes['InventoryItem'] };
  InventoryItemFilter: InventoryItemFilter;
  InventoryItemSort: InventoryItemSort;
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  ReceiveCopyInput: ReceiveCopyInput;
  ReceiveCopyPayload: CopiesResult;
  Rental: RentalRow;
  RentalConnection: RentalRows;
  RentalEdge: Omit<RentalEdge, 'node'> & { node: ResolversParentTypes['Rental'] };
  RentalFilter: RentalFilter;
  RentalOverdue: Omit<RentalOverdue, 'copy' | 'customer' | 'film' | 'rental' | 'store'> & { copy?: Maybe<ResolversParentTypes['InventoryItem']>, customer?: Maybe<ResolversParentTypes['Customer']>, film?: Maybe<ResolversParentTypes['Film']>, rental?: Maybe<ResolversParentTypes['Rental']>, store?: Maybe<ResolversParentTypes['Store']> };
  RentalReturned: Omit<RentalReturned, 'copy' | 'customer' | 'film' | 'rental' | 'returnedTo' | 'staff' | 'store'> & { copy?: Maybe<ResolversParentTypes['InventoryItem']>, customer?: Maybe<ResolversParentTypes['Customer']>, film?: Maybe<ResolversParentTypes['Film']>, rental?: Maybe<ResolversParentTypes['Rental']>, returnedTo?: Maybe<ResolversParentTypes['Store']>, staff?: Maybe<ResolversParentTypes['Staff']>, store?: Maybe<ResolversParentTypes['Store']> };
  RentalSort: RentalSort;
  Staff: Reference;
  Store: Reference;
  StoreInventoryFilter: StoreInventoryFilter;
  StoreRentalFilter: StoreRentalFilter;
  Subscription: Record<PropertyKey, never>;
  TransferCopyInput: TransferCopyInput;
  TransferCopyPayload: CopiesResult;
  UserError: UserError;
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
};

export type CacheControlDirectiveArgs = {
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<Caching__CacheControlScope>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type EventDirectiveArgs = {
  payload: Scalars['String']['input'];
  subject: Scalars['String']['input'];
};

export type EventDirectiveResolver<Result, Parent, ContextType = Context, Args = EventDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type EventScopeDirectiveArgs = {
  claim: Scalars['String']['input'];
  equals: Scalars['String']['input'];
  scopes: ReadonlyArray<Scalars['String']['input']>;
};

export type EventScopeDirectiveResolver<Result, Parent, ContextType = Context, Args = EventScopeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type PerViewerDirectiveArgs = { };

export type PerViewerDirectiveResolver<Result, Parent, ContextType = Context, Args = PerViewerDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type PublicDirectiveArgs = { };

export type PublicDirectiveResolver<Result, Parent, ContextType = Context, Args = PublicDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AddCopiesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddCopiesPayload'] = ResolversParentTypes['AddCopiesPayload']> = {
  copies?: Resolver<Maybe<ReadonlyArray<ResolversTypes['InventoryItem']>>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AvailabilityChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AvailabilityChanged'] = ResolversParentTypes['AvailabilityChanged']> = {
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  film?: Resolver<Maybe<ResolversTypes['Film']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  store?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType>;
};

export type CheckInPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CheckInPayload'] = ResolversParentTypes['CheckInPayload']> = {
  rentals?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Rental']>>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CheckOutPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CheckOutPayload'] = ResolversParentTypes['CheckOutPayload']> = {
  rentals?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Rental']>>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CopyStatusResolvers = { CLAIMED_RETURNED: 'claimed_returned', DAMAGED: 'damaged', IN_TRANSIT: 'in_transit', LOST: 'lost', ON_HOLD_SHELF: 'on_hold_shelf', ON_SHELF: 'on_shelf', RENTED: 'rented', RESERVED: 'reserved', RETIRED: 'retired' };

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export type CustomerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  rentals?: Resolver<Maybe<ResolversTypes['RentalConnection']>, ParentType, ContextType, Partial<CustomerRentalsArgs>>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type FilmResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Film'] = ResolversParentTypes['Film'], FederationReferenceType extends FederationReferenceTypes['Film'] = FederationReferenceTypes['Film']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Film']> | FederationReferenceType, FederationReferenceType, ContextType>;
  availability?: Resolver<Maybe<ResolversTypes['FilmAvailability']>, ParentType, ContextType, Partial<FilmAvailabilityArgs>>;
  copies?: Resolver<Maybe<ResolversTypes['InventoryItemConnection']>, ParentType, ContextType, Partial<FilmCopiesArgs>>;
};

export type FilmAvailabilityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FilmAvailability'] = ResolversParentTypes['FilmAvailability']> = {
  copies?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  nextExpectedReturn?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  onShelf?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type InventoryItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InventoryItem'] = ResolversParentTypes['InventoryItem'], FederationReferenceType extends FederationReferenceTypes['InventoryItem'] = FederationReferenceTypes['InventoryItem']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['InventoryItem']> | FederationReferenceType, FederationReferenceType, ContextType>;
  destination?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType>;
  film?: Resolver<Maybe<ResolversTypes['Film']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUpdate?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  rentals?: Resolver<Maybe<ResolversTypes['RentalConnection']>, ParentType, ContextType, Partial<InventoryItemRentalsArgs>>;
  status?: Resolver<ResolversTypes['CopyStatus'], ParentType, ContextType>;
  store?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType>;
  viewerCanCheckOut?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanReceive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanTransfer?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type InventoryItemConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InventoryItemConnection'] = ResolversParentTypes['InventoryItemConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['InventoryItemEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type InventoryItemEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InventoryItemEdge'] = ResolversParentTypes['InventoryItemEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['InventoryItem'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addCopies?: Resolver<Maybe<ResolversTypes['AddCopiesPayload']>, ParentType, ContextType, RequireFields<MutationAddCopiesArgs, 'input'>>;
  checkIn?: Resolver<Maybe<ResolversTypes['CheckInPayload']>, ParentType, ContextType, RequireFields<MutationCheckInArgs, 'input'>>;
  checkOut?: Resolver<Maybe<ResolversTypes['CheckOutPayload']>, ParentType, ContextType, RequireFields<MutationCheckOutArgs, 'input'>>;
  receiveCopy?: Resolver<Maybe<ResolversTypes['ReceiveCopyPayload']>, ParentType, ContextType, RequireFields<MutationReceiveCopyArgs, 'input'>>;
  transferCopy?: Resolver<Maybe<ResolversTypes['TransferCopyPayload']>, ParentType, ContextType, RequireFields<MutationTransferCopyArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  copies?: Resolver<Maybe<ResolversTypes['InventoryItemConnection']>, ParentType, ContextType, Partial<QueryCopiesArgs>>;
  copy?: Resolver<Maybe<ResolversTypes['InventoryItem']>, ParentType, ContextType, RequireFields<QueryCopyArgs, 'id'>>;
  rental?: Resolver<Maybe<ResolversTypes['Rental']>, ParentType, ContextType, RequireFields<QueryRentalArgs, 'id'>>;
  rentals?: Resolver<Maybe<ResolversTypes['RentalConnection']>, ParentType, ContextType, Partial<QueryRentalsArgs>>;
};

export type ReceiveCopyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReceiveCopyPayload'] = ResolversParentTypes['ReceiveCopyPayload']> = {
  copy?: Resolver<Maybe<ResolversTypes['InventoryItem']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RentalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Rental'] = ResolversParentTypes['Rental'], FederationReferenceType extends FederationReferenceTypes['Rental'] = FederationReferenceTypes['Rental']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Rental']> | FederationReferenceType, FederationReferenceType, ContextType>;
  copy?: Resolver<Maybe<ResolversTypes['InventoryItem']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  dueAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  durationDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  film?: Resolver<Maybe<ResolversTypes['Film']>, ParentType, ContextType>;
  filmTitle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUpdate?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  rentalDate?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  returnDate?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  staff?: Resolver<Maybe<ResolversTypes['Staff']>, ParentType, ContextType>;
  store?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType>;
  viewerCanCheckIn?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type RentalConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RentalConnection'] = ResolversParentTypes['RentalConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RentalEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RentalEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RentalEdge'] = ResolversParentTypes['RentalEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Rental'], ParentType, ContextType>;
};

export type RentalOverdueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RentalOverdue'] = ResolversParentTypes['RentalOverdue']> = {
  copy?: Resolver<Maybe<ResolversTypes['InventoryItem']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  film?: Resolver<Maybe<ResolversTypes['Film']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  rental?: Resolver<Maybe<ResolversTypes['Rental']>, ParentType, ContextType>;
  store?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType>;
};

export type RentalReturnedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RentalReturned'] = ResolversParentTypes['RentalReturned']> = {
  copy?: Resolver<Maybe<ResolversTypes['InventoryItem']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  film?: Resolver<Maybe<ResolversTypes['Film']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  rental?: Resolver<Maybe<ResolversTypes['Rental']>, ParentType, ContextType>;
  returnedTo?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType>;
  staff?: Resolver<Maybe<ResolversTypes['Staff']>, ParentType, ContextType>;
  store?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType>;
};

export type StaffResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Staff'] = ResolversParentTypes['Staff'], FederationReferenceType extends FederationReferenceTypes['Staff'] = FederationReferenceTypes['Staff']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Staff']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type StoreResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Store'] = ResolversParentTypes['Store'], FederationReferenceType extends FederationReferenceTypes['Store'] = FederationReferenceTypes['Store']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Store']> | FederationReferenceType, FederationReferenceType, ContextType>;
  inventory?: Resolver<Maybe<ResolversTypes['InventoryItemConnection']>, ParentType, ContextType, Partial<StoreInventoryArgs>>;
  rentals?: Resolver<Maybe<ResolversTypes['RentalConnection']>, ParentType, ContextType, Partial<StoreRentalsArgs>>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  availabilityChanged?: SubscriptionResolver<ResolversTypes['AvailabilityChanged'], "availabilityChanged", ParentType, ContextType, Partial<SubscriptionAvailabilityChangedArgs>>;
  rentalOverdue?: SubscriptionResolver<ResolversTypes['RentalOverdue'], "rentalOverdue", ParentType, ContextType, Partial<SubscriptionRentalOverdueArgs>>;
  rentalReturned?: SubscriptionResolver<ResolversTypes['RentalReturned'], "rentalReturned", ParentType, ContextType, Partial<SubscriptionRentalReturnedArgs>>;
};

export type TransferCopyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TransferCopyPayload'] = ResolversParentTypes['TransferCopyPayload']> = {
  copy?: Resolver<Maybe<ResolversTypes['InventoryItem']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AddCopiesPayload?: AddCopiesPayloadResolvers<ContextType>;
  AvailabilityChanged?: AvailabilityChangedResolvers<ContextType>;
  CheckInPayload?: CheckInPayloadResolvers<ContextType>;
  CheckOutPayload?: CheckOutPayloadResolvers<ContextType>;
  CopyStatus?: CopyStatusResolvers;
  CurrencyCode?: GraphQLScalarType;
  Customer?: CustomerResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Film?: FilmResolvers<ContextType>;
  FilmAvailability?: FilmAvailabilityResolvers<ContextType>;
  InventoryItem?: InventoryItemResolvers<ContextType>;
  InventoryItemConnection?: InventoryItemConnectionResolvers<ContextType>;
  InventoryItemEdge?: InventoryItemEdgeResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReceiveCopyPayload?: ReceiveCopyPayloadResolvers<ContextType>;
  Rental?: RentalResolvers<ContextType>;
  RentalConnection?: RentalConnectionResolvers<ContextType>;
  RentalEdge?: RentalEdgeResolvers<ContextType>;
  RentalOverdue?: RentalOverdueResolvers<ContextType>;
  RentalReturned?: RentalReturnedResolvers<ContextType>;
  Staff?: StaffResolvers<ContextType>;
  Store?: StoreResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TransferCopyPayload?: TransferCopyPayloadResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  event?: EventDirectiveResolver<any, any, ContextType>;
  eventScope?: EventScopeDirectiveResolver<any, any, ContextType>;
  perViewer?: PerViewerDirectiveResolver<any, any, ContextType>;
  public?: PublicDirectiveResolver<any, any, ContextType>;
};
