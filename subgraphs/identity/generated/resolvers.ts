import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Identity } from '@reelhouse/auth';
import type { SessionRow, EndedSessionRow } from '../store/session.ts';
import type { Reference } from '@reelhouse/subgraph';
import type { TokensResult } from '../domain/session-tokens.ts';
import type { LoginRow } from '../store/login.ts';
import type { RegistrationRow, RegistrationRequestRow } from '../store/registration.ts';
import type { RegistrationResult } from '../domain/register-customer.ts';
import type { AuditEntryRow, AuditEntryRows } from '../store/audit-log.ts';
import type { PasswordLinkResult } from '../domain/reset-staff-password.ts';
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

/** Something that is on record. It is never changed. */
export type AuditEntry = {
  readonly __typename?: 'AuditEntry';
  /** The customer who did it, if it was not whose account it is. */
  readonly actorCustomer?: Maybe<Customer>;
  /** The member of the staff who did it, if it was not whose account it is. */
  readonly actorStaff?: Maybe<Staff>;
  /** When it happened; of what is counted, the minute in which it did. */
  readonly at: Scalars['DateTime']['output'];
  /** The network address that it came from; null if it is not known. */
  readonly clientAddress?: Maybe<Scalars['String']['output']>;
  /** What was denied, as `Type.field` or a type, or `other` for all that was not told apart; null unless it is `ACCESS_DENIED`. */
  readonly coordinate?: Maybe<Scalars['String']['output']>;
  /** How often it happened in that minute; of `PEOPLE_READ`, how many people were read. */
  readonly count: Scalars['Int']['output'];
  /** The customer whose account it happened to; null if it was nobody's of them. */
  readonly customer?: Maybe<Customer>;
  /** The customers who were read, those that were counted first; empty unless it is `PEOPLE_READ`. */
  readonly customers: ReadonlyArray<Maybe<Customer>>;
  /** Names the entry. */
  readonly id: Scalars['ID']['output'];
  /** What happened. */
  readonly kind: AuditKind;
  /** The operation in which it was denied the last time; null if it had no name, or unless it is `ACCESS_DENIED`. */
  readonly operationName?: Maybe<Scalars['String']['output']>;
  /** Why, as a word for programs: why a session ended or a login name was refused; null where there is nothing to say. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** The member of the staff whose account it happened to; null if it was nobody's of them. */
  readonly staff?: Maybe<Staff>;
};

