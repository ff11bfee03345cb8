import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ManualClock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { createTestDatabase, type TestDatabase } from '@reelhouse/test-database';
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { countingJob } from './counting-job.fixture.ts';
import { JobRunner } from './index.ts';

const start = '2026-03-01T10:00:00.000Z';
let database: TestDatabase;
let sql: ReturnType<TestDatabase['connectAs']>;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.connectAs('film');
});

beforeEach(async () => {
  await sql`delete from job_run`;
  await sql`delete from job`;
  await sql`delete from language`;
});

/** Another process runs the job, comes to the point in its second batch or after it, and is killed there. */
async function killAt(point: string): Promise<void> {
  const program = join(import.meta.dirname, 'killed-job.fixture.ts');
  const args = ['--conditions=reelhouse-source', '--import=tsx', program, database.urlOf('film'), start, point];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  expect(line).toBe(`at ${point} after 2 batches`);
  child.kill('SIGKILL');
  await once(child, 'exit');
}

// The third batch is written and not committed in the first case.
test.each(['batch-worked', 'batch-committed'])('a job whose process is killed at %s is resumed', async (point) => {
  await killAt(point);
  const clock = new ManualClock(start);
  const log = createLogger({ name: 'test', level: 'silent' });
  const other = new JobRunner({ sql, jobs: [countingJob], clock, timers: clock, log, owner: 'other' });

  clock.advance(29);
  await other.runDue();
  expect(await sql`select name from language`).toHaveLength(2);
  clock.advance(1);
  await other.runDue();

  const names = await sql<{ name: string }[]>`select name from language order by language_id`;
  expect(names.map(({ name }) => name)).toEqual([1, 2, 3, 4, 5].map((n) => `count ${n}`));
  expect(await sql`select owner, outcome, attempt, done::int from job_run order by job_run_id`).toEqual([
    { owner: 'killed', outcome: 'abandoned', attempt: 1, done: 2 },
    { owner: 'other', outcome: 'succeeded', attempt: 2, done: 5 },
  ]);
});
