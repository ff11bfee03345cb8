import { defineJob, type Job } from '@reelhouse/jobs';
import { countWithoutMonth, makeMonth } from './store/month.ts';

/** How many months are made beside the present one. */
const monthsAhead = 3;

/**
 * The alarm of payments that no month was made for. They are safe and are found as all others are, but the month that they
 * belong to cannot be made before they are moved: README.md says how.
 */
export class PaymentsWithoutMonth extends Error {
  override readonly name = 'PaymentsWithoutMonth';
}

/** The first days of a moment's month and of those after it, in UTC. */
function monthsFrom(moment: Date): readonly string[] {
  return Array.from({ length: 1 + monthsAhead }, (_, ahead) =>
    new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + ahead, 1)).toISOString().slice(0, 10),
  );
}

/**
 * Makes the months of payments before they are needed. A month that cannot be made does not keep the others from it; then,
 * and for as long as there are payments without a month, the job fails, so that `npm run jobs -- status` and the log show it.
 */
const makePartitions = defineJob<null>({
  name: 'make-partitions',
  schedule: { dailyAt: '02:30', timeZone: 'UTC' },
  async run({ dueAt, sql, signal, batch }) {
    for (const month of monthsFrom(dueAt)) {
      if (signal.aborted) return;
      try {
        await batch(async (tx) => ({ state: null, done: await makeMonth(tx, month) }));
      } catch (error) {
        if (!isTaken(error)) throw error;
      }
    }
    const count = await countWithoutMonth(sql);
    if (count > 0) throw new PaymentsWithoutMonth(`${count} payments are in payment_default`);
  },
});

/** Whether the month has payments in `payment_default`: the alarm tells of them. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23514';
}

/** What the books do regularly. */
export const paymentJobs: readonly Job[] = [makePartitions];
