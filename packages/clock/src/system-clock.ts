import type { Clock } from './clock.ts';

/** The time of this machine: what production uses. */
export const systemClock: Clock = { now: () => new Date() };
