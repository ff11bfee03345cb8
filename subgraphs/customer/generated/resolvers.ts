import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CustomerRow, CustomerRows } from '../store/customer.ts';
import type { AddressRow, AddressRows } from '../store/address.ts';
import type { CityRow, CityRows } from '../store/city.ts';
import type { CountryRow, CountryRows } from '../store/country.ts';
import type { Reference } from '@reelhouse/subgraph';
import type { CustomerResult } from '../domain/deactivate-customer.ts';
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

/**
 * Where a customer or a member of staff lives, or where a store is. Everybody sees where stores are, a customer their own
 * address, and staff all of them.
 */
export type Address = {
  readonly __typename?: 'Address';
  /** The street and the number, 1 to 255 characters. */
  readonly address: Scalars['String']['output'];
  /** What else helps to find it: a floor, a flat. */
  readonly address2?: Maybe<Scalars['String']['output']>;
  /** The city. */
  readonly city: City;
  /** The district, state or province; may be empty. */
  readonly district: Scalars['String']['output'];
  /** The address's id. */
  readonly id: Scalars['ID']['output'];
  /** When the address was last changed. */
  readonly lastUpdate: Scalars['DateTime']['output'];
  /** The telephone number as it was written down; may be empty. */
  readonly phone: Scalars['String']['output'];
  /** The postal code. */
  readonly postalCode?: Maybe<Scalars['String']['output']>;
};

