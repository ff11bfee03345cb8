import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { FilmRow, FilmRows } from '../store/film.ts';
import type { FoundFilms } from '../resolvers/film-search.ts';
import type { CategoryCount, LanguageCount } from '../domain/film-search.ts';
import type { ActorRow, ActorRows } from '../store/actor.ts';
import type { CategoryRow, CategoryRows } from '../store/category.ts';
import type { LanguageRow, LanguageRows } from '../store/language.ts';
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

/** Somebody who plays in films. */
export type Actor = {
  readonly __typename?: 'Actor';
  /** The films that the actor plays in. */
  readonly films: FilmConnection;
  /** The given name. */
  readonly firstName: Scalars['String']['output'];
  /** The actor's id. */
  readonly id: Scalars['ID']['output'];
  /** The family name. */
  readonly lastName: Scalars['String']['output'];
  /** When the actor was last changed. */
  readonly lastUpdate: Scalars['DateTime']['output'];
};


/** Somebody who plays in films. */
export type ActorFilmsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FilmFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<FilmSort>;
};

/** A page of actors. */
export type ActorConnection = {
  readonly __typename?: 'ActorConnection';
  /** The actors with their cursors. */
  readonly edges: ReadonlyArray<ActorEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many actors the whole list has. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An actor in a list. */
export type ActorEdge = {
  readonly __typename?: 'ActorEdge';
  /** Names this place in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The actor. */
  readonly node: Actor;
};

/** Which actors to list. All conditions must hold. */
export type ActorFilter = {
  /** Actors whose given or family name has this in it, whatever the case; 1 to 100 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
};

/** The order of a list of actors. Actors that are alike in it are ordered by id. */
export type ActorSort = {
  /** In which direction. */
  readonly direction?: SortDirection;
  /** What to sort by. */
  readonly field: ActorSortField;
};

/** What actors can be sorted by. */
export type ActorSortField =
  /** The id. */
  | 'ID'
  /** The family name, then the given name. */
  | 'NAME';

/** A kind of film: where to find it in the shop. */
export type Category = {
  readonly __typename?: 'Category';
  /** The films in it; `totalCount` says how many. */
  readonly films: FilmConnection;
  /** The category's id. */
  readonly id: Scalars['ID']['output'];
  /** The name. */
  readonly name: Scalars['String']['output'];
};


/** A kind of film: where to find it in the shop. */
export type CategoryFilmsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FilmFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<FilmSort>;
};

/** A page of categories. */
export type CategoryConnection = {
  readonly __typename?: 'CategoryConnection';
  /** The categories with their cursors. */
  readonly edges: ReadonlyArray<CategoryEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many categories the whole list has. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A category in a list. */
export type CategoryEdge = {
  readonly __typename?: 'CategoryEdge';
  /** Names this place in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The category. */
  readonly node: Category;
};

/** The films of a category among those that a search found. */
export type CategoryFacet = {
  readonly __typename?: 'CategoryFacet';
  /** The category. */
  readonly category: Category;
  /** How many films. */
  readonly count: Scalars['Int']['output'];
};

/** The order of a list of categories. Categories that are alike in it are ordered by id. */
export type CategorySort = {
  /** In which direction. */
  readonly direction?: SortDirection;
  /** What to sort by. */
  readonly field: CategorySortField;
};

/** What categories can be sorted by. */
export type CategorySortField =
  /** The id. */
  | 'ID'
  /** The name. */
  | 'NAME';

/** A film that the chain rents out, or once did. */
export type Film = {
  readonly __typename?: 'Film';
  /** Who plays in it. */
  readonly actors: ActorConnection;
  /** Where to find it in the shop. */
  readonly categories: CategoryConnection;
  /** What the film is about. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** The film's id. */
  readonly id: Scalars['ID']['output'];
  /** The language that is spoken. */
  readonly language: Language;
  /** When the film was last changed. */
  readonly lastUpdate: Scalars['DateTime']['output'];
  /** The running time in minutes. */
  readonly lengthMinutes?: Maybe<Scalars['Int']['output']>;
  /** The language that was spoken before the film was dubbed. */
  readonly originalLanguage?: Maybe<Language>;
  /** How often copies of the film have been rented, in all stores. A rental counts a moment after it was made. */
  readonly popularity: Scalars['Int']['output'];
  /** Who may watch it. */
  readonly rating?: Maybe<Rating>;
  /** The year in which it came out. */
  readonly releaseYear?: Maybe<Scalars['Int']['output']>;
  /** How many days a rental lasts. */
  readonly rentalDurationDays: Scalars['Int']['output'];
  /** What a rental costs. */
  readonly rentalRate: Money;
  /** What a lost copy costs. */
  readonly replacementCost: Money;
  /** What is on the disc besides the film. */
  readonly specialFeatures: ReadonlyArray<SpecialFeature>;
  /** The title, 1 to 255 characters. */
  readonly title: Scalars['String']['output'];
};


/** A film that the chain rents out, or once did. */
export type FilmActorsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<ActorSort>;
};


/** A film that the chain rents out, or once did. */
export type FilmCategoriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<CategorySort>;
};

