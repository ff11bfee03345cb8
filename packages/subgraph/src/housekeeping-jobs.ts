import type { Sql } from '@reelhouse/database';
import { inboxDays, outboxDays, purgeInbox, purgeOutbox } from '@reelhouse/events';
import { idempotencyKeyLifetime, purgeIdempotencyKeys } from '@reelhouse/idempotency';
import { defineJob, purgeJob, purgeJobRuns, type Job } from '@reelhouse/jobs';

const hour = 60 * 60;
const day = 24 * hour;

/** For how long the runs of jobs are kept, in seconds. */
const jobRunLifetime = 90 * day;

/** What every subgraph forgets in time: published and received events, idempotency keys, and runs of jobs. */
export function housekeepingJobs(sql: Sql): readonly Job[] {
  const ago = (moment: Date, days: number) => new Date(moment.getTime() - days * day * 1000);
  return [
    defineJob({
      name: 'purge-outbox',
      schedule: { everySeconds: hour },
      async run({ dueAt }) {
        await purgeOutbox(sql, ago(dueAt, outboxDays));
      },
    }),
    defineJob({
      name: 'purge-inbox',
      schedule: { everySeconds: day },
      async run({ dueAt }) {
        await purgeInbox(sql, ago(dueAt, inboxDays));
      },
    }),
    purgeJob({
      name: 'purge-idempotency-keys',
      schedule: { everySeconds: hour },
      keepSeconds: idempotencyKeyLifetime,
      purge: purgeIdempotencyKeys,
    }),
    purgeJob({
      name: 'purge-job-runs',
      schedule: { everySeconds: day },
      keepSeconds: jobRunLifetime,
      purge: purgeJobRuns,
    }),
  ];
}