/** A page of addresses. */
export type AddressConnection = {
  readonly __typename?: 'AddressConnection';
  /** The addresses with their cursors. */
  readonly edges: ReadonlyArray<AddressEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many addresses the whole list has. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An address in a list. */
export type AddressEdge = {
  readonly __typename?: 'AddressEdge';
  /** Names this place in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The address. */
  readonly node: Address;
};

/** Which addresses to list. All conditions must hold. */
export type AddressFilter = {
  /** Addresses in this city. */
  readonly cityId?: InputMaybe<Scalars['ID']['input']>;
};

/** The order of a list of addresses. Addresses that are alike in it are ordered by id. */
export type AddressSort = {
  /** In which direction. */
  readonly direction?: SortDirection;
  /** What to sort by. */
  readonly field: AddressSortField;
};

/** What addresses can be sorted by. */
export type AddressSortField =
  /** The id. */
  | 'ID';

/** A city. */
export type City = {
  readonly __typename?: 'City';
  /** The country that it is in. */
  readonly country: Country;
  /** The city's id. */
  readonly id: Scalars['ID']['output'];
  /** The name, 1 to 100 characters. */
  readonly name: Scalars['String']['output'];
};

/** A page of cities. */
export type CityConnection = {
  readonly __typename?: 'CityConnection';
  /** The cities with their cursors. */
  readonly edges: ReadonlyArray<CityEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many cities the whole list has. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A city in a list. */
export type CityEdge = {
  readonly __typename?: 'CityEdge';
  /** Names this place in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The city. */
  readonly node: City;
};

/** Which cities to list. All conditions must hold. */
export type CityFilter = {
  /** Cities in this country. */
  readonly countryId?: InputMaybe<Scalars['ID']['input']>;
  /** Cities whose name has this in it, whatever the case; 1 to 100 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
};

/** The order of a list of cities. Cities that are alike in it are ordered by id. */
export type CitySort = {
  /** In which direction. */
  readonly direction?: SortDirection;
  /** What to sort by. */
  readonly field: CitySortField;
};

/** What cities can be sorted by. */
export type CitySortField =
  /** The id. */
  | 'ID'
  /** The name. */
  | 'NAME';

/** A country. */
export type Country = {
  readonly __typename?: 'Country';
  /** The cities in it. */
  readonly cities: CityConnection;
  /** The country's id. */
  readonly id: Scalars['ID']['output'];
  /** The name, 1 to 100 characters. */
  readonly name: Scalars['String']['output'];
};


/** A country. */
export type CountryCitiesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CityFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<CitySort>;
};

/** A page of countries. */
export type CountryConnection = {
  readonly __typename?: 'CountryConnection';
  /** The countries with their cursors. */
  readonly edges: ReadonlyArray<CountryEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many countries the whole list has. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A country in a list. */
export type CountryEdge = {
  readonly __typename?: 'CountryEdge';
  /** Names this place in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The country. */
  readonly node: Country;
};

/** Which countries to list. All conditions must hold. */
export type CountryFilter = {
  /** Countries whose name has this in it, whatever the case; 1 to 100 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
};

/** The order of a list of countries. Countries that are alike in it are ordered by id. */
export type CountrySort = {
  /** In which direction. */
  readonly direction?: SortDirection;
  /** What to sort by. */
  readonly field: CountrySortField;
};

/** What countries can be sorted by. */
export type CountrySortField =
  /** The id. */
  | 'ID'
  /** The name. */
  | 'NAME';

/**
 * Somebody who rents films, or once did. A customer sees themself, and staff see everybody; which customers they were given is
 * on record.
 */
export type Customer = {
  readonly __typename?: 'Customer';
  /** Whether the customer may rent; a former customer may not. */
  readonly active: Scalars['Boolean']['output'];
  /** Where the customer lives. */
  readonly address?: Maybe<Address>;
  /** The day on which the customer joined, in the zone of the home store. */
  readonly createDate: Scalars['Date']['output'];
  /** The email address. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** The given name. */
  readonly firstName: Scalars['String']['output'];
  /** The customer's id. */
  readonly id: Scalars['ID']['output'];
  /** The family name. */
  readonly lastName: Scalars['String']['output'];
  /** When the customer was last changed. */
  readonly lastUpdate: Scalars['DateTime']['output'];
  /** The home store. A customer may rent in every store. */
  readonly store?: Maybe<Store>;
  /** Whether whoever asks may deactivate the customer: staff may. False for one who has left. */
  readonly viewerCanDeactivate: Scalars['Boolean']['output'];
  /** Whether whoever asks may reactivate the customer: staff may. False for one who has not left. */
  readonly viewerCanReactivate: Scalars['Boolean']['output'];
};

/** A page of customers. */
export type CustomerConnection = {
  readonly __typename?: 'CustomerConnection';
  /** The customers with their cursors. */
  readonly edges: ReadonlyArray<CustomerEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many customers the whole list has. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A customer in a list. */
export type CustomerEdge = {
  readonly __typename?: 'CustomerEdge';
  /** Names this place in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The customer. */
  readonly node: Customer;
};

/** Which customers to list. All conditions must hold. */
export type CustomerFilter = {
  /** Customers who may rent, or with `false` those who may not. */
  readonly active?: InputMaybe<Scalars['Boolean']['input']>;
  /** Customers whose email address begins with this, whatever the case; 1 to 100 characters. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** Customers whose name, given name first, has this in it, whatever the case; 1 to 100 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Customers with this home store. */
  readonly storeId?: InputMaybe<Scalars['ID']['input']>;
};

/** The order of a list of customers. Customers that are alike in it are ordered by id. */
export type CustomerSort = {
  /** In which direction. */
  readonly direction?: SortDirection;
  /** What to sort by. */
  readonly field: CustomerSortField;
};

/** What customers can be sorted by. */
export type CustomerSortField =
  /** The day on which the customer joined. */
  | 'CREATE_DATE'
  /** The id. */
  | 'ID'
  /** The family name, then the given name. */
  | 'NAME';

/** Who has left. */
export type DeactivateCustomerInput = {
  /** The customer. */
  readonly customerId: Scalars['ID']['input'];
  /**
   * Names this call: 1 to 128 characters, best a random UUID, made when the person presses the button and kept until an
   * answer has come. The same call sent again with the same key takes effect once and is answered the same for 7 days; a
   * new intention takes a new key, also after a refusal.
   */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** Whether a customer was deactivated. */
export type DeactivateCustomerPayload = {
  readonly __typename?: 'DeactivateCustomerPayload';
  /** The customer, no longer active; null if it was refused. */
  readonly customer?: Maybe<Customer>;
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
   * Notes that a customer may not rent any more. Within a second every session of the customer is ended, and nobody can sign
   * in as the customer. One who has left already is left as is. Staff do so, for any customer.
   */
  readonly deactivateCustomer?: Maybe<DeactivateCustomerPayload>;
  /** Notes that a former customer may rent again, and can sign in as before. Staff do so, for any customer. */
  readonly reactivateCustomer?: Maybe<ReactivateCustomerPayload>;
};


/** What can be done. */
export type MutationDeactivateCustomerArgs = {
  input: DeactivateCustomerInput;
};


/** What can be done. */
export type MutationReactivateCustomerArgs = {
  input: ReactivateCustomerInput;
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
  /** The address of an id; null if there is none, or it is not for whoever asks. */
  readonly address?: Maybe<Address>;
  /** All addresses that whoever asks may see, page by page: staff see all of them. */
  readonly addresses?: Maybe<AddressConnection>;
  /** All cities, page by page. */
  readonly cities: CityConnection;
  /** The city of an id; null if there is none. */
  readonly city?: Maybe<City>;
  /** All countries, page by page. */
  readonly countries: CountryConnection;
  /** The country of an id; null if there is none. */
  readonly country?: Maybe<Country>;
  /** The customer of an id; null if there is none, or if it is another one than the customer who asks. */
  readonly customer?: Maybe<Customer>;
  /** All customers that whoever asks may see, former ones too, page by page: staff see all of them. */
  readonly customers?: Maybe<CustomerConnection>;
};


/** What can be asked. */
export type QueryAddressArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryAddressesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AddressFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<AddressSort>;
};


/** What can be asked. */
export type QueryCitiesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CityFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<CitySort>;
};


/** What can be asked. */
export type QueryCityArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryCountriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CountryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<CountrySort>;
};


/** What can be asked. */
export type QueryCountryArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryCustomerArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CustomerFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<CustomerSort>;
};

/** Who has come back. */
export type ReactivateCustomerInput = {
  /** The customer. */
  readonly customerId: Scalars['ID']['input'];
  /**
   * Names this call: 1 to 128 characters, best a random UUID, made when the person presses the button and kept until an
   * answer has come. The same call sent again with the same key takes effect once and is answered the same for 7 days; a
   * new intention takes a new key, also after a refusal.
   */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** Whether a customer was reactivated. */
export type ReactivateCustomerPayload = {
  readonly __typename?: 'ReactivateCustomerPayload';
  /** The customer, active again; null if it was refused. */
  readonly customer?: Maybe<Customer>;
  /** Why it was refused; empty if it was done. All reasons are told at once. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** The direction of an order. */
export type SortDirection =
  /** From the smallest, the earliest or A. */
  | 'ASCENDING'
  /** From the largest, the latest or Z. */
  | 'DESCENDING';

export type Store = {
  readonly __typename?: 'Store';
  /** The customers whose home store it is. */
  readonly customers?: Maybe<CustomerConnection>;
  readonly id: Scalars['ID']['output'];
};


export type StoreCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CustomerFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<CustomerSort>;
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
  Address: Address;
  City: City;
  Country: Country;
  Customer: Customer;
  Store: Store;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Address:
    ( { __typename: 'Address' }
    & GraphQLRecursivePick<FederationTypes['Address'], {"id":true}> );
  City:
    ( { __typename: 'City' }
    & GraphQLRecursivePick<FederationTypes['City'], {"id":true}> );
  Country:
    ( { __typename: 'Country' }
    & GraphQLRecursivePick<FederationTypes['Country'], {"id":true}> );
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}> );
  Store:
    ( { __typename: 'Store' }
    & GraphQLRecursivePick<FederationTypes['Store'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Address: ResolverTypeWrapper<AddressRow>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AddressConnection: ResolverTypeWrapper<AddressRows>;
  AddressEdge: ResolverTypeWrapper<Omit<AddressEdge, 'node'> & { node: ResolversTypes['Address'] }>;
  AddressFilter: AddressFilter;
  AddressSort: AddressSort;
  AddressSortField: AddressSortField;
  City: ResolverTypeWrapper<CityRow>;
  CityConnection: ResolverTypeWrapper<CityRows>;
  CityEdge: ResolverTypeWrapper<Omit<CityEdge, 'node'> & { node: ResolversTypes['City'] }>;
  CityFilter: CityFilter;
  CitySort: CitySort;
  CitySortField: CitySortField;
  Country: ResolverTypeWrapper<CountryRow>;
  CountryConnection: ResolverTypeWrapper<CountryRows>;
  CountryEdge: ResolverTypeWrapper<Omit<CountryEdge, 'node'> & { node: ResolversTypes['Country'] }>;
  CountryFilter: CountryFilter;
  CountrySort: CountrySort;
  CountrySortField: CountrySortField;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Customer: ResolverTypeWrapper<CustomerRow>;
  CustomerConnection: ResolverTypeWrapper<CustomerRows>;
  CustomerEdge: ResolverTypeWrapper<Omit<CustomerEdge, 'node'> & { node: ResolversTypes['Customer'] }>;
  CustomerFilter: CustomerFilter;
  CustomerSort: CustomerSort;
  CustomerSortField: CustomerSortField;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeactivateCustomerInput: DeactivateCustomerInput;
  DeactivateCustomerPayload: ResolverTypeWrapper<CustomerResult>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReactivateCustomerInput: ReactivateCustomerInput;
  ReactivateCustomerPayload: ResolverTypeWrapper<CustomerResult>;
  SortDirection: SortDirection;
  Store: ResolverTypeWrapper<Reference>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  caching__CacheControlScope: Caching__CacheControlScope;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Address: AddressRow;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  AddressConnection: AddressRows;
  AddressEdge: Omit<AddressEdge, 'node'> & { node: ResolversParentTypes['Address'] };
  AddressFilter: AddressFilter;
  AddressSort: AddressSort;
  City: CityRow;
  CityConnection: CityRows;
  CityEdge: Omit<CityEdge, 'node'> & { node: ResolversParentTypes['City'] };
  CityFilter: CityFilter;
  CitySort: CitySort;
  Country: CountryRow;
  CountryConnection: CountryRows;
  CountryEdge: Omit<CountryEdge, 'node'> & { node: ResolversParentTypes['Country'] };
  CountryFilter: CountryFilter;
  CountrySort: CountrySort;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Customer: CustomerRow;
  CustomerConnection: CustomerRows;
  CustomerEdge: Omit<CustomerEdge, 'node'> & { node: ResolversParentTypes['Customer'] };
  CustomerFilter: CustomerFilter;
  CustomerSort: CustomerSort;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  DeactivateCustomerInput: DeactivateCustomerInput;
  DeactivateCustomerPayload: CustomerResult;
  Decimal: Scalars['Decimal']['output'];
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  ReactivateCustomerInput: ReactivateCustomerInput;
  ReactivateCustomerPayload: CustomerResult;
  Store: Reference;
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

export type AddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address'], FederationReferenceType extends FederationReferenceTypes['Address'] = FederationReferenceTypes['Address']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Address']> | FederationReferenceType, FederationReferenceType, ContextType>;
  address?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  address2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  city?: Resolver<ResolversTypes['City'], ParentType, ContextType>;
  district?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUpdate?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  phone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  postalCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AddressConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddressConnection'] = ResolversParentTypes['AddressConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AddressEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AddressEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddressEdge'] = ResolversParentTypes['AddressEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Address'], ParentType, ContextType>;
};

export type CityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['City'] = ResolversParentTypes['City'], FederationReferenceType extends FederationReferenceTypes['City'] = FederationReferenceTypes['City']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['City']> | FederationReferenceType, FederationReferenceType, ContextType>;
  country?: Resolver<ResolversTypes['Country'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CityConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CityConnection'] = ResolversParentTypes['CityConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CityEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CityEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CityEdge'] = ResolversParentTypes['CityEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['City'], ParentType, ContextType>;
};

export type CountryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Country'] = ResolversParentTypes['Country'], FederationReferenceType extends FederationReferenceTypes['Country'] = FederationReferenceTypes['Country']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Country']> | FederationReferenceType, FederationReferenceType, ContextType>;
  cities?: Resolver<ResolversTypes['CityConnection'], ParentType, ContextType, Partial<CountryCitiesArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CountryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CountryConnection'] = ResolversParentTypes['CountryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CountryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CountryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CountryEdge'] = ResolversParentTypes['CountryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Country'], ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export type CustomerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  createDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  firstName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastUpdate?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  store?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType>;
  viewerCanDeactivate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanReactivate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type CustomerConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerConnection'] = ResolversParentTypes['CustomerConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CustomerEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CustomerEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerEdge'] = ResolversParentTypes['CustomerEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeactivateCustomerPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeactivateCustomerPayload'] = ResolversParentTypes['DeactivateCustomerPayload']> = {
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
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
  deactivateCustomer?: Resolver<Maybe<ResolversTypes['DeactivateCustomerPayload']>, ParentType, ContextType, RequireFields<MutationDeactivateCustomerArgs, 'input'>>;
  reactivateCustomer?: Resolver<Maybe<ResolversTypes['ReactivateCustomerPayload']>, ParentType, ContextType, RequireFields<MutationReactivateCustomerArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType, RequireFields<QueryAddressArgs, 'id'>>;
  addresses?: Resolver<Maybe<ResolversTypes['AddressConnection']>, ParentType, ContextType, Partial<QueryAddressesArgs>>;
  cities?: Resolver<ResolversTypes['CityConnection'], ParentType, ContextType, Partial<QueryCitiesArgs>>;
  city?: Resolver<Maybe<ResolversTypes['City']>, ParentType, ContextType, RequireFields<QueryCityArgs, 'id'>>;
  countries?: Resolver<ResolversTypes['CountryConnection'], ParentType, ContextType, Partial<QueryCountriesArgs>>;
  country?: Resolver<Maybe<ResolversTypes['Country']>, ParentType, ContextType, RequireFields<QueryCountryArgs, 'id'>>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType, RequireFields<QueryCustomerArgs, 'id'>>;
  customers?: Resolver<Maybe<ResolversTypes['CustomerConnection']>, ParentType, ContextType, Partial<QueryCustomersArgs>>;
};

