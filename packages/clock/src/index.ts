export type { Clock } from './clock.ts';
export { systemClock } from './system-clock.ts';
export type { CancelTimer, Timers } from './timers.ts';
export { systemTimers } from './system-timers.ts';
export { ManualClock } from './manual-clock.ts';
