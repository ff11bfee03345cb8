import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { StoreRow, StoreRows } from '../store/store.ts';
import type { StaffRow, StaffRows } from '../store/staff.ts';
import type { Reference } from '@reelhouse/subgraph';
import type { StaffResult } from '../domain/deactivate-staff.ts';
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

export type Address = {
  readonly __typename?: 'Address';
  readonly id: Scalars['ID']['output'];
};

/** Who has left. */
export type DeactivateStaffInput = {
  /**
   * Names this call: 1 to 128 characters, best a random UUID, made when the person presses the button and kept until an
   * answer has come. The same call sent again with the same key takes effect once and is answered the same for 7 days; a
   * new intention takes a new key, also after a refusal.
   */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The member of the staff. */
  readonly staffId: Scalars['ID']['input'];
};

/** Whether a member of the staff was deactivated. */
export type DeactivateStaffPayload = {
  readonly __typename?: 'DeactivateStaffPayload';
  /** The member, no longer active; null if it was refused. */
  readonly staff?: Maybe<Staff>;
  /** Why it was refused; empty if it was done. All reasons are told at once. */
  readonly userErrors: ReadonlyArray<UserError>;
};

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
  /**
   * Notes that a member of the staff does not work for the chain any more. Within a second every session of the member is
   * ended, and nobody can sign in as the member. One who has left already is left as is. A manager does so for the staff of
   * their store, but not for themself.
   */
  readonly deactivateStaff?: Maybe<DeactivateStaffPayload>;
  /**
   * Notes that a former member of the staff works for the chain again, in the same store, and can sign in as before. A manager
   * does so for the staff of their store.
   */
  readonly reactivateStaff?: Maybe<ReactivateStaffPayload>;
};


/** What can be done. */
export type MutationDeactivateStaffArgs = {
  input: DeactivateStaffInput;
};


/** What can be done. */
export type MutationReactivateStaffArgs = {
  input: ReactivateStaffInput;
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

/** A picture with its bytes. */
export type Picture = {
  readonly __typename?: 'Picture';
  /** The bytes in base64 with padding. */
  readonly base64: Scalars['String']['output'];
  /** What the bytes are, by their beginning: `image/png`, `image/jpeg`, `image/gif`, else `application/octet-stream`. */
  readonly mediaType: Scalars['String']['output'];
};

/** What can be asked. */
export type Query = {
  readonly __typename?: 'Query';
  /** The staff of the store in which whoever asks works, former members too, page by page. */
  readonly staff?: Maybe<StaffConnection>;
  /** The member of staff of an id; null if there is none, or in another store than that of whoever asks. */
  readonly staffMember?: Maybe<Staff>;
  /** The member of staff with a username; null if there is none, or in another store than that of whoever asks. */
  readonly staffMemberByUsername?: Maybe<Staff>;
  /**
   * The picture of a member of staff; null if there is none, or the member is of another store than whoever asks. Lists never
   * carry pictures.
   */
  readonly staffPicture?: Maybe<Picture>;
  /** The store of an id; null if there is none. */
  readonly store?: Maybe<Store>;
  /** All stores, page by page. */
  readonly stores: StoreConnection;
};


/** What can be asked. */
export type QueryStaffArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<StaffFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<StaffSort>;
};


/** What can be asked. */
export type QueryStaffMemberArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryStaffMemberByUsernameArgs = {
  username: Scalars['String']['input'];
};


/** What can be asked. */
export type QueryStaffPictureArgs = {
  staffId: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryStoreArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryStoresArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<StoreSort>;
};

/** Who has come back. */
export type ReactivateStaffInput = {
  /**
   * Names this call: 1 to 128 characters, best a random UUID, made when the person presses the button and kept until an
   * answer has come. The same call sent again with the same key takes effect once and is answered the same for 7 days; a
   * new intention takes a new key, also after a refusal.
   */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The member of the staff. */
  readonly staffId: Scalars['ID']['input'];
};

