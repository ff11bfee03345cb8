import type { EndingCode } from './subscription-ending.ts';

/** What an engine has and has done, to be read at any time. */
export interface SubscriptionFigures {
  /** Those who listen now, and those who are about to. */
  readonly listeners: number;
  /** What they listen to: those who ask the same and may see the same are one group. */
  readonly groups: number;
  /** Leases that groups hold now. */
  readonly leases: number;
  /** Executions that run now, and that wait for their turn. */
  readonly executing: number;
  readonly waiting: number;
  /** Events that a group wanted, and responses of subgraphs, each counted for each group. */
  readonly events: number;
  readonly executions: number;
  /** Executions that broke. */
  readonly failures: number;
  /** Results that a listener was given. */
  readonly deliveries: number;
  /** Readings of the log for those who had missed something. */
  readonly replays: number;
  /** Streams that ended, by why. */
  readonly ended: Readonly<Partial<Record<EndingCode, number>>>;
}

/** The same, where it is counted. */
export type SubscriptionCounters = { -readonly [Name in keyof SubscriptionFigures]: SubscriptionFigures[Name] } & {
  ended: Partial<Record<EndingCode, number>>;
};

/** Counters at nothing. */
export function createCounters(): SubscriptionCounters {
  return {
    listeners: 0,
    groups: 0,
    leases: 0,
    executing: 0,
    waiting: 0,
    events: 0,
    executions: 0,
    failures: 0,
    deliveries: 0,
    replays: 0,
    ended: {},
  };
}
