/**
 * Where the time comes from. Everything that asks what time it is takes a `Clock`, so that tests and imports can
 * say when "now" is and a rule about deadlines can be proven without waiting for one.
 */
export interface Clock {
  /** The present moment. Every call answers a new `Date` that the caller may keep. */
  now(): Date;
}
