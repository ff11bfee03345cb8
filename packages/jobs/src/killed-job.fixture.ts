// Runs the counting job as one of several processes: it says how far it is after each batch, and then waits to be killed.
import { ManualClock } from '@reelhouse/clock';
import { connect } from '@reelhouse/database';
import { createLogger } from '@reelhouse/logging';
import { countingJob } from './counting-job.fixture.ts';
import { JobRunner } from './index.ts';

const [url = '', now = '', stopAt = ''] = process.argv.slice(2);
const clock = new ManualClock(now);
let batches = 0;
const runner = new JobRunner({
  sql: connect(url, { name: 'killed-job', connections: 2 }),
  jobs: [countingJob],
  clock,
  timers: clock,
  log: createLogger({ name: 'killed-job', level: 'silent' }),
  owner: 'killed',
  async onPoint(point) {
    if (point === 'batch-committed') batches += 1;
    if (point !== stopAt || batches < 2) return;
    console.log(`at ${point} after ${batches} batches`);
    await new Promise(() => setInterval(() => {}, 60_000));
  },
});
await runner.runDue();