/** A page of films. */
export type FilmConnection = {
  readonly __typename?: 'FilmConnection';
  /** The films with their cursors. */
  readonly edges: ReadonlyArray<FilmEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many films the whole list has. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A film in a list. */
export type FilmEdge = {
  readonly __typename?: 'FilmEdge';
  /** Names this place in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The film. */
  readonly node: Film;
};

/** Which films to list. All conditions must hold. */
export type FilmFilter = {
  /** Films in which this actor plays. */
  readonly actorId?: InputMaybe<Scalars['ID']['input']>;
  /** Films of which a copy is on the shelf of this store. A copy counts a moment after it came or went. */
  readonly availableInStoreId?: InputMaybe<Scalars['ID']['input']>;
  /** Films in this category. */
  readonly categoryId?: InputMaybe<Scalars['ID']['input']>;
  /** Films in this language. */
  readonly languageId?: InputMaybe<Scalars['ID']['input']>;
  /** Films of at most this running time in minutes. */
  readonly maxLengthMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** Films up to this year. */
  readonly maxReleaseYear?: InputMaybe<Scalars['Int']['input']>;
  /** Films of at most this rental rate, in units of their currency. */
  readonly maxRentalRate?: InputMaybe<Scalars['Decimal']['input']>;
  /** Films of at least this running time in minutes. */
  readonly minLengthMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** Films from this year on. */
  readonly minReleaseYear?: InputMaybe<Scalars['Int']['input']>;
  /** Films of at least this rental rate, in units of their currency. */
  readonly minRentalRate?: InputMaybe<Scalars['Decimal']['input']>;
  /** Films with one of these ratings, at most 5. */
  readonly ratings?: InputMaybe<ReadonlyArray<Rating>>;
  /** Films with all of these on the disc, at most 4. */
  readonly specialFeatures?: InputMaybe<ReadonlyArray<SpecialFeature>>;
};

/** A page of the films that a search found. */
export type FilmSearchConnection = {
  readonly __typename?: 'FilmSearchConnection';
  /** The films with their cursors. */
  readonly edges: ReadonlyArray<FilmEdge>;
  /** How the films that were found divide. Counted only when it is asked for. */
  readonly facets: FilmSearchFacets;
  /** Where the page stands among all that were found. */
  readonly pageInfo: PageInfo;
  /** How many films were found. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/**
 * How many of the films that a search found are in each group. All conditions of the filter hold for them, also the one on
 * the group itself. The largest groups come first; groups without any film are left out.
 */
export type FilmSearchFacets = {
  readonly __typename?: 'FilmSearchFacets';
  /** The categories; a film counts in each of its own. */
  readonly categories: ReadonlyArray<CategoryFacet>;
  /** The languages that are spoken. */
  readonly languages: ReadonlyArray<LanguageFacet>;
  /** The ratings; films without one are left out. */
  readonly ratings: ReadonlyArray<RatingFacet>;
};

/** The order of a list of films. Films that are alike in it are ordered by id. */
export type FilmSort = {
  /** In which direction. */
  readonly direction?: SortDirection;
  /** What to sort by. */
  readonly field: FilmSortField;
};

/** What films can be sorted by. */
export type FilmSortField =
  /** The id. */
  | 'ID'
  /** The running time; films without one count as the shortest. */
  | 'LENGTH'
  /**
   * How often copies of the film have been rented, in all stores. Lists in this order may be up to 5 minutes behind
   * `popularity`.
   */
  | 'POPULARITY'
  /** The year in which it came out; films without one count as the oldest. */
  | 'RELEASE_YEAR'
  /** What a rental costs. */
  | 'RENTAL_RATE'
  /** The title. */
  | 'TITLE';

/** A language that films are spoken in. */
export type Language = {
  readonly __typename?: 'Language';
  /** The films that are spoken in it; `totalCount` says how many. */
  readonly films: FilmConnection;
  /** The language's id. */
  readonly id: Scalars['ID']['output'];
  /** The name in English. */
  readonly name: Scalars['String']['output'];
};


/** A language that films are spoken in. */
export type LanguageFilmsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FilmFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<FilmSort>;
};

/** A page of languages. */
export type LanguageConnection = {
  readonly __typename?: 'LanguageConnection';
  /** The languages with their cursors. */
  readonly edges: ReadonlyArray<LanguageEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many languages the whole list has. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A language in a list. */
export type LanguageEdge = {
  readonly __typename?: 'LanguageEdge';
  /** Names this place in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The language. */
  readonly node: Language;
};

/** The films in a language among those that a search found. */
export type LanguageFacet = {
  readonly __typename?: 'LanguageFacet';
  /** How many films. */
  readonly count: Scalars['Int']['output'];
  /** The language. */
  readonly language: Language;
};

/** The order of a list of languages. Languages that are alike in it are ordered by id. */
export type LanguageSort = {
  /** In which direction. */
  readonly direction?: SortDirection;
  /** What to sort by. */
  readonly field: LanguageSortField;
};

/** What languages can be sorted by. */
export type LanguageSortField =
  /** The id. */
  | 'ID'
  /** The name. */
  | 'NAME';

/** An amount of money. */
export type Money = {
  readonly __typename?: 'Money';
  /** The amount in units of the currency, with all digits of its minor unit: `4.99`. */
  readonly amount: Scalars['Decimal']['output'];
  /** The currency of the amount. */
  readonly currency: Scalars['CurrencyCode']['output'];
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
  /** The actor of an id; null if there is none. */
  readonly actor?: Maybe<Actor>;
  /** All actors, page by page. */
  readonly actors: ActorConnection;
  /** All categories, page by page. */
  readonly categories: CategoryConnection;
  /** The category of an id; null if there is none. */
  readonly category?: Maybe<Category>;
  /** The film of an id; null if there is none. */
  readonly film?: Maybe<Film>;
  /** All films, page by page. */
  readonly films: FilmConnection;
  /** The language of an id; null if there is none. */
  readonly language?: Maybe<Language>;
  /** All languages, page by page. */
  readonly languages: LanguageConnection;
  /**
   * The films that match words of a title or a description, the most relevant first: a word of a title counts more than one
   * of a description. All words must match, in any form that English gives them. Words between quotation marks must follow
   * each other, `or` stands between alternatives, and a word behind `-` must not match. A word that no film has matches as
   * the beginning of a word if it comes last, and else as the word that is spelt most like it. Without any word that can be
   * searched for, no film is found.
   */
  readonly searchFilms: FilmSearchConnection;
};


/** What can be asked. */
export type QueryActorArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryActorsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ActorFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<ActorSort>;
};


/** What can be asked. */
export type QueryCategoriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<CategorySort>;
};


