/** How much is kept and done for those who listen. */
export interface SubscriptionLimits {
  /** Results that may wait for one listener; with one more it is ended as too slow. 100 by default. */
  readonly queue: number;
  /** Events that may wait for their execution in one group; with one more all its listeners are ended. 1000 by default. */
  readonly pendingEvents: number;
  /** Executions at a time over all groups, and begun in one turn of the event loop. 64 by default. */
  readonly executions: number;
  /** Results handed out, and groups told of an event, in one turn of the event loop. 500 by default. */
  readonly deliveries: number;
  /** Results that are kept for those who come back and ask for the same events, over all groups. 1000 by default. */
  readonly keptResults: number;
  /** Streams that one viewer may have at a time; any number by default, and to nobody who has not signed in. */
  readonly perIdentity: number;
}

/** What holds where nothing else is said. */
export const defaultLimits: SubscriptionLimits = {
  queue: 100,
  pendingEvents: 1000,
  executions: 64,
  deliveries: 500,
  keptResults: 1000,
  perIdentity: Infinity,
};
