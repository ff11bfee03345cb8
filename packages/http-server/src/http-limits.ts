/** What requests over HTTP may take of a server. */
export interface HttpLimits {
  /** The largest body taken, in bytes, as it is sent and inflated; 256 kB by default. */
  readonly maxBodyBytes?: number | undefined;
  /**
   * How many operations are under way at a time, over all transports; with one more it is refused at once, before anything of it
   * is read. By default there is no limit. An open stream is not under way any more.
   */
  readonly maxInFlight?: number | undefined;
  /** How long an operation may take, in seconds, from the head of the request; by default there is no limit. */
  readonly requestSeconds?: number | undefined;
}