/** What can be asked. */
export type QueryCategoryArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryFilmArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryFilmsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FilmFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<FilmSort>;
};


/** What can be asked. */
export type QueryLanguageArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. */
export type QueryLanguagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<LanguageSort>;
};


/** What can be asked. */
export type QuerySearchFilmsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FilmFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query: Scalars['String']['input'];
};

/** Who may watch a film, by the Motion Picture Association. */
export type Rating =
  /** Everybody. */
  | 'G'
  /** Nobody of 17 or under. */
  | 'NC-17'
  /** Everybody; parents should look first. */
  | 'PG'
  /** Not for children under 13 on their own. */
  | 'PG-13'
  /** Under 17 only with a parent. */
  | 'R';

/** The films of a rating among those that a search found. */
export type RatingFacet = {
  readonly __typename?: 'RatingFacet';
  /** How many films. */
  readonly count: Scalars['Int']['output'];
  /** The rating. */
  readonly rating: Rating;
};

/** The direction of an order. */
export type SortDirection =
  /** From the smallest, the earliest or A. */
  | 'ASCENDING'
  /** From the largest, the latest or Z. */
  | 'DESCENDING';

/** What can be on a disc besides the film. */
export type SpecialFeature =
  /** How the film was made. */
  | 'Behind the Scenes'
  /** Spoken commentaries. */
  | 'Commentaries'
  /** Scenes that were cut. */
  | 'Deleted Scenes'
  /** Trailers of this and other films. */
  | 'Trailers';

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
  Actor: Actor;
  Category: Category;
  Film: Film;
  Language: Language;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Actor:
    ( { __typename: 'Actor' }
    & GraphQLRecursivePick<FederationTypes['Actor'], {"id":true}> );
  Category:
    ( { __typename: 'Category' }
    & GraphQLRecursivePick<FederationTypes['Category'], {"id":true}> );
  Film:
    ( { __typename: 'Film' }
    & GraphQLRecursivePick<FederationTypes['Film'], {"id":true}> );
  Language:
    ( { __typename: 'Language' }
    & GraphQLRecursivePick<FederationTypes['Language'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Actor: ResolverTypeWrapper<ActorRow>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ActorConnection: ResolverTypeWrapper<ActorRows>;
  ActorEdge: ResolverTypeWrapper<Omit<ActorEdge, 'node'> & { node: ResolversTypes['Actor'] }>;
  ActorFilter: ActorFilter;
  ActorSort: ActorSort;
  ActorSortField: ActorSortField;
  Category: ResolverTypeWrapper<CategoryRow>;
  CategoryConnection: ResolverTypeWrapper<CategoryRows>;
  CategoryEdge: ResolverTypeWrapper<Omit<CategoryEdge, 'node'> & { node: ResolversTypes['Category'] }>;
  CategoryFacet: ResolverTypeWrapper<CategoryCount>;
  CategorySort: CategorySort;
  CategorySortField: CategorySortField;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Film: ResolverTypeWrapper<FilmRow>;
  FilmConnection: ResolverTypeWrapper<FilmRows>;
  FilmEdge: ResolverTypeWrapper<Omit<FilmEdge, 'node'> & { node: ResolversTypes['Film'] }>;
  FilmFilter: FilmFilter;
  FilmSearchConnection: ResolverTypeWrapper<FoundFilms>;
  FilmSearchFacets: ResolverTypeWrapper<Omit<FilmSearchFacets, 'categories' | 'languages'> & { categories: ReadonlyArray<ResolversTypes['CategoryFacet']>, languages: ReadonlyArray<ResolversTypes['LanguageFacet']> }>;
  FilmSort: FilmSort;
  FilmSortField: FilmSortField;
  Language: ResolverTypeWrapper<LanguageRow>;
  LanguageConnection: ResolverTypeWrapper<LanguageRows>;
  LanguageEdge: ResolverTypeWrapper<Omit<LanguageEdge, 'node'> & { node: ResolversTypes['Language'] }>;
  LanguageFacet: ResolverTypeWrapper<LanguageCount>;
  LanguageSort: LanguageSort;
  LanguageSortField: LanguageSortField;
  Money: ResolverTypeWrapper<Money>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Rating: null;
  RatingFacet: ResolverTypeWrapper<RatingFacet>;
  SortDirection: SortDirection;
  SpecialFeature: null;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  caching__CacheControlScope: Caching__CacheControlScope;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Actor: ActorRow;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  ActorConnection: ActorRows;
  ActorEdge: Omit<ActorEdge, 'node'> & { node: ResolversParentTypes['Actor'] };
  ActorFilter: ActorFilter;
  ActorSort: ActorSort;
  Category: CategoryRow;
  CategoryConnection: CategoryRows;
  CategoryEdge: Omit<CategoryEdge, 'node'> & { node: ResolversParentTypes['Category'] };
  CategoryFacet: CategoryCount;
  CategorySort: CategorySort;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Film: FilmRow;
  FilmConnection: FilmRows;
  FilmEdge: Omit<FilmEdge, 'node'> & { node: ResolversParentTypes['Film'] };
  FilmFilter: FilmFilter;
  FilmSearchConnection: FoundFilms;
  FilmSearchFacets: Omit<FilmSearchFacets, 'categories' | 'languages'> & { categories: ReadonlyArray<ResolversParentTypes['CategoryFacet']>, languages: ReadonlyArray<ResolversParentTypes['LanguageFacet']> };
  FilmSort: FilmSort;
  Language: LanguageRow;
  LanguageConnection: LanguageRows;
  LanguageEdge: Omit<LanguageEdge, 'node'> & { node: ResolversParentTypes['Language'] };
  LanguageFacet: LanguageCount;
  LanguageSort: LanguageSort;
  Money: Money;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  RatingFacet: RatingFacet;
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

export type ActorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Actor'] = ResolversParentTypes['Actor'], FederationReferenceType extends FederationReferenceTypes['Actor'] = FederationReferenceTypes['Actor']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Actor']> | FederationReferenceType, FederationReferenceType, ContextType>;
  films?: Resolver<ResolversTypes['FilmConnection'], ParentType, ContextType, Partial<ActorFilmsArgs>>;
  firstName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastUpdate?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ActorConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ActorConnection'] = ResolversParentTypes['ActorConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ActorEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ActorEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ActorEdge'] = ResolversParentTypes['ActorEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Actor'], ParentType, ContextType>;
};

