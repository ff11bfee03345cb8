import { defineJob } from './index.ts';

/** A job of the tests: counts to 5, a row of the table `language` each time, whose names are unique. */
export const countingJob = defineJob<number>({
  name: 'count',
  schedule: { everySeconds: 3600 },
  async run({ batch, state, signal }) {
    let reached = state ?? 0;
    while (reached < 5 && !signal.aborted) {
      reached = await batch(async (tx, last = 0) => {
        await tx`insert into language (name) values (${`count ${last + 1}`})`;
        return { state: last + 1, done: 1, total: 5 };
      });
    }
  },
});
