/** How long clients may take for what they send and read. */
export interface ClientPatience {
  /** For the head of a request, in seconds; 10 by default. */
  readonly headSeconds?: number;
  /** For a request with its body, in seconds; 30 by default. */
  readonly requestSeconds?: number;
  /** For an answer that is no stream, from when it was sent, in seconds; 30 by default. Who has not taken it is cut off. */
  readonly answerSeconds?: number;
  /** How often it is looked for who sends too slowly, in seconds; 5 by default. */
  readonly checkSeconds?: number;
}

/** What requests over HTTP may take of a server. */
export interface HttpLimits {
  /** The largest body taken, in bytes, as it is sent and inflated; 256 kB by default. */
  readonly maxBodyBytes?: number | undefined;
  /**
   * How many operations are under way at a time, over all transports; one more is refused at once, before anything of it is read.
   * By default there is no limit. An operation is under way from when its body is there until it is answered or its stream is open.
   */
  readonly maxInFlight?: number | undefined;
  /** How long an operation may take, in seconds, from the head of the request; by default there is no limit. */
  readonly requestSeconds?: number | undefined;
}