export type ReactivateCustomerPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReactivateCustomerPayload'] = ResolversParentTypes['ReactivateCustomerPayload']> = {
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StoreResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Store'] = ResolversParentTypes['Store'], FederationReferenceType extends FederationReferenceTypes['Store'] = FederationReferenceTypes['Store']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Store']> | FederationReferenceType, FederationReferenceType, ContextType>;
  customers?: Resolver<Maybe<ResolversTypes['CustomerConnection']>, ParentType, ContextType, Partial<StoreCustomersArgs>>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Address?: AddressResolvers<ContextType>;
  AddressConnection?: AddressConnectionResolvers<ContextType>;
  AddressEdge?: AddressEdgeResolvers<ContextType>;
  City?: CityResolvers<ContextType>;
  CityConnection?: CityConnectionResolvers<ContextType>;
  CityEdge?: CityEdgeResolvers<ContextType>;
  Country?: CountryResolvers<ContextType>;
  CountryConnection?: CountryConnectionResolvers<ContextType>;
  CountryEdge?: CountryEdgeResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  Customer?: CustomerResolvers<ContextType>;
  CustomerConnection?: CustomerConnectionResolvers<ContextType>;
  CustomerEdge?: CustomerEdgeResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DeactivateCustomerPayload?: DeactivateCustomerPayloadResolvers<ContextType>;
  Decimal?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReactivateCustomerPayload?: ReactivateCustomerPayloadResolvers<ContextType>;
  Store?: StoreResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  public?: PublicDirectiveResolver<any, any, ContextType>;
};
