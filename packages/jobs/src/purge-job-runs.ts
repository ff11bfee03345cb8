import type { Sql, Transaction } from '@reelhouse/database';
import { deleteRunsBefore } from './store/job-run.ts';

/**
 * Forgets attempts of jobs that ended before a moment. One call is one batch, so that it can be a step of a job.
 *
 * @param limit how many at most.
 * @returns how many were forgotten; fewer than `limit` when there are no more.
 */
export async function purgeJobRuns(sql: Sql | Transaction, olderThan: Date, limit = 1000): Promise<number> {
  return deleteRunsBefore(sql, olderThan, limit);
}
