import { recordEvents } from '@reelhouse/events';
import { defineJob, purgeJob, type Job } from '@reelhouse/jobs';
import { registrationRequested } from './registration-events.ts';
import { recordSignInFailures } from './store/audit.ts';
import { deletePasswordLinksBefore } from './store/password-link.ts';
import { deleteRegistrationsBefore, lockUnanswered, noteTold } from './store/registration.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** How many registrations are told of in one transaction. */
const batchSize = 200;

/**
 * Tells the customer subgraph again of registrations that it has not answered for a minute. Whatever was lost on the way,
 * there or back, comes again; what it has ended already, it says again.
 */
const resumeRegistrations = defineJob<null>({
  name: 'resume-registrations',
  schedule: { everySeconds: minute },
  async run({ clock, signal, batch }) {
    const toldBefore = new Date(clock.now().getTime() - minute * 1000);
    let told = batchSize;
    while (told === batchSize && !signal.aborted) {
      await batch(async (tx) => {
        const at = clock.now();
        const numbers = await lockUnanswered(tx, toldBefore, batchSize);
        told = numbers.length;
        await noteTold(tx, numbers, at);
        await recordEvents(
          tx,
          registrationRequested,
          numbers.map((number) => ({ aggregateId: number, occurredAt: at, payload: { registrationId: number } })),
        );
        return { state: null, done: told };
      });
    }
  },
});

/** Makes entries of the audit of failures to sign in that were counted. */
const recordFailures = defineJob<null>({
  name: 'record-sign-in-failures',
  schedule: { everySeconds: minute },
  async run({ clock, batch }) {
    await batch(async (tx) => ({ state: null, done: await recordSignInFailures(tx, clock.now()) }));
  },
});

/** What is done regularly about accounts. */
export const accountJobs: readonly Job[] = [
  resumeRegistrations,
  recordFailures,
  purgeJob({
    name: 'purge-registrations',
    schedule: { everySeconds: day },
    keepSeconds: 30 * day,
    purge: deleteRegistrationsBefore,
  }),
  purgeJob({
    name: 'purge-password-links',
    schedule: { everySeconds: hour },
    keepSeconds: 0,
    purge: deletePasswordLinksBefore,
  }),
];
