import type { Sql, Transaction } from '@reelhouse/database';
import type { LeaseRow } from './job.ts';

/** How an attempt ended. */
export interface AttemptEnd {
  readonly outcome: 'succeeded' | 'failed' | 'stopped';
  readonly now: Date;
  /** When a failed run is tried again. */
  readonly retryAt: Date | null;
  /** The class of the error. */
  readonly error: string | null;
}

/** The last attempt of a job that has ended. */
export interface LastRunRow {
  readonly name: string;
  readonly owner: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly outcome: string;
  readonly done: number;
  readonly error: string | null;
}

/**
 * Gives a lease back and notes how the attempt ended. A run that has succeeded is over; any other can be resumed.
 *
 * @returns false if the lease is another's by now: nothing is written then.
 */
export async function endAttempt(
  sql: Sql,
  { name, fence }: LeaseRow,
  { outcome, now, retryAt, error }: AttemptEnd,
): Promise<boolean> {
  const succeeded = outcome === 'succeeded';
  const stopped = outcome === 'stopped';
  const ended = await sql<{ name: string }[]>`
    with seen as (
      select * from job where name = ${name} and fence = ${fence}::bigint and owner is not null for update
    ), released as (
      update job j
      set fence = j.fence + 1, owner = null, lease_until = null, attempt_started_at = null,
          due_at = case when ${succeeded} then null else j.due_at end,
          attempts = case when ${succeeded} then 0 when ${stopped} then j.attempts - 1 else j.attempts end,
          retry_at = ${retryAt},
          state = case when ${succeeded} then null else j.state end,
          done = case when ${succeeded} then 0 else j.done end,
          total = case when ${succeeded} then null else j.total end,
          error = case when ${stopped} then j.error else ${error} end,
          succeeded_due_at = case when ${succeeded} then greatest(j.succeeded_due_at, j.due_at) else j.succeeded_due_at end
      from seen where j.name = seen.name
    )
    insert into job_run (name, due_at, attempt, owner, started_at, ended_at, outcome, done, error)
    select name, due_at, attempts, owner, attempt_started_at, ${now}, ${outcome}, done, ${error} from seen
    returning name`;
  return ended.length > 0;
}

/** The last attempt of each job that has ended. */
export async function readLastRuns(sql: Sql, names: readonly string[]): Promise<readonly LastRunRow[]> {
  return sql<LastRunRow[]>`
    select distinct on (name) name, owner, started_at as "startedAt", ended_at as "endedAt", outcome, done::float8, error
    from job_run where name = any (${[...names]}::text[])
    order by name, job_run_id desc`;
}

/** Forgets at most so many of the attempts that ended before a moment, the oldest first. */
export async function deleteRunsBefore(sql: Sql | Transaction, moment: Date, limit: number): Promise<number> {
  const deleted = await sql<{ id: string }[]>`
    delete from job_run
    where job_run_id in (
      select job_run_id from job_run where ended_at < ${moment} order by ended_at limit ${limit} for update skip locked
    )
    returning job_run_id as id`;
  return deleted.length;
}