export type CategoryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Category'] = ResolversParentTypes['Category'], FederationReferenceType extends FederationReferenceTypes['Category'] = FederationReferenceTypes['Category']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Category']> | FederationReferenceType, FederationReferenceType, ContextType>;
  films?: Resolver<ResolversTypes['FilmConnection'], ParentType, ContextType, Partial<CategoryFilmsArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CategoryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CategoryConnection'] = ResolversParentTypes['CategoryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CategoryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CategoryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CategoryEdge'] = ResolversParentTypes['CategoryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Category'], ParentType, ContextType>;
};

export type CategoryFacetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CategoryFacet'] = ResolversParentTypes['CategoryFacet']> = {
  category?: Resolver<ResolversTypes['Category'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

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
  actors?: Resolver<ResolversTypes['ActorConnection'], ParentType, ContextType, Partial<FilmActorsArgs>>;
  categories?: Resolver<ResolversTypes['CategoryConnection'], ParentType, ContextType, Partial<FilmCategoriesArgs>>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  language?: Resolver<ResolversTypes['Language'], ParentType, ContextType>;
  lastUpdate?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lengthMinutes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  originalLanguage?: Resolver<Maybe<ResolversTypes['Language']>, ParentType, ContextType>;
  popularity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rating?: Resolver<Maybe<ResolversTypes['Rating']>, ParentType, ContextType>;
  releaseYear?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  rentalDurationDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rentalRate?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  replacementCost?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  specialFeatures?: Resolver<ReadonlyArray<ResolversTypes['SpecialFeature']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FilmConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FilmConnection'] = ResolversParentTypes['FilmConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FilmEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FilmEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FilmEdge'] = ResolversParentTypes['FilmEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Film'], ParentType, ContextType>;
};