/** Whether a member of the staff was reactivated. */
export type ReactivateStaffPayload = {
  readonly __typename?: 'ReactivateStaffPayload';
  /** The member, active again; null if it was refused. */
  readonly staff?: Maybe<Staff>;
  /** Why it was refused; empty if it was done. All reasons are told at once. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** The direction of an order. */
export type SortDirection =
  /** From the smallest, the earliest or A. */
  | 'ASCENDING'
  /** From the largest, the latest or Z. */
  | 'DESCENDING';

/** Somebody who works for the chain, or once did. Staff see those of their own store, and nobody else sees any. */
export type Staff = {
  readonly __typename?: 'Staff';
  /** Whether the member still works for the chain. */
  readonly active: Scalars['Boolean']['output'];
  /** Where the member lives. */
  readonly address?: Maybe<Address>;
  /** The email address. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** The given name. */
  readonly firstName: Scalars['String']['output'];
  /** The member's id. */
  readonly id: Scalars['ID']['output'];
  /** The family name. */
  readonly lastName: Scalars['String']['output'];
  /** When the member was last changed. */
  readonly lastUpdate: Scalars['DateTime']['output'];
  /** The store to which the member belongs. */
  readonly store: Store;
  /** The name to sign in with, 1 to 60 characters. No two differ only in case. */
  readonly username: Scalars['String']['output'];
  /** Whether whoever asks may deactivate the member: the manager of the store may, but not themself. False for one who has left. */
  readonly viewerCanDeactivate: Scalars['Boolean']['output'];
  /** Whether whoever asks may reactivate the member: the manager of the store may. False for one who has not left. */
  readonly viewerCanReactivate: Scalars['Boolean']['output'];
};

/** A page of members of staff. */
export type StaffConnection = {
  readonly __typename?: 'StaffConnection';
  /** The members of staff with their cursors. */
  readonly edges: ReadonlyArray<StaffEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many members of staff the whole list has. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A member in a list. */
export type StaffEdge = {
  readonly __typename?: 'StaffEdge';
  /** Names this place in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The member. */
  readonly node: Staff;
};

/** Which members of staff to list. All conditions must hold. */
export type StaffFilter = {
  /** Members who still work for the chain, or with `false` those who do not. */
  readonly active?: InputMaybe<Scalars['Boolean']['input']>;
  /** Members of this store. */
  readonly storeId?: InputMaybe<Scalars['ID']['input']>;
};

/** The order of a list of members of staff. Members of staff that are alike in it are ordered by id. */
export type StaffSort = {
  /** In which direction. */
  readonly direction?: SortDirection;
  /** What to sort by. */
  readonly field: StaffSortField;
};

/** What members of staff can be sorted by. */
export type StaffSortField =
  /** The id. */
  | 'ID'
  /** The family name, then the given name. */
  | 'NAME'
  /** The username, whatever the case. */
  | 'USERNAME';

/** A shop of the chain. */
export type Store = {
  readonly __typename?: 'Store';
  /** Where it is. */
  readonly address?: Maybe<Address>;
  /** The store's id. */
  readonly id: Scalars['ID']['output'];
  /** When the store was last changed. */
  readonly lastUpdate: Scalars['DateTime']['output'];
  /** Who runs it; null for staff of another store. */
  readonly manager?: Maybe<Staff>;
  /** Who works there, or once did; nobody for staff of another store. */
  readonly staff?: Maybe<StaffConnection>;
  /** The time zone that the store's days are days of, as the IANA database names it: `Europe/Berlin`. */
  readonly timeZone: Scalars['String']['output'];
};


/** A shop of the chain. */
export type StoreStaffArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<StaffFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<StaffSort>;
};

/** A page of stores. */
export type StoreConnection = {
  readonly __typename?: 'StoreConnection';
  /** The stores with their cursors. */
  readonly edges: ReadonlyArray<StoreEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many stores the whole list has. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A store in a list. */
export type StoreEdge = {
  readonly __typename?: 'StoreEdge';
  /** Names this place in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The store. */
  readonly node: Store;
};

/** The order of a list of stores. Stores that are alike in it are ordered by id. */
export type StoreSort = {
  /** In which direction. */
  readonly direction?: SortDirection;
  /** What to sort by. */
  readonly field: StoreSortField;
};

/** What stores can be sorted by. */
export type StoreSortField =
  /** The id. */
  | 'ID';

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
  Staff: Staff;
  Store: Store;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Staff:
    ( { __typename: 'Staff' }
    & GraphQLRecursivePick<FederationTypes['Staff'], {"id":true}> );
  Store:
    ( { __typename: 'Store' }
    & GraphQLRecursivePick<FederationTypes['Store'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Address: ResolverTypeWrapper<Reference>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeactivateStaffInput: DeactivateStaffInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  DeactivateStaffPayload: ResolverTypeWrapper<StaffResult>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Picture: ResolverTypeWrapper<Picture>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReactivateStaffInput: ReactivateStaffInput;
  ReactivateStaffPayload: ResolverTypeWrapper<StaffResult>;
  SortDirection: SortDirection;
  Staff: ResolverTypeWrapper<StaffRow>;
  StaffConnection: ResolverTypeWrapper<StaffRows>;
  StaffEdge: ResolverTypeWrapper<Omit<StaffEdge, 'node'> & { node: ResolversTypes['Staff'] }>;
  StaffFilter: StaffFilter;
  StaffSort: StaffSort;
  StaffSortField: StaffSortField;
  Store: ResolverTypeWrapper<StoreRow>;
  StoreConnection: ResolverTypeWrapper<StoreRows>;
  StoreEdge: ResolverTypeWrapper<Omit<StoreEdge, 'node'> & { node: ResolversTypes['Store'] }>;
  StoreSort: StoreSort;
  StoreSortField: StoreSortField;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  caching__CacheControlScope: Caching__CacheControlScope;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Address: Reference;
  ID: Scalars['ID']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  DeactivateStaffInput: DeactivateStaffInput;
  String: Scalars['String']['output'];
  DeactivateStaffPayload: StaffResult;
  Decimal: Scalars['Decimal']['output'];
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Picture: Picture;
  Query: Record<PropertyKey, never>;
  ReactivateStaffInput: ReactivateStaffInput;
  ReactivateStaffPayload: StaffResult;
  Staff: StaffRow;
  StaffConnection: StaffRows;
  StaffEdge: Omit<StaffEdge, 'node'> & { node: ResolversParentTypes['Staff'] };
  StaffFilter: StaffFilter;
  StaffSort: StaffSort;
  Store: StoreRow;
  StoreConnection: StoreRows;
  StoreEdge: Omit<StoreEdge, 'node'> & { node: ResolversParentTypes['Store'] };
  StoreSort: StoreSort;
  UserError: UserError;
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
};

export type CacheControlDirectiveArgs = {
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<Caching__CacheControlScope>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type PublicDirectiveArgs = { };

export type PublicDirectiveResolver<Result, Parent, ContextType = Context, Args = PublicDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeactivateStaffPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeactivateStaffPayload'] = ResolversParentTypes['DeactivateStaffPayload']> = {
  staff?: Resolver<Maybe<ResolversTypes['Staff']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  deactivateStaff?: Resolver<Maybe<ResolversTypes['DeactivateStaffPayload']>, ParentType, ContextType, RequireFields<MutationDeactivateStaffArgs, 'input'>>;
  reactivateStaff?: Resolver<Maybe<ResolversTypes['ReactivateStaffPayload']>, ParentType, ContextType, RequireFields<MutationReactivateStaffArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PictureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Picture'] = ResolversParentTypes['Picture']> = {
  base64?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  staff?: Resolver<Maybe<ResolversTypes['StaffConnection']>, ParentType, ContextType, Partial<QueryStaffArgs>>;
  staffMember?: Resolver<Maybe<ResolversTypes['Staff']>, ParentType, ContextType, RequireFields<QueryStaffMemberArgs, 'id'>>;
  staffMemberByUsername?: Resolver<Maybe<ResolversTypes['Staff']>, ParentType, ContextType, RequireFields<QueryStaffMemberByUsernameArgs, 'username'>>;
  staffPicture?: Resolver<Maybe<ResolversTypes['Picture']>, ParentType, ContextType, RequireFields<QueryStaffPictureArgs, 'staffId'>>;
  store?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType, RequireFields<QueryStoreArgs, 'id'>>;
  stores?: Resolver<ResolversTypes['StoreConnection'], ParentType, ContextType, Partial<QueryStoresArgs>>;
};

export type ReactivateStaffPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReactivateStaffPayload'] = ResolversParentTypes['ReactivateStaffPayload']> = {
  staff?: Resolver<Maybe<ResolversTypes['Staff']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StaffResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Staff'] = ResolversParentTypes['Staff'], FederationReferenceType extends FederationReferenceTypes['Staff'] = FederationReferenceTypes['Staff']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Staff']> | FederationReferenceType, FederationReferenceType, ContextType>;
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  firstName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastUpdate?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  store?: Resolver<ResolversTypes['Store'], ParentType, ContextType>;
  username?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  viewerCanDeactivate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanReactivate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type StaffConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StaffConnection'] = ResolversParentTypes['StaffConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['StaffEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StaffEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StaffEdge'] = ResolversParentTypes['StaffEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Staff'], ParentType, ContextType>;
};

export type StoreResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Store'] = ResolversParentTypes['Store'], FederationReferenceType extends FederationReferenceTypes['Store'] = FederationReferenceTypes['Store']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Store']> | FederationReferenceType, FederationReferenceType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUpdate?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  manager?: Resolver<Maybe<ResolversTypes['Staff']>, ParentType, ContextType>;
  staff?: Resolver<Maybe<ResolversTypes['StaffConnection']>, ParentType, ContextType, Partial<StoreStaffArgs>>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type StoreConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StoreConnection'] = ResolversParentTypes['StoreConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['StoreEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StoreEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StoreEdge'] = ResolversParentTypes['StoreEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Store'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  CurrencyCode?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DeactivateStaffPayload?: DeactivateStaffPayloadResolvers<ContextType>;
  Decimal?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Picture?: PictureResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReactivateStaffPayload?: ReactivateStaffPayloadResolvers<ContextType>;
  Staff?: StaffResolvers<ContextType>;
  StaffConnection?: StaffConnectionResolvers<ContextType>;
  StaffEdge?: StaffEdgeResolvers<ContextType>;
  Store?: StoreResolvers<ContextType>;
  StoreConnection?: StoreConnectionResolvers<ContextType>;
  StoreEdge?: StoreEdgeResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  public?: PublicDirectiveResolver<any, any, ContextType>;
};
