import type { CancelTimer, Clock, Timers } from '@reelhouse/clock';
import type { OnPoint, Sql } from '@reelhouse/database';
import type { Logger } from '@reelhouse/logging';
import { errorClass } from './error-class.ts';
import type { Batch, Job, JobContext, JobState } from './job.ts';
import { LeaseLost } from './lease-lost.ts';
import { endAttempt } from './store/job-run.ts';
import { extendLease, saveProgress, type LeaseRow } from './store/job.ts';

/**
 * Where a test may let a rival act: before and after the lease is taken, before and after the commit of a batch, and
 * before the end is noted.
 */
export type JobPoint = 'seen' | 'claimed' | 'batch-worked' | 'batch-committed' | 'ran';

/** How an attempt ended: `lost` if another process had taken over. */
export interface AttemptReport {
  readonly job: string;
  readonly outcome: 'succeeded' | 'failed' | 'stopped' | 'lost';
  /** The class of the error of a failed attempt. */
  readonly error?: string;
  readonly retryAt?: Date;
}

/** What an attempt works with. */
export interface AttemptEnvironment {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Logger;
  /** How long a lease lasts without a sign of life, in seconds. */
  readonly leaseSeconds: number;
  readonly onPoint?: OnPoint<JobPoint>;
}

/** When a run that has failed so often is tried again, in seconds: 10, 20, 40 … at most an hour. */
export function retryDelay(attempts: number): number {
  return Math.min(3600, 10 * 2 ** Math.max(0, Math.min(attempts, 20) - 1));
}

/** Runs a job with the lease that was taken for it. It does not throw: how it ended is in the report and in the tables. */
export async function runAttempt(
  job: Job,
  lease: LeaseRow,
  environment: AttemptEnvironment,
  stopping: AbortSignal,
): Promise<AttemptReport> {
  const { sql, clock, log, onPoint } = environment;
  const lost = new AbortController();
  const stopHeartbeat = keepAlive(lease, environment, lost);
  let thrown: { readonly error: unknown } | undefined;
  try {
    await onPoint?.('claimed');
    await job.run(contextOf(lease, environment, lost, AbortSignal.any([stopping, lost.signal])));
    await onPoint?.('ran');
  } catch (error) {
    thrown = { error };
  } finally {
    stopHeartbeat();
  }
  // A job that resolves after the signal may have finished or not; resuming it finds out.
  const outcome = stopping.aborted ? 'stopped' : thrown ? 'failed' : 'succeeded';
  const error = outcome === 'failed' ? errorClass(thrown?.error) : null;
  const now = clock.now();
  const retryAt = outcome === 'failed' ? new Date(now.getTime() + retryDelay(lease.attempts) * 1000) : null;
  const facts = { job: job.name, ...(error !== null && { error }), ...(retryAt && { retryAt }) };
  try {
    if (lost.signal.aborted || !(await endAttempt(sql, lease, { outcome, now, retryAt, error }))) {
      log.warn({ job: job.name }, 'a job was taken over by another process');
      return { job: job.name, outcome: 'lost' };
    }
    if (outcome === 'failed') log.error({ ...facts, at: frames(thrown?.error) }, 'a job failed');
    else log.info({ ...facts, outcome }, 'a job ended');
    return { ...facts, outcome };
  } catch (failure) {
    // The lease runs out by itself, and whoever takes over goes on from the last batch.
    log.error({ job: job.name, error: errorClass(failure) }, 'the end of a job could not be noted');
    return { job: job.name, outcome: 'lost' };
  }
}

/** Lets the lease last as long as the process lives. */
function keepAlive(lease: LeaseRow, environment: AttemptEnvironment, lost: AbortController): CancelTimer {
  const { sql, clock, timers, log, leaseSeconds } = environment;
  let stopped = false;
  let cancel: CancelTimer = () => {};
  async function beat(): Promise<void> {
    schedule();
    try {
      const until = new Date(clock.now().getTime() + leaseSeconds * 1000);
      if (!(await extendLease(sql, lease, until))) lost.abort(new LeaseLost(lease.name));
    } catch (error) {
      log.warn({ job: lease.name, error: errorClass(error) }, 'the lease of a job could not be extended');
    }
  }
  function schedule(): void {
    if (!stopped && !lost.signal.aborted) cancel = timers.after(leaseSeconds / 3, () => void beat());
  }
  schedule();
  return () => {
    stopped = true;
    cancel();
  };
}

function contextOf(
  lease: LeaseRow,
  { sql, clock, leaseSeconds, onPoint }: AttemptEnvironment,
  lost: AbortController,
  signal: AbortSignal,
): JobContext<JobState> {
  let state = lease.state === null ? undefined : (JSON.parse(lease.state) as JobState);
  return {
    sql,
    clock,
    dueAt: lease.dueAt ?? clock.now(),
    signal,
    state,
    async batch(work) {
      const { state: reached } = await sql.begin(async (tx): Promise<Batch<JobState>> => {
        const batch = await work(tx, state);
        await onPoint?.('batch-worked');
        const leaseUntil = new Date(clock.now().getTime() + leaseSeconds * 1000);
        const progress = { state: JSON.stringify(batch.state), done: batch.done, total: batch.total, leaseUntil };
        if (await saveProgress(tx, lease, progress)) return batch;
        const error = new LeaseLost(lease.name);
        lost.abort(error);
        throw error;
      });
      state = reached;
      await onPoint?.('batch-committed');
      return reached;
    },
  };
}

/** Where an error was thrown, without its message, which may hold a person's data. */
function frames(error: unknown): readonly string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 5);
}
