/** Whom an access token stands for. Everything that is allowed is decided by it, nothing by what a client says of itself. */
export interface Identity {
  /** Who it is: the `sub` of the token; in the chain `customer:<id>` or `staff:<id>`. */
  readonly subject: string;
  /** What the token allows: in the chain `customer`, or `staff`, or `staff` and `manager`. */
  readonly scopes: readonly string[];
  /** The session that the token was issued in (`sid`); it ends with it. */
  readonly sessionId?: string;
  /** The client that the token was issued to (`client_id` of RFC 9068); in the chain the listener at which it signed in. */
  readonly clientId?: string;
  /** The store that a member of the staff works in (`store_id`). */
  readonly storeId?: number;
  /** When the token expires, in seconds since 1970 (`exp`). */
  readonly expiresAt: number;
}