export type FilmSearchConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FilmSearchConnection'] = ResolversParentTypes['FilmSearchConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FilmEdge']>, ParentType, ContextType>;
  facets?: Resolver<ResolversTypes['FilmSearchFacets'], ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FilmSearchFacetsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FilmSearchFacets'] = ResolversParentTypes['FilmSearchFacets']> = {
  categories?: Resolver<ReadonlyArray<ResolversTypes['CategoryFacet']>, ParentType, ContextType>;
  languages?: Resolver<ReadonlyArray<ResolversTypes['LanguageFacet']>, ParentType, ContextType>;
  ratings?: Resolver<ReadonlyArray<ResolversTypes['RatingFacet']>, ParentType, ContextType>;
};

export type LanguageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Language'] = ResolversParentTypes['Language'], FederationReferenceType extends FederationReferenceTypes['Language'] = FederationReferenceTypes['Language']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Language']> | FederationReferenceType, FederationReferenceType, ContextType>;
  films?: Resolver<ResolversTypes['FilmConnection'], ParentType, ContextType, Partial<LanguageFilmsArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LanguageConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LanguageConnection'] = ResolversParentTypes['LanguageConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LanguageEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LanguageEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LanguageEdge'] = ResolversParentTypes['LanguageEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Language'], ParentType, ContextType>;
};

