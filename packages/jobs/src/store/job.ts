import type { Sql, Transaction } from '@reelhouse/database';

/** How a job stands. */
export interface JobRow {
  readonly name: string;
  readonly fence: string;
  readonly owner: string | null;
  readonly leaseUntil: Date | null;
  readonly attemptStartedAt: Date | null;
  readonly dueAt: Date | null;
  readonly attempts: number;
  readonly retryAt: Date | null;
  readonly done: number;
  readonly total: number | null;
  readonly error: string | null;
  readonly succeededDueAt: Date | null;
}

/** What a process holds while it runs a job. */
export interface LeaseRow {
  readonly name: string;
  readonly fence: string;
  readonly dueAt: Date | null;
  readonly attempts: number;
  /** JSON. */
  readonly state: string | null;
}

/** A claim of a job as it was seen. */
export interface JobClaim {
  readonly name: string;
  /** As it was seen: if the lease was taken or given back since, nothing is claimed. */
  readonly fence: string;
  readonly owner: string;
  readonly now: Date;
  readonly leaseUntil: Date;
  /** What the run is for, unless there is one that is not finished. */
  readonly dueAt: Date;
}

/** Lets the jobs be known. */
export async function registerJobs(sql: Sql, names: readonly string[]): Promise<void> {
  await sql`insert into job (name) select unnest(${[...names]}::text[]) on conflict do nothing`;
}

/** How the jobs stand, in no order. */
export async function readJobs(sql: Sql, names: readonly string[]): Promise<readonly JobRow[]> {
  return sql<JobRow[]>`
    select name, fence, owner, lease_until as "leaseUntil", attempt_started_at as "attemptStartedAt", due_at as "dueAt",
           attempts, retry_at as "retryAt", done::float8, total::float8, error, succeeded_due_at as "succeededDueAt"
    from job where name = any (${[...names]}::text[])`;
}

/**
 * Takes the lease of a job that nobody holds, or whose owner has let it run out; that one's attempt is noted as
 * abandoned. A row that is locked belongs to an owner who is alive.
 */
export async function claimJob(sql: Sql, claim: JobClaim): Promise<LeaseRow | undefined> {
  const { name, fence, owner, now, leaseUntil, dueAt } = claim;
  const [lease] = await sql<LeaseRow[]>`
    with seen as (
      select * from job
      where name = ${name} and fence = ${fence}::bigint and (owner is null or lease_until <= ${now})
      for update skip locked
    ), abandoned as (
      insert into job_run (name, due_at, attempt, owner, started_at, ended_at, outcome, done)
      select name, due_at, attempts, owner, attempt_started_at, lease_until, 'abandoned', done
      from seen where owner is not null
    )
    update job j
    set fence = j.fence + 1, owner = ${owner}, lease_until = ${leaseUntil}, attempt_started_at = ${now},
        due_at = coalesce(j.due_at, ${dueAt}), attempts = j.attempts + 1, retry_at = null
    from seen where j.name = seen.name
    returning j.name, j.fence, j.due_at as "dueAt", j.attempts, j.state::text`;
  return lease;
}

/** Lets a lease last longer. False if it is another's by now. */
export async function extendLease(sql: Sql, { name, fence }: LeaseRow, until: Date): Promise<boolean> {
  const extended = await sql<{ name: string }[]>`
    update job set lease_until = ${until} where name = ${name} and fence = ${fence}::bigint returning name`;
  return extended.length > 0;
}

/**
 * Keeps where a run stands, in the transaction of its batch. False if the lease is another's by now: the transaction must
 * be rolled back then.
 *
 * @param state JSON.
 */
export async function saveProgress(
  tx: Transaction,
  { name, fence }: LeaseRow,
  { state, done, total, leaseUntil }: { state: string; done: number; total: number | undefined; leaseUntil: Date },
): Promise<boolean> {
  const saved = await tx<{ name: string }[]>`
    update job
    set state = ${state}::text::json, done = done + ${done}::bigint, total = coalesce(${total ?? null}::bigint, total),
        lease_until = ${leaseUntil}
    where name = ${name} and fence = ${fence}::bigint
    returning name`;
  return saved.length > 0;
}
