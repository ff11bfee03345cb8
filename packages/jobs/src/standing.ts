import type { Job } from './job.ts';
import { latestDue, nextDue } from './schedule.ts';
import type { JobRow } from './store/job.ts';

/** How a job stands at a moment, and what it waits for. */
export type Standing =
  /** Somebody holds its lease. */
  | { readonly is: 'running'; readonly dueAt: Date; readonly until: Date }
  /** It has succeeded for the latest time of its schedule. */
  | { readonly is: 'waiting'; readonly dueAt: Date; readonly until: Date }
  /** It has failed and is tried again later. */
  | { readonly is: 'failing'; readonly dueAt: Date; readonly until: Date }
  /** Others come first. */
  | { readonly is: 'blocked'; readonly dueAt: Date; readonly by: readonly string[] }
  /** It can be run now: for the first time, or resumed. */
  | { readonly is: 'due'; readonly dueAt: Date };

/**
 * How a job stands. A time of the schedule that was missed is made up for once, however many were missed; a job that has
 * never run is due at once.
 *
 * @param rows how all jobs of the subgraph stand, by name.
 */
export function standing(job: Job, jobs: readonly Job[], rows: ReadonlyMap<string, JobRow>, now: Date): Standing {
  const row = rows.get(job.name);
  const open = row?.dueAt ?? undefined;
  if (row?.leaseUntil && open && row.leaseUntil > now) return { is: 'running', dueAt: open, until: row.leaseUntil };
  const latest = latestDue(job.schedule, now);
  if (!open && row?.succeededDueAt && row.succeededDueAt >= latest) {
    const next = nextDue(job.schedule, now);
    return { is: 'waiting', dueAt: next, until: next };
  }
  const dueAt = open ?? latest;
  if (row?.retryAt && row.retryAt > now) return { is: 'failing', dueAt, until: row.retryAt };
  const by = unfinishedBefore(job, jobs, rows, dueAt);
  return by.length > 0 ? { is: 'blocked', dueAt, by } : { is: 'due', dueAt };
}

/** The jobs that have to succeed before a run for `dueAt` may begin. */
export function unfinishedBefore(
  job: Job,
  jobs: readonly Job[],
  rows: ReadonlyMap<string, JobRow>,
  dueAt: Date,
): readonly string[] {
  return jobs
    .filter((other) => job.after?.includes(other.name))
    .filter((other) => {
      const succeeded = rows.get(other.name)?.succeededDueAt;
      return !succeeded || succeeded < latestDue(other.schedule, dueAt);
    })
    .map((other) => other.name);
}
