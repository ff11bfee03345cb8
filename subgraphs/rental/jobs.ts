import { recordEvents } from '@reelhouse/events';
import { defineJob, type Job } from '@reelhouse/jobs';
import { rentalOverdue } from './events.ts';
import { lockUntoldOverdue, noteOverdueTold } from './store/overdue-rental.ts';

const fiveMinutes = 5 * 60;

/** How many rentals are told of in one transaction. */
const batchSize = 200;

/**
 * Tells once of each rental that it is overdue. The rental is locked meanwhile, so that its event comes before the one of
 * its return, or not at all.
 */
const markOverdue = defineJob<null>({
  name: 'mark-overdue',
  schedule: { everySeconds: fiveMinutes },
  async run({ dueAt: asOf, clock, signal, batch }) {
    let told = batchSize;
    while (told === batchSize && !signal.aborted) {
      await batch(async (tx) => {
        const now = clock.now();
        const rentals = await lockUntoldOverdue(tx, asOf, batchSize);
        told = rentals.length;
        if (told > 0) {
          await noteOverdueTold(
            tx,
            rentals.map(({ id }) => id),
            now,
          );
          await recordEvents(
            tx,
            rentalOverdue,
            rentals.map(({ id, rentalDate, dueAt, ...facts }) => ({
              aggregateId: id,
              occurredAt: now,
              payload: { rentalId: id, ...facts, rentedAt: rentalDate.toISOString(), dueAt: dueAt.toISOString() },
            })),
          );
        }
        return { state: null, done: told };
      });
    }
  },
});

/** What the lending desk does regularly. */
export const rentalJobs: readonly Job[] = [markOverdue];
