import { defineJob, purgeJob, type Job } from '@reelhouse/jobs';
import { accountJobs } from './account-jobs.ts';
import { rotateSigningKeys } from './domain/signing-keys.ts';
import { deleteTokensBefore } from './store/refresh-token.ts';
import { deleteSessionsBefore } from './store/session.ts';
import { deleteThrottleBefore } from './store/sign-in-throttle.ts';
import { deleteKeysBefore } from './store/signing-key.ts';

const hour = 60 * 60;
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

/** What identity does regularly. */
export const identityJobs: readonly Job[] = [
  rotateKeys,
  ...accountJobs,
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
];
