import type { Clock } from '@reelhouse/clock';
import type { Sql, Transaction } from '@reelhouse/database';
import type { Schedule } from './schedule.ts';

/** Where a run stands: plain JSON, enough to go on from by another process. */
export type JobState = string | number | boolean | null | { readonly [name: string]: JobState } | readonly JobState[];

/** What a batch has done. */
export interface Batch<State extends JobState> {
  /** Where to go on from. */
  readonly state: State;
  /** How much more is done: rows, partitions, whatever the job counts. */
  readonly done: number;
  /** How much there is to do in all, where that is known. */
  readonly total?: number;
}

/** What a job works with. */
export interface JobContext<State extends JobState> {
  /** For reading. What is written with it is not undone when the lease is lost: write in `batch`. */
  readonly sql: Sql;
  readonly clock: Clock;
  /** The time of the schedule that the run is for; it stays the same when the run is resumed. */
  readonly dueAt: Date;
  /** Aborted when the process stops or the lease is lost: finish the batch and return or throw. */
  readonly signal: AbortSignal;
  /** Where the last batch left off, be it of another process; undefined in a fresh run. */
  readonly state: State | undefined;
  /**
   * Does a piece of the work in a transaction, with the state after it, and resolves to that state.
   *
   * @throws {LeaseLost} if another process has taken over meanwhile: the transaction is rolled back.
   */
  readonly batch: (work: (tx: Transaction, state: State | undefined) => Promise<Batch<State>>) => Promise<State>;
}

/** Something that has to be done regularly, once among all processes of a subgraph. */
export interface Job<State extends JobState = JobState> {
  /** Unique among the jobs of its subgraph: small letters, digits and `-`, such as `mark-overdue`. */
  readonly name: string;
  readonly schedule: Schedule;
  /**
   * Jobs of the same subgraph that come first: they must have succeeded for the latest time of their schedule that is not
   * after the time for which this one is due.
   */
  readonly after?: readonly string[];
  /**
   * Does the work, in batches. It succeeds when it resolves and `signal` is not aborted; what it throws makes the runner
   * try again later, from the last state.
   */
  run(context: JobContext<State>): Promise<void>;
}

/** States a job, with the type of its state, so that jobs of any state can stand in one list. */
export function defineJob<State extends JobState>(job: Job<State>): Job {
  // The state that comes back is the one that this job wrote.
  return job as unknown as Job;
}