/** A page of the audit log. */
export type AuditEntryConnection = {
  readonly __typename?: 'AuditEntryConnection';
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<AuditEntryEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many entries the whole list has. Counted only when it is asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An entry in the audit log. */
export type AuditEntryEdge = {
  readonly __typename?: 'AuditEntryEdge';
  /** Names this place in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The entry. */
  readonly node: AuditEntry;
};

/** Which entries of the audit log to list. All conditions must hold. */
export type AuditEntryFilter = {
  /** Entries before this moment. */
  readonly before?: InputMaybe<Scalars['DateTime']['input']>;
  /** Entries of the account of this customer, of what they did, or of who read what is known of them. */
  readonly customerId?: InputMaybe<Scalars['ID']['input']>;
  /** Entries from this moment on. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Entries of one of these kinds. */
  readonly kinds?: InputMaybe<ReadonlyArray<AuditKind>>;
  /** Entries of the account of this member of the staff, or of what they did. */
  readonly staffId?: InputMaybe<Scalars['ID']['input']>;
};

/** The order of the audit log. Entries that are alike in it are ordered by id. */
export type AuditEntrySort = {
  /** In which direction. */
  readonly direction?: SortDirection;
  /** What to sort by. */
  readonly field: AuditEntrySortField;
};

/** What the audit log can be sorted by. */
export type AuditEntrySortField =
  /** When it happened. */
  | 'AT';

/** What can be on record. */
export type AuditKind =
  /** Somebody asked for something that their roles do not allow. */
  | 'access_denied'
  /** Somebody cannot sign in any more. */
  | 'deactivated'
  /** Somebody has a login name that cannot be signed in with. */
  | 'login_name_refused'
  /** Somebody changed their password. */
  | 'password_changed'
  /** A manager was given a link that sets a password. */
  | 'password_link_given'
  /** A password was set by a link. */
  | 'password_reset'
  /** A link that sets a password was sent. */
  | 'password_reset_requested'
  /** A password is kept in a better way than before. */
  | 'password_upgraded'
  /** A member of the staff read what is known of customers. */
  | 'people_read'
  /** Somebody can sign in again. */
  | 'reactivated'
  /** Somebody who registered is a customer now. */
  | 'registration_completed'
  /** Somebody who registered does not become a customer. */
  | 'registration_failed'
  /** Somebody began to register. */
  | 'registration_requested'
  /** A member of the staff has another role or store. */
  | 'role_changed'
  /** A session ended before it expired. */
  | 'session_ended'
  /** Somebody signed in. */
  | 'signed_in'
  /** Somebody tried to sign in, and failed; or gave a wrong present password. */
  | 'sign_in_failed';

/** The passwords that the viewer has and wants. */
export type ChangePasswordInput = {
  /** The present password. */
  readonly currentPassword: Scalars['String']['input'];
  /**
   * The new password: 8 to 128 characters of any kind. The login name is refused, and so are the passwords that are guessed
   * first.
   */
  readonly newPassword: Scalars['String']['input'];
};

/** The answer to `changePassword`. */
export type ChangePasswordPayload = {
  readonly __typename?: 'ChangePasswordPayload';
  /** Why it was refused; empty if it was not. */
  readonly userErrors: ReadonlyArray<UserError>;
};

export type Customer = {
  readonly __typename?: 'Customer';
  /** The customer's id. */
  readonly id: Scalars['ID']['output'];
  /**
   * How the customer signs in; null for a customer who cannot, having no email address or one that somebody else has. The
   * customer and staff see it.
   */
  readonly login?: Maybe<Login>;
};

/** Denials that are alike, counted. No text may hold control characters. */
export type DenialInput = {
  /** The network address of the client, 1 to 100 characters; null if it is not known. */
  readonly clientAddress?: InputMaybe<Scalars['String']['input']>;
  /** What was denied: `Type.field`, or a type, or `other` for all that a gateway could not tell apart; at most 200 characters. */
  readonly coordinate: Scalars['String']['input'];
  /** How often; at least 1. */
  readonly count: Scalars['Int']['input'];
  /** The minute in which it was, or any moment of it. */
  readonly minute: Scalars['DateTime']['input'];
  /** The name of the operation in which it was, 1 to 200 characters; null if it had none. */
  readonly operationName?: InputMaybe<Scalars['String']['input']>;
  /** To whom: the `sub` of the access token, 1 to 256 characters; null for somebody who has not signed in. */
  readonly subject?: InputMaybe<Scalars['String']['input']>;
};

/** Which session ends. */
export type EndSessionInput = {
  /** A session of the viewer. */
  readonly sessionId: Scalars['ID']['input'];
};

/** The answer to `endSession`. */
export type EndSessionPayload = {
  readonly __typename?: 'EndSessionPayload';
  /** Why it was refused; empty if it was not. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A session that ended before it expired. */
export type EndedSession = {
  readonly __typename?: 'EndedSession';
  /** When it ended. */
  readonly endedAt: Scalars['DateTime']['output'];
  /** The `sid` of its access tokens. */
  readonly sessionId: Scalars['ID']['output'];
};

/** How somebody signs in. */
export type Login = {
  readonly __typename?: 'Login';
  /** Whether there is a password. Without one, it is set by a link first. */
  readonly hasPassword: Scalars['Boolean']['output'];
  /** When somebody last signed in; null if nobody has in the last 2 years. */
  readonly lastSignInAt?: Maybe<Scalars['DateTime']['output']>;
  /** The name to sign in with: the email address of a customer, the username of a member of the staff. */
  readonly loginName: Scalars['String']['output'];
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
  /** Gives the viewer another password and ends their other sessions. Wrong current passwords are counted as attempts to sign in. */
  readonly changePassword?: Maybe<ChangePasswordPayload>;
  /** Ends one session of the viewer. */
  readonly endSession?: Maybe<EndSessionPayload>;
  /**
   * Puts on record what was denied to whom: for gateways, which count it for each minute. Denials of the same minute, subject,
   * address and coordinate add up, whichever call tells of them; so a call that is repeated counts twice.
   */
  readonly recordDenials?: Maybe<RecordDenialsPayload>;
  /**
   * Exchanges a refresh token for the next one and an access token, which says what is so of the viewer now. Each refresh token
   * is good for one exchange: one that comes again ends the session, because somebody else has it too. If the answer got lost,
   * the same call within 10 seconds is answered the same refresh token.
   */
  readonly refreshSession?: Maybe<RefreshSessionPayload>;
  /**
   * Begins to make an account and a customer of somebody. The email address is theirs to sign in with from then on, and the
   * account can be used once the registration is `COMPLETED`. An address that somebody has already is refused, by which a
   * stranger learns that; more than 50 calls within 15 minutes from one network address have to wait.
   */
  readonly registerCustomer?: Maybe<RegisterCustomerPayload>;
  /**
   * Sends a link, by which the password can be set without the old one, to whoever signs in by a name. The answer is the same
   * whether there is anybody or not, and comes before that is known. A link is good once, for 30 minutes, and until the next
   * one is made. One is sent in a minute at most.
   */
  readonly requestPasswordReset?: Maybe<RequestPasswordResetPayload>;
  /** Sets a password by a link, and ends all sessions of whoever it belongs to. The link is not good any more then. */
  readonly resetPassword?: Maybe<ResetPasswordPayload>;
  /**
   * Makes a link by which a member of the staff sets their first or another password. It is for managers: they reset those of
   * who works in their store and is no manager, and hand the link over. It is shown once; each call makes another one.
   */
  readonly resetStaffPassword?: Maybe<ResetStaffPasswordPayload>;
  /**
   * Begins a session of a customer. After 5 wrong passwords for an account, or 50 from an address, the next attempt has to wait;
   * for 30 seconds first, then twice as long each time, up to 15 minutes.
   */
  readonly signInCustomer?: Maybe<SignInCustomerPayload>;
  /** Begins a session of a member of the staff. Wrong passwords are counted as those of customers are. */
  readonly signInStaff?: Maybe<SignInStaffPayload>;
  /** Ends the session that the call is made in. */
  readonly signOut?: Maybe<SignOutPayload>;
  /** Ends all sessions of the viewer, on all devices. */
  readonly signOutEverywhere?: Maybe<SignOutEverywherePayload>;
};


/** What can be done. */
export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
};


/** What can be done. */
export type MutationEndSessionArgs = {
  input: EndSessionInput;
};


/** What can be done. */
export type MutationRecordDenialsArgs = {
  input: RecordDenialsInput;
};


/** What can be done. */
export type MutationRefreshSessionArgs = {
  input: RefreshSessionInput;
};


/** What can be done. */
export type MutationRegisterCustomerArgs = {
  input: RegisterCustomerInput;
};


/** What can be done. */
export type MutationRequestPasswordResetArgs = {
  input: RequestPasswordResetInput;
};


/** What can be done. */
export type MutationResetPasswordArgs = {
  input: ResetPasswordInput;
};


/** What can be done. */
export type MutationResetStaffPasswordArgs = {
  input: ResetStaffPasswordInput;
};


/** What can be done. */
export type MutationSignInCustomerArgs = {
  input: SignInCustomerInput;
};


/** What can be done. */
export type MutationSignInStaffArgs = {
  input: SignInStaffInput;
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

/** A link by which a password is set, once. */
export type PasswordLink = {
  readonly __typename?: 'PasswordLink';
  /** Until when it is good. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** What `resetPassword` takes. Whoever has it can set the password. */
  readonly token: Scalars['String']['output'];
};

/** What can be asked. */
export type Query = {
  readonly __typename?: 'Query';
  /**
   * What happened to the accounts of the manager's store, what its staff read of people, and what they were denied: page by
   * page, the newest first. Entries are kept for 2 years.
   */
  readonly auditLog?: Maybe<AuditEntryConnection>;
  /**
   * The sessions that ended before they expired, the first first: for gateways, which refuse their access tokens. Those that
   * ended longer than 20 minutes ago are left out, because no token of theirs is good any more. A session may come to be known
   * some seconds after its end, so each call should ask for a little more than the time since the last.
   */
  readonly endedSessions: ReadonlyArray<EndedSession>;
  /**
   * How a registration stands; null if there is none, or if it ended more than 30 days ago. Whoever began it asks until it is
   * no longer `PENDING`, which takes a moment.
   */
  readonly registration?: Maybe<Registration>;
  /** Who asks; null for somebody who has not signed in. */
  readonly viewer?: Maybe<Viewer>;
};


/** What can be asked. */
export type QueryAuditLogArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditEntryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<AuditEntrySort>;
};


/** What can be asked. */
export type QueryEndedSessionsArgs = {
  since: Scalars['DateTime']['input'];
};


/** What can be asked. */
export type QueryRegistrationArgs = {
  id: Scalars['ID']['input'];
};

/** What was denied. */
export type RecordDenialsInput = {
  /** At most 1000. */
  readonly denials: ReadonlyArray<DenialInput>;
};

/** The answer to `recordDenials`. */
export type RecordDenialsPayload = {
  readonly __typename?: 'RecordDenialsPayload';
  /** Always empty: all denials are recorded, or none of them and the call is refused as malformed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which session goes on. */
export type RefreshSessionInput = {
  /** The newest refresh token of the session. */
  readonly refreshToken: Scalars['String']['input'];
};

/** The answer to `refreshSession`. All but `userErrors` is null if it was refused. */
export type RefreshSessionPayload = {
  readonly __typename?: 'RefreshSessionPayload';
  /** A JSON Web Token, good for 15 minutes: send it as `authorization: Bearer …`. */
  readonly accessToken?: Maybe<Scalars['String']['output']>;
  /** When the access token expires. */
  readonly accessTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The next refresh token; the one that was sent is not good any more. */
  readonly refreshToken?: Maybe<Scalars['String']['output']>;
  /** When the refresh token expires: 7 days after it was issued. */
  readonly refreshTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it was refused; empty if it was not. */
  readonly userErrors: ReadonlyArray<UserError>;
  /** Whose session it is. */
  readonly viewer?: Maybe<Viewer>;
};

/** Who registers. */
export type RegisterCustomerInput = {
  /** Where the person lives. */
  readonly address: RegistrationAddressInput;
  /** The email address, which is also the name to sign in with. No two may look alike. */
  readonly email: Scalars['String']['input'];
  /** The given name, 1 to 100 characters. */
  readonly firstName: Scalars['String']['input'];
  /**
   * Names this call: 1 to 128 characters, best a random UUID, made when the person presses the button and kept until an
   * answer has come. The same call sent again with the same key takes effect once and is answered the same for 7 days; a
   * new intention takes a new key, also after a refusal. The password is not compared: that of the first call counts.
   */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The family name, 1 to 100 characters. */
  readonly lastName: Scalars['String']['input'];
  /** The password: 8 to 128 characters of any kind. The email is refused, and so are the passwords that are guessed first. */
  readonly password: Scalars['String']['input'];
  /** The home store. */
  readonly storeId: Scalars['ID']['input'];
};

/** The answer to `registerCustomer`. */
export type RegisterCustomerPayload = {
  readonly __typename?: 'RegisterCustomerPayload';
  /** The registration, as it stands now; null if it was refused. */
  readonly registration?: Maybe<Registration>;
  /** Why it was refused; empty if it was begun. All reasons are told at once, but whether the email is taken comes last. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Somebody on the way to becoming a customer. */
export type Registration = {
  readonly __typename?: 'Registration';
  /** The customer whom it has led to; null unless it is completed. */
  readonly customer?: Maybe<Customer>;
  /** Why it failed; null if it has not. */
  readonly failure?: Maybe<RegistrationFailure>;
  /** Names the registration. Nobody guesses it. */
  readonly id: Scalars['ID']['output'];
  /** How it stands. */
  readonly status: RegistrationStatus;
};

/** Where somebody who registers lives. */
export type RegistrationAddressInput = {
  /** Street and number, 1 to 255 characters. */
  readonly address: Scalars['String']['input'];
  /** A second line, at most 255 characters. */
  readonly address2?: InputMaybe<Scalars['String']['input']>;
  /** The city, as `cities` lists it. */
  readonly cityId: Scalars['ID']['input'];
  /** The region, at most 100 characters. */
  readonly district?: InputMaybe<Scalars['String']['input']>;
  /** The telephone number, 1 to 40 characters. */
  readonly phone: Scalars['String']['input'];
  /** The postal code, at most 20 characters. */
  readonly postalCode?: InputMaybe<Scalars['String']['input']>;
};

/** Why a registration failed. */
export type RegistrationFailure =
  /** There is no such city any more. */
  | 'city_not_found'
  /** The customer's record was not accepted; somebody of the chain has to look at it. */
  | 'not_accepted'
  /** There is no such store any more. */
  | 'store_not_found';

/** Somebody on the way to becoming a customer, as the customer subgraph has to know them. Null once it has ended. */
export type RegistrationRequest = {
  readonly __typename?: 'RegistrationRequest';
  /** Street and number. */
  readonly address: Scalars['String']['output'];
  /** A second line. */
  readonly address2?: Maybe<Scalars['String']['output']>;
  /** The city. */
  readonly cityId: Scalars['ID']['output'];
  /** The region; may be empty. */
  readonly district: Scalars['String']['output'];
  /** The email address. */
  readonly email: Scalars['String']['output'];
  /** The given name. */
  readonly firstName: Scalars['String']['output'];
  /** The registration's number. */
  readonly id: Scalars['ID']['output'];
  /** The family name. */
  readonly lastName: Scalars['String']['output'];
  /** The telephone number. */
  readonly phone: Scalars['String']['output'];
  /** The postal code. */
  readonly postalCode?: Maybe<Scalars['String']['output']>;
  /** The home store. */
  readonly storeId: Scalars['ID']['output'];
};

/** How a registration stands. */
export type RegistrationStatus =
  /** The customer exists and can sign in. */
  | 'completed'
  /** There will be no customer. The email address is free again. */
  | 'failed'
  /** It is under way. The email address is reserved. */
  | 'pending';

/** Who has forgotten the password: either an email or a username. */
export type RequestPasswordResetInput = {
  /** The email of a customer, in any case. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** The user name of a member of the staff, in any case. */
  readonly username?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to `requestPasswordReset`. */
export type RequestPasswordResetPayload = {
  readonly __typename?: 'RequestPasswordResetPayload';
  /** `TOO_MANY_ATTEMPTS` if the network address has asked too often; else empty, whether a link was sent or not. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A link and the password that it is to set. */
export type ResetPasswordInput = {
  /**
   * The new password: 8 to 128 characters of any kind. The login name is refused, and so are the passwords that are guessed
   * first. A link whose password is refused can still be used.
   */
  readonly newPassword: Scalars['String']['input'];
  /** The token of the link. */
  readonly token: Scalars['String']['input'];
};

/** The answer to `resetPassword`. */
export type ResetPasswordPayload = {
  readonly __typename?: 'ResetPasswordPayload';
  /** Why it was refused; empty if it was not. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Whose password is to be set anew. */
export type ResetStaffPasswordInput = {
  /** A member of the viewer's store who is no manager. */
  readonly staffId: Scalars['ID']['input'];
};

/** The answer to `resetStaffPassword`. */
export type ResetStaffPasswordPayload = {
  readonly __typename?: 'ResetStaffPasswordPayload';
  /** The link; null if it was refused. It is not shown again. */
  readonly link?: Maybe<PasswordLink>;
  /** Why it was refused; empty if it was not. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A device on which somebody is signed in. */
export type Session = {
  readonly __typename?: 'Session';
  /** The network address that the sign-in came from; null if it is not known. */
  readonly clientAddress?: Maybe<Scalars['String']['output']>;
  /** When it began. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it ends unless it is refreshed. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** Names the session; it is the `sid` of its access tokens. */
  readonly id: Scalars['ID']['output'];
  /** When its tokens were last issued. */
  readonly lastUsedAt: Scalars['DateTime']['output'];
  /** What the client said of itself at the sign-in, its `User-Agent`, 200 characters at most; null if it said nothing. */
  readonly userAgent?: Maybe<Scalars['String']['output']>;
};

/** Who signs in as a customer. */
export type SignInCustomerInput = {
  /** The customer's email, in any case. */
  readonly email: Scalars['String']['input'];
  /** The password; 1 kB at most. */
  readonly password: Scalars['String']['input'];
};

/** The answer to `signInCustomer`. All but `userErrors` is null if it was refused. */
export type SignInCustomerPayload = {
  readonly __typename?: 'SignInCustomerPayload';
  /** A JSON Web Token, good for 15 minutes: send it as `authorization: Bearer …`. */
  readonly accessToken?: Maybe<Scalars['String']['output']>;
  /** When the access token expires. */
  readonly accessTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Gets the next access token by `refreshSession`. Keep it where nobody else can read it. */
  readonly refreshToken?: Maybe<Scalars['String']['output']>;
  /** When the refresh token expires: 7 days after it was issued. */
  readonly refreshTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it was refused; empty if it was not. */
  readonly userErrors: ReadonlyArray<UserError>;
  /** Who has signed in. */
  readonly viewer?: Maybe<Viewer>;
};

/** Who signs in as a member of the staff. */
export type SignInStaffInput = {
  /** The password; 1 kB at most. */
  readonly password: Scalars['String']['input'];
  /** The user name, in any case. */
  readonly username: Scalars['String']['input'];
};

/** The answer to `signInStaff`. All but `userErrors` is null if it was refused. */
export type SignInStaffPayload = {
  readonly __typename?: 'SignInStaffPayload';
  /** A JSON Web Token, good for 15 minutes: send it as `authorization: Bearer …`. */
  readonly accessToken?: Maybe<Scalars['String']['output']>;
  /** When the access token expires. */
  readonly accessTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Gets the next access token by `refreshSession`. Keep it where nobody else can read it. */
  readonly refreshToken?: Maybe<Scalars['String']['output']>;
  /** When the refresh token expires: 7 days after it was issued. */
  readonly refreshTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it was refused; empty if it was not. */
  readonly userErrors: ReadonlyArray<UserError>;
  /** Who has signed in. */
  readonly viewer?: Maybe<Viewer>;
};

/** The answer to `signOutEverywhere`. */
export type SignOutEverywherePayload = {
  readonly __typename?: 'SignOutEverywherePayload';
  /** Always empty. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** The answer to `signOut`. */
export type SignOutPayload = {
  readonly __typename?: 'SignOutPayload';
  /** Always empty: a session that has ended before needs no end. */
  readonly userErrors: ReadonlyArray<UserError>;
};

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
  /**
   * How the member signs in; null for a member whose username cannot be signed in with. The member and the managers of the
   * member's store see it.
   */
  readonly login?: Maybe<Login>;
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

/** Somebody who has signed in. */
export type Viewer = {
  readonly __typename?: 'Viewer';
  /**
   * What the viewer may do at all, so that a client can hide what would be refused. It says nothing of single rows: what is of
   * another store, or of somebody else, is refused all the same.
   */
  readonly can: ViewerRights;
  /** The customer that the viewer is; null if it is none. */
  readonly customer?: Maybe<Customer>;
  /** The subject of the access token: `customer:12`, `staff:3`. */
  readonly id: Scalars['ID']['output'];
  /** What the viewer is to the chain; null for somebody who is neither, such as a service. */
  readonly kind?: Maybe<ViewerKind>;
  /** What the viewer is allowed: `customer`, or `staff`, or `staff` and `manager`. */
  readonly scopes: ReadonlyArray<Scalars['String']['output']>;
  /** The session that the request is made in; null if it has ended. */
  readonly session?: Maybe<Session>;
  /** The sessions of the viewer that go on, the newest first; the newest 100 of them. */
  readonly sessions: ReadonlyArray<Session>;
  /** The member of the staff that the viewer is; null if it is none. */
  readonly staff?: Maybe<Staff>;
  /** The store that a member of the staff works in; null for customers. */
  readonly storeId?: Maybe<Scalars['ID']['output']>;
};

/** What a viewer is to the chain. */
export type ViewerKind =
  /** Rents films. */
  | 'CUSTOMER'
  /** Works for the chain. */
  | 'STAFF';

/** What a viewer may do at all. Each is decided by the roles of the viewer alone. */
export type ViewerRights = {
  readonly __typename?: 'ViewerRights';
  /** Add copies to the store: `addCopies`. */
  readonly addCopies: Scalars['Boolean']['output'];
  /** Take copies back: `checkIn`. */
  readonly checkIn: Scalars['Boolean']['output'];
  /** Rent copies to customers: `checkOut`. */
  readonly checkOut: Scalars['Boolean']['output'];
  /** Note that customers have left or come back: `deactivateCustomer`, `reactivateCustomer`. */
  readonly deactivateCustomers: Scalars['Boolean']['output'];
  /** Look through the addresses of people: `addresses`. */
  readonly findAddresses: Scalars['Boolean']['output'];
  /** Look through the copies of the store: `copies`. */
  readonly findCopies: Scalars['Boolean']['output'];
  /** Look through all customers: `customers`. */
  readonly findCustomers: Scalars['Boolean']['output'];
  /** See what is overdue, live: `rentalOverdue`. */
  readonly followOverdue: Scalars['Boolean']['output'];
  /** Note who works in the store and who has left it, and reset passwords: `deactivateStaff`, `resetStaffPassword` and so on. */
  readonly manageStaff: Scalars['Boolean']['output'];
  /** Read what happened to the accounts of the store: `auditLog`. */
  readonly readAuditLog: Scalars['Boolean']['output'];
  /** Put copies that were sent on the shelf: `receiveCopy`. */
  readonly receiveCopies: Scalars['Boolean']['output'];
  /** See who works in the store: `staff` and whatever else is known of its members. */
  readonly seeStaff: Scalars['Boolean']['output'];
  /** Send copies to another store: `transferCopy`. */
  readonly transferCopies: Scalars['Boolean']['output'];
};

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
  RegistrationRequest: RegistrationRequest;
  Staff: Staff;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}> );
  RegistrationRequest:
    ( { __typename: 'RegistrationRequest' }
    & GraphQLRecursivePick<FederationTypes['RegistrationRequest'], {"id":true}> );
  Staff:
    ( { __typename: 'Staff' }
    & GraphQLRecursivePick<FederationTypes['Staff'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AuditEntry: ResolverTypeWrapper<AuditEntryRow>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AuditEntryConnection: ResolverTypeWrapper<AuditEntryRows>;
  AuditEntryEdge: ResolverTypeWrapper<Omit<AuditEntryEdge, 'node'> & { node: ResolversTypes['AuditEntry'] }>;
  AuditEntryFilter: AuditEntryFilter;
  AuditEntrySort: AuditEntrySort;
  AuditEntrySortField: AuditEntrySortField;
  AuditKind: null;
  ChangePasswordInput: ChangePasswordInput;
  ChangePasswordPayload: ResolverTypeWrapper<ChangePasswordPayload>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Customer: ResolverTypeWrapper<Reference>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  DenialInput: DenialInput;
  EndSessionInput: EndSessionInput;
  EndSessionPayload: ResolverTypeWrapper<EndSessionPayload>;
  EndedSession: ResolverTypeWrapper<EndedSessionRow>;
  Login: ResolverTypeWrapper<LoginRow>;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PasswordLink: ResolverTypeWrapper<PasswordLink>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordDenialsInput: RecordDenialsInput;
  RecordDenialsPayload: ResolverTypeWrapper<RecordDenialsPayload>;
  RefreshSessionInput: RefreshSessionInput;
  RefreshSessionPayload: ResolverTypeWrapper<TokensResult>;
  RegisterCustomerInput: RegisterCustomerInput;
  RegisterCustomerPayload: ResolverTypeWrapper<RegistrationResult>;
  Registration: ResolverTypeWrapper<RegistrationRow>;
  RegistrationAddressInput: RegistrationAddressInput;
  RegistrationFailure: null;
  RegistrationRequest: ResolverTypeWrapper<RegistrationRequestRow>;
  RegistrationStatus: null;
  RequestPasswordResetInput: RequestPasswordResetInput;
  RequestPasswordResetPayload: ResolverTypeWrapper<RequestPasswordResetPayload>;
  ResetPasswordInput: ResetPasswordInput;
  ResetPasswordPayload: ResolverTypeWrapper<ResetPasswordPayload>;
  ResetStaffPasswordInput: ResetStaffPasswordInput;
  ResetStaffPasswordPayload: ResolverTypeWrapper<PasswordLinkResult>;
  Session: ResolverTypeWrapper<SessionRow>;
  SignInCustomerInput: SignInCustomerInput;
  SignInCustomerPayload: ResolverTypeWrapper<TokensResult>;
  SignInStaffInput: SignInStaffInput;
  SignInStaffPayload: ResolverTypeWrapper<TokensResult>;
  SignOutEverywherePayload: ResolverTypeWrapper<SignOutEverywherePayload>;
  SignOutPayload: ResolverTypeWrapper<SignOutPayload>;
  SortDirection: SortDirection;
  Staff: ResolverTypeWrapper<Reference>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  Viewer: ResolverTypeWrapper<Identity>;
  ViewerKind: ViewerKind;
  ViewerRights: ResolverTypeWrapper<ViewerRights>;
  caching__CacheControlScope: Caching__CacheControlScope;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AuditEntry: AuditEntryRow;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  AuditEntryConnection: AuditEntryRows;
  AuditEntryEdge: Omit<AuditEntryEdge, 'node'> & { node: ResolversParentTypes['AuditEntry'] };
  AuditEntryFilter: AuditEntryFilter;
  AuditEntrySort: AuditEntrySort;
  ChangePasswordInput: ChangePasswordInput;
  ChangePasswordPayload: ChangePasswordPayload;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Customer: Reference;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  DenialInput: DenialInput;
  EndSessionInput: EndSessionInput;
  EndSessionPayload: EndSessionPayload;
  EndedSession: EndedSessionRow;
  Login: LoginRow;
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  PasswordLink: PasswordLink;
  Query: Record<PropertyKey, never>;
  RecordDenialsInput: RecordDenialsInput;
  RecordDenialsPayload: RecordDenialsPayload;
  RefreshSessionInput: RefreshSessionInput;
  RefreshSessionPayload: TokensResult;
  RegisterCustomerInput: RegisterCustomerInput;
  RegisterCustomerPayload: RegistrationResult;
  Registration: RegistrationRow;
  RegistrationAddressInput: RegistrationAddressInput;
  RegistrationRequest: RegistrationRequestRow;
  RequestPasswordResetInput: RequestPasswordResetInput;
  RequestPasswordResetPayload: RequestPasswordResetPayload;
  ResetPasswordInput: ResetPasswordInput;
  ResetPasswordPayload: ResetPasswordPayload;
  ResetStaffPasswordInput: ResetStaffPasswordInput;
  ResetStaffPasswordPayload: PasswordLinkResult;
  Session: SessionRow;
  SignInCustomerInput: SignInCustomerInput;
  SignInCustomerPayload: TokensResult;
  SignInStaffInput: SignInStaffInput;
  SignInStaffPayload: TokensResult;
  SignOutEverywherePayload: SignOutEverywherePayload;
  SignOutPayload: SignOutPayload;
  Staff: Reference;
  UserError: UserError;
  Viewer: Identity;
  ViewerRights: ViewerRights;
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

export type AuditEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  actorCustomer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  actorStaff?: Resolver<Maybe<ResolversTypes['Staff']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  clientAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  coordinate?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  customers?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Customer']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AuditKind'], ParentType, ContextType>;
  operationName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  staff?: Resolver<Maybe<ResolversTypes['Staff']>, ParentType, ContextType>;
};

export type AuditEntryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEntryConnection'] = ResolversParentTypes['AuditEntryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AuditEntryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AuditEntryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEntryEdge'] = ResolversParentTypes['AuditEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEntry'], ParentType, ContextType>;
};

export type AuditKindResolvers = { ACCESS_DENIED: 'access_denied', DEACTIVATED: 'deactivated', LOGIN_NAME_REFUSED: 'login_name_refused', PASSWORD_CHANGED: 'password_changed', PASSWORD_LINK_GIVEN: 'password_link_given', PASSWORD_RESET: 'password_reset', PASSWORD_RESET_REQUESTED: 'password_reset_requested', PASSWORD_UPGRADED: 'password_upgraded', PEOPLE_READ: 'people_read', REACTIVATED: 'reactivated', REGISTRATION_COMPLETED: 'registration_completed', REGISTRATION_FAILED: 'registration_failed', REGISTRATION_REQUESTED: 'registration_requested', ROLE_CHANGED: 'role_changed', SESSION_ENDED: 'session_ended', SIGNED_IN: 'signed_in', SIGN_IN_FAILED: 'sign_in_failed' };

export type ChangePasswordPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangePasswordPayload'] = ResolversParentTypes['ChangePasswordPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export type CustomerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  login?: Resolver<Maybe<ResolversTypes['Login']>, ParentType, ContextType>;
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

export type EndSessionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EndSessionPayload'] = ResolversParentTypes['EndSessionPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type EndedSessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EndedSession'] = ResolversParentTypes['EndedSession']> = {
  endedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  sessionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type LoginResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Login'] = ResolversParentTypes['Login']> = {
  hasPassword?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastSignInAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  loginName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  changePassword?: Resolver<Maybe<ResolversTypes['ChangePasswordPayload']>, ParentType, ContextType, RequireFields<MutationChangePasswordArgs, 'input'>>;
  endSession?: Resolver<Maybe<ResolversTypes['EndSessionPayload']>, ParentType, ContextType, RequireFields<MutationEndSessionArgs, 'input'>>;
  recordDenials?: Resolver<Maybe<ResolversTypes['RecordDenialsPayload']>, ParentType, ContextType, RequireFields<MutationRecordDenialsArgs, 'input'>>;
  refreshSession?: Resolver<Maybe<ResolversTypes['RefreshSessionPayload']>, ParentType, ContextType, RequireFields<MutationRefreshSessionArgs, 'input'>>;
  registerCustomer?: Resolver<Maybe<ResolversTypes['RegisterCustomerPayload']>, ParentType, ContextType, RequireFields<MutationRegisterCustomerArgs, 'input'>>;
  requestPasswordReset?: Resolver<Maybe<ResolversTypes['RequestPasswordResetPayload']>, ParentType, ContextType, RequireFields<MutationRequestPasswordResetArgs, 'input'>>;
  resetPassword?: Resolver<Maybe<ResolversTypes['ResetPasswordPayload']>, ParentType, ContextType, RequireFields<MutationResetPasswordArgs, 'input'>>;
  resetStaffPassword?: Resolver<Maybe<ResolversTypes['ResetStaffPasswordPayload']>, ParentType, ContextType, RequireFields<MutationResetStaffPasswordArgs, 'input'>>;
  signInCustomer?: Resolver<Maybe<ResolversTypes['SignInCustomerPayload']>, ParentType, ContextType, RequireFields<MutationSignInCustomerArgs, 'input'>>;
  signInStaff?: Resolver<Maybe<ResolversTypes['SignInStaffPayload']>, ParentType, ContextType, RequireFields<MutationSignInStaffArgs, 'input'>>;
  signOut?: Resolver<Maybe<ResolversTypes['SignOutPayload']>, ParentType, ContextType>;
  signOutEverywhere?: Resolver<Maybe<ResolversTypes['SignOutEverywherePayload']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PasswordLinkResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PasswordLink'] = ResolversParentTypes['PasswordLink']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  auditLog?: Resolver<Maybe<ResolversTypes['AuditEntryConnection']>, ParentType, ContextType, Partial<QueryAuditLogArgs>>;
  endedSessions?: Resolver<ReadonlyArray<ResolversTypes['EndedSession']>, ParentType, ContextType, RequireFields<QueryEndedSessionsArgs, 'since'>>;
  registration?: Resolver<Maybe<ResolversTypes['Registration']>, ParentType, ContextType, RequireFields<QueryRegistrationArgs, 'id'>>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type RecordDenialsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordDenialsPayload'] = ResolversParentTypes['RecordDenialsPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RefreshSessionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefreshSessionPayload'] = ResolversParentTypes['RefreshSessionPayload']> = {
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  refreshToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refreshTokenExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type RegisterCustomerPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisterCustomerPayload'] = ResolversParentTypes['RegisterCustomerPayload']> = {
  registration?: Resolver<Maybe<ResolversTypes['Registration']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RegistrationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Registration'] = ResolversParentTypes['Registration']> = {
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['RegistrationFailure']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RegistrationStatus'], ParentType, ContextType>;
};

export type RegistrationFailureResolvers = { CITY_NOT_FOUND: 'city_not_found', NOT_ACCEPTED: 'not_accepted', STORE_NOT_FOUND: 'store_not_found' };

export type RegistrationRequestResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegistrationRequest'] = ResolversParentTypes['RegistrationRequest'], FederationReferenceType extends FederationReferenceTypes['RegistrationRequest'] = FederationReferenceTypes['RegistrationRequest']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['RegistrationRequest']> | FederationReferenceType, FederationReferenceType, ContextType>;
  address?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  address2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cityId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  district?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  firstName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  postalCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  storeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type RegistrationStatusResolvers = { COMPLETED: 'completed', FAILED: 'failed', PENDING: 'pending' };

export type RequestPasswordResetPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestPasswordResetPayload'] = ResolversParentTypes['RequestPasswordResetPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ResetPasswordPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResetPasswordPayload'] = ResolversParentTypes['ResetPasswordPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ResetStaffPasswordPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResetStaffPasswordPayload'] = ResolversParentTypes['ResetStaffPasswordPayload']> = {
  link?: Resolver<Maybe<ResolversTypes['PasswordLink']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  clientAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUsedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  userAgent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SignInCustomerPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignInCustomerPayload'] = ResolversParentTypes['SignInCustomerPayload']> = {
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  refreshToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refreshTokenExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type SignInStaffPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignInStaffPayload'] = ResolversParentTypes['SignInStaffPayload']> = {
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  refreshToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refreshTokenExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type SignOutEverywherePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignOutEverywherePayload'] = ResolversParentTypes['SignOutEverywherePayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SignOutPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignOutPayload'] = ResolversParentTypes['SignOutPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StaffResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Staff'] = ResolversParentTypes['Staff'], FederationReferenceType extends FederationReferenceTypes['Staff'] = FederationReferenceTypes['Staff']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Staff']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  login?: Resolver<Maybe<ResolversTypes['Login']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  can?: Resolver<ResolversTypes['ViewerRights'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['ViewerKind']>, ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  sessions?: Resolver<ReadonlyArray<ResolversTypes['Session']>, ParentType, ContextType>;
  staff?: Resolver<Maybe<ResolversTypes['Staff']>, ParentType, ContextType>;
  storeId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type ViewerRightsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ViewerRights'] = ResolversParentTypes['ViewerRights']> = {
  addCopies?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  checkIn?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  checkOut?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  deactivateCustomers?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  findAddresses?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  findCopies?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  findCustomers?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  followOverdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  manageStaff?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  readAuditLog?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  receiveCopies?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  seeStaff?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  transferCopies?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AuditEntry?: AuditEntryResolvers<ContextType>;
  AuditEntryConnection?: AuditEntryConnectionResolvers<ContextType>;
  AuditEntryEdge?: AuditEntryEdgeResolvers<ContextType>;
  AuditKind?: AuditKindResolvers;
  ChangePasswordPayload?: ChangePasswordPayloadResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  Customer?: CustomerResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  EndSessionPayload?: EndSessionPayloadResolvers<ContextType>;
  EndedSession?: EndedSessionResolvers<ContextType>;
  Login?: LoginResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PasswordLink?: PasswordLinkResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecordDenialsPayload?: RecordDenialsPayloadResolvers<ContextType>;
  RefreshSessionPayload?: RefreshSessionPayloadResolvers<ContextType>;
  RegisterCustomerPayload?: RegisterCustomerPayloadResolvers<ContextType>;
  Registration?: RegistrationResolvers<ContextType>;
  RegistrationFailure?: RegistrationFailureResolvers;
  RegistrationRequest?: RegistrationRequestResolvers<ContextType>;
  RegistrationStatus?: RegistrationStatusResolvers;
  RequestPasswordResetPayload?: RequestPasswordResetPayloadResolvers<ContextType>;
  ResetPasswordPayload?: ResetPasswordPayloadResolvers<ContextType>;
  ResetStaffPasswordPayload?: ResetStaffPasswordPayloadResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  SignInCustomerPayload?: SignInCustomerPayloadResolvers<ContextType>;
  SignInStaffPayload?: SignInStaffPayloadResolvers<ContextType>;
  SignOutEverywherePayload?: SignOutEverywherePayloadResolvers<ContextType>;
  SignOutPayload?: SignOutPayloadResolvers<ContextType>;
  Staff?: StaffResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  ViewerRights?: ViewerRightsResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  public?: PublicDirectiveResolver<any, any, ContextType>;
};
