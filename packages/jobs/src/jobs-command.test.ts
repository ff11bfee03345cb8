import { ManualClock } from '@reelhouse/clock';
import { StartupError } from '@reelhouse/config';
import { createLogger } from '@reelhouse/logging';
import { createTestDatabase } from '@reelhouse/test-database';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { countingJob } from './counting-job.fixture.ts';
import { JobRunner, JobsUsageError, runJobsCommand, type Job, type JobsEnvironment } from './index.ts';

const clock = new ManualClock('2026-03-01T10:20:00Z');
let sql: JobsEnvironment['subgraphs'][number]['sql'];
let environment: JobsEnvironment;
let runner: JobRunner;
let printed: string[] = [];

const late: Job = {
  name: 'late',
  schedule: { dailyAt: '03:00', timeZone: 'UTC' },
  after: ['count'],
  run: async () => {
    clock.advance(1.5);
    throw new TypeError('of Mary Smith');
  },
};

beforeAll(async () => {
  sql = (await createTestDatabase()).connectAs('film');
  const log = createLogger({ name: 'test', level: 'silent' });
  runner = new JobRunner({ sql, jobs: [late, countingJob], clock, timers: clock, log, owner: 'desk' });
  environment = { subgraphs: [{ subgraph: 'film', sql, runner }], print: (line) => printed.push(line) };
});

beforeEach(() => {
  printed = [];
});

const command = (...args: string[]) => runJobsCommand(args, environment);

test('status and run, from the first day on', async () => {
  await command('status');
  expect(printed).toEqual([
    'job         state        next                 last run  outcome    took  progress  owner  error',
    'film.count  due          2026-03-01 10:00:00            never run',
    'film.late   after count                                 never run',
  ]);

  await expect(command('run', 'film.late')).rejects.toThrow('the job late comes after count: run that first');
  printed = [];
  await command('run', 'film.count');
  expect(printed).toEqual(['film.count succeeded']);
  await expect(command('run', 'film.late')).rejects.toThrow(new StartupError('film.late failed: TypeError'));

  printed = [];
  await command('status', 'film');
  expect(printed).toEqual([
    'job         state    next                 last run             outcome    took   progress  owner  error',
    'film.count  waiting  2026-03-01 11:00:00  2026-03-01 10:20:00  succeeded  0.0 s  5',
    'film.late   failing  2026-03-01 10:20:11  2026-03-01 10:20:00  failed     1.5 s  0                TypeError',
  ]);

  // Again, although it is not due.
  await command('run', 'film.count');
  expect(await sql`select name from language`).toHaveLength(10);
});

test('a job in another’s hands is not run, and shows how far it is', async () => {
  await sql`
    update job set owner = 'elsewhere:7', lease_until = ${new Date(clock.now().getTime() + 20_000)}, due_at = ${clock.now()},
      attempt_started_at = ${clock.now()}, done = 3, total = 5 where name = 'count'`;
  await expect(command('run', 'film.count')).rejects.toThrow('the job count is being run by elsewhere:7');
  await command('status');
  expect(printed[1]).toMatch(/^film\.count {2}running .* 3 of 5 +elsewhere:7$/);
});

test.each([
  [[], 'what to do?'],
  [['stop'], 'there is no command stop'],
  [['run'], 'which job?'],
  [['run', 'count'], 'which job?'],
  [['run', 'film.count', 'film.late'], 'one at a time, not also film.late'],
  [['--all'], 'usage: npm run jobs'],
])('%j is refused with the usage', async (args, message) => {
  const attempt = command(...args);
  await expect(attempt).rejects.toThrow(JobsUsageError);
  await expect(attempt).rejects.toThrow(message);
});

test.each([
  [['run', 'film.none'], 'there is no job none; there are count, late'],
  [['run', 'shop.count'], 'shop has no jobs; film has'],
  [['status', 'shop'], 'shop has no jobs; film has'],
])('%j is refused', async (args, message) => {
  await expect(command(...args)).rejects.toThrow(new StartupError(message));
});
