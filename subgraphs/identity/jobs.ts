import { recordEvents } from '@reelhouse/events';
import { defineJob, purgeJob, type Job } from '@reelhouse/jobs';
import { rotateSigningKeys } from './domain/signing-keys.ts';
import { registrationRequested } from './registration-events.ts';
import { recordAccessDenials } from './store/access-denial.ts';
import { deleteAuditEntriesBefore, recordSignInFailures } from './store/audit.ts';
import { deletePasswordLinksBefore } from './store/password-link.ts';
import { deleteTokensBefore } from './store/refresh-token.ts';
import { deleteRegistrationsBefore, lockUnanswered, noteTold } from './store/registration.ts';
import { deleteSessionsBefore } from './store/session.ts';
import { deleteThrottleBefore } from './store/sign-in-throttle.ts';
import { deleteKeysBefore } from './store/signing-key.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Whether a new key is needed is looked at more often than it is, so that a job that could not run costs a few hours. */
const rotateKeys = defineJob<null>({
  name: 'rotate-signing-keys',
  schedule: { everySeconds: 6 * hour },
  async run({ clock, batch }) {
    await batch(async (tx) => {
      const at = clock.now();
      const removed = await deleteKeysBefore(tx, at);
      const made = await rotateSigningKeys(tx, at);
      return { state: null, done: removed + (made ? 1 : 0) };
    });
  },
});

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

/** How long after a minute the gateways may still tell of what they denied in it: twice as long as they wait, and one more. */
const denialsAreLateFor = 3 * minute;

/** Makes entries of the audit of denials that were counted. What comes later still makes another entry of its minute. */
const recordDenied = defineJob<null>({
  name: 'record-access-denials',
  schedule: { everySeconds: minute },
  async run({ clock, batch }) {
    await batch(async (tx) => {
      const before = new Date(clock.now().getTime() - denialsAreLateFor * 1000);
      return { state: null, done: await recordAccessDenials(tx, before) };
    });
  },
});

/** What identity does regularly. */
export const identityJobs: readonly Job[] = [
  rotateKeys,
  resumeRegistrations,
  recordFailures,
  recordDenied,
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
  // A token that was used is kept as long as it would have been good: until then its reuse is noticed.
  purgeJob({
    name: 'purge-refresh-tokens',
    schedule: { everySeconds: hour },
    keepSeconds: 0,
    purge: deleteTokensBefore,
  }),
  purgeJob({
    name: 'purge-sessions',
    schedule: { everySeconds: day },
    keepSeconds: 30 * day,
    purge: deleteSessionsBefore,
  }),
  purgeJob({
    name: 'purge-sign-in-throttle',
    schedule: { everySeconds: hour },
    keepSeconds: 0,
    purge: deleteThrottleBefore,
  }),
  // Two years, as many days as they can have: the database removes nothing younger.
  purgeJob({
    name: 'purge-audit-log',
    schedule: { everySeconds: day },
    keepSeconds: 731 * day,
    purge: deleteAuditEntriesBefore,
  }),
];