export type LanguageFacetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LanguageFacet'] = ResolversParentTypes['LanguageFacet']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  language?: Resolver<ResolversTypes['Language'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  actor?: Resolver<Maybe<ResolversTypes['Actor']>, ParentType, ContextType, RequireFields<QueryActorArgs, 'id'>>;
  actors?: Resolver<ResolversTypes['ActorConnection'], ParentType, ContextType, Partial<QueryActorsArgs>>;
  categories?: Resolver<ResolversTypes['CategoryConnection'], ParentType, ContextType, Partial<QueryCategoriesArgs>>;
  category?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType, RequireFields<QueryCategoryArgs, 'id'>>;
  film?: Resolver<Maybe<ResolversTypes['Film']>, ParentType, ContextType, RequireFields<QueryFilmArgs, 'id'>>;
  films?: Resolver<ResolversTypes['FilmConnection'], ParentType, ContextType, Partial<QueryFilmsArgs>>;
  language?: Resolver<Maybe<ResolversTypes['Language']>, ParentType, ContextType, RequireFields<QueryLanguageArgs, 'id'>>;
  languages?: Resolver<ResolversTypes['LanguageConnection'], ParentType, ContextType, Partial<QueryLanguagesArgs>>;
  searchFilms?: Resolver<ResolversTypes['FilmSearchConnection'], ParentType, ContextType, RequireFields<QuerySearchFilmsArgs, 'query'>>;
};

export type RatingResolvers = { G?: 'G', NC_17: 'NC-17', PG?: 'PG', PG_13: 'PG-13', R?: 'R' };

export type RatingFacetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RatingFacet'] = ResolversParentTypes['RatingFacet']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rating?: Resolver<ResolversTypes['Rating'], ParentType, ContextType>;
};

export type SpecialFeatureResolvers = { BEHIND_THE_SCENES: 'Behind the Scenes', COMMENTARIES: 'Commentaries', DELETED_SCENES: 'Deleted Scenes', TRAILERS: 'Trailers' };

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Actor?: ActorResolvers<ContextType>;
  ActorConnection?: ActorConnectionResolvers<ContextType>;
  ActorEdge?: ActorEdgeResolvers<ContextType>;
  Category?: CategoryResolvers<ContextType>;
  CategoryConnection?: CategoryConnectionResolvers<ContextType>;
  CategoryEdge?: CategoryEdgeResolvers<ContextType>;
  CategoryFacet?: CategoryFacetResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Film?: FilmResolvers<ContextType>;
  FilmConnection?: FilmConnectionResolvers<ContextType>;
  FilmEdge?: FilmEdgeResolvers<ContextType>;
  FilmSearchConnection?: FilmSearchConnectionResolvers<ContextType>;
  FilmSearchFacets?: FilmSearchFacetsResolvers<ContextType>;
  Language?: LanguageResolvers<ContextType>;
  LanguageConnection?: LanguageConnectionResolvers<ContextType>;
  LanguageEdge?: LanguageEdgeResolvers<ContextType>;
  LanguageFacet?: LanguageFacetResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Rating?: RatingResolvers;
  RatingFacet?: RatingFacetResolvers<ContextType>;
  SpecialFeature?: SpecialFeatureResolvers;
  UserError?: UserErrorResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  public?: PublicDirectiveResolver<any, any, ContextType>;
};
