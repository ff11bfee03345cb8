/** Takes back what was to be woken. It may be called after that, and more than once. */
export type CancelTimer = () => void;

/** Wakes whoever waits for a moment: the counterpart of `Clock` for what has to happen by itself. */
export interface Timers {
  /**
   * Calls `wake` once, after `seconds` (a fraction or 0, too). What waits keeps no process alive, and has to be
   * cancelled by whoever stops.
   */
  after(seconds: number, wake: () => void): CancelTimer;
}
