import type { Transaction } from '@reelhouse/database';
import { defineJob, type Job } from './job.ts';
import type { Schedule } from './schedule.ts';

/** A job that removes what is older than an age. */
export interface PurgeJobOptions {
  readonly name: string;
  readonly schedule: Schedule;
  readonly after?: readonly string[];
  /** What is older goes, in seconds. */
  readonly keepSeconds: number;
  /** How many rows go in one transaction; 1000 unless told. */
  readonly batchSize?: number;
  /** Removes at most `limit` of what is older than a moment, and says how many it removed. */
  readonly purge: (tx: Transaction, olderThan: Date, limit: number) => Promise<number>;
}

/** States a job that removes old rows in small transactions, so that it holds no lock for long. */
export function purgeJob({ keepSeconds, batchSize = 1000, purge, ...job }: PurgeJobOptions): Job {
  return defineJob<null>({
    ...job,
    async run({ dueAt, signal, batch }) {
      const olderThan = new Date(dueAt.getTime() - keepSeconds * 1000);
      let removed = batchSize;
      while (removed === batchSize && !signal.aborted) {
        await batch(async (tx) => {
          removed = await purge(tx, olderThan, batchSize);
          return { state: null, done: removed };
        });
      }
    },
  });
}
