import { StartupError } from '@reelhouse/config';
import type { Job } from './job.ts';
import { scheduleProblem } from './schedule.ts';

/**
 * The jobs of a subgraph, each behind those that have to come first.
 *
 * @throws {StartupError} with a line for each job that is misnamed, there twice, has no proper schedule, comes after one
 *   that is not there, or after itself by a detour.
 */
export function orderJobs(jobs: readonly Job[]): readonly Job[] {
  const problems: string[] = [];
  const byName = new Map<string, Job>();
  for (const job of jobs) {
    if (!/^[a-z][a-z0-9-]{0,62}$/.test(job.name))
      problems.push(`job "${job.name}": expected a name such as mark-overdue`);
    if (byName.has(job.name)) problems.push(`job "${job.name}": there are two of this name`);
    const problem = scheduleProblem(job.schedule);
    if (problem) problems.push(`job "${job.name}": ${problem}`);
    byName.set(job.name, job);
  }
  const ordered = new Set<Job>();
  function visit(job: Job, path: readonly string[]): void {
    if (path.includes(job.name)) {
      problems.push(`job "${job.name}": comes after itself: ${[...path, job.name].join(' after ')}`);
      return;
    }
    if (ordered.has(job)) return;
    for (const name of job.after ?? []) {
      const before = byName.get(name);
      if (before) visit(before, [...path, job.name]);
      else problems.push(`job "${job.name}": comes after "${name}", which is not there`);
    }
    ordered.add(job);
  }
  for (const job of jobs) visit(job, []);
  if (problems.length > 0) throw new StartupError(problems.join('\n'));
  return [...ordered];
}
