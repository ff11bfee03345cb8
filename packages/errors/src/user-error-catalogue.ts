/**
 * Every code of a `UserError`, in the order of `docs/errors.md`, and when it is answered. It is an expected refusal: the
 * request was right, but the business does not allow it, and nothing was done. The enum `UserErrorCode` of
 * `schema/shared.graphql` has the same codes with the same words.
 */
export const userErrorCatalogue = {
  COPY_NOT_FOUND: 'There is no copy of this id.',
  COPY_NOT_ON_SHELF: 'The copy is not on the shelf; the message says where it is.',
  COPY_ALREADY_RETURNED: 'The copy is not out: its last rental was returned.',
  COPY_NEVER_RENTED: 'The copy was never rented, so it cannot be returned.',
  COPY_NOT_IN_TRANSIT: 'The copy is not on the way to a store.',
  CUSTOMER_NOT_FOUND: 'There is no customer of this id.',
  CUSTOMER_INACTIVE: 'The customer may not rent any more.',
  FILM_NOT_FOUND: 'There is no film of this id.',
  STAFF_NOT_FOUND: 'There is no member of the staff of this id.',
  STAFF_INACTIVE: 'The member of the staff does not work for the chain any more.',
  STORE_NOT_FOUND: 'There is no store of this id.',
  OTHER_STORE: 'It is the matter of another store than the one that the member of the staff works in.',
  SAME_STORE: 'The copy belongs to this store already.',
  NOT_FOUND: 'There is nothing of this id, or not for whoever asks.',
  FORBIDDEN: 'Whoever asks may not do this.',
  INVALID_CREDENTIALS: 'The name or the password is wrong, or the account is closed; which of them is not told.',
  TOO_MANY_ATTEMPTS: 'There were too many attempts; the message says when to try again.',
  LOGIN_NAME_TAKEN: 'Somebody else signs in with this name, or one that looks alike.',
  LOGIN_NAME_UNUSABLE: 'The name cannot be used to sign in; the message says why.',
  PASSWORD_UNUSABLE: 'The password cannot be used; the message says why.',
  REFRESH_TOKEN_INVALID: 'The refresh token is not known, was used before, or its session has ended: sign in again.',
  SESSION_NOT_FOUND: 'There is no session of this id, or it has ended.',
  LINK_INVALID: 'The link was used before, is too old, or was never given out.',
} as const satisfies Record<string, string>;

/** A code of a `UserError`. */
export type UserErrorCode = keyof typeof userErrorCatalogue;
