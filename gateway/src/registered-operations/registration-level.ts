/**
 * Which operations are taken, as Apollo Router has the levels. `off`: all. `log`: all, and those that are not registered are
 * logged. `safelist`: registered ones, by their ids or texts. `require-id`: registered ones, by their ids.
 */
export type RegistrationLevel = 'off' | 'log' | 'safelist' | 'require-id';

/** Which level holds for whom. Nothing in it is what a client says of itself. */
export interface RegistrationRule {
  /** The listener that the request came to. */
  readonly listener?: string | undefined;
  /** The client that the access token was issued to (`client_id` of RFC 9068). */
  readonly clientId?: string | undefined;
  /** A scope that who asks has. */
  readonly scope?: string | undefined;
  readonly level: RegistrationLevel;
  /** The clients whose registered operations count; without it, those of all. */
  readonly clients?: readonly string[] | undefined;
}

/** The level for each request: that of the first rule of which everything fits. */
export interface RegistrationSettings {
  readonly rules: readonly RegistrationRule[];
  /** Holds where no rule fits. */
  readonly level: RegistrationLevel;
}
