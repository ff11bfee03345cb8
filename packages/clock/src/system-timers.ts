import type { Timers } from './timers.ts';

/** The longest that a timer of Node waits, in milliseconds; a longer one would fire at once. */
const longest = 2 ** 31 - 1;

/** Timers of this machine: what production uses. They keep no process alive. */
export const systemTimers: Timers = {
  after(seconds, wake) {
    const timer = setTimeout(wake, Math.min(Math.max(0, Math.ceil(seconds * 1000)), longest)).unref();
    return () => clearTimeout(timer);
  },
};
