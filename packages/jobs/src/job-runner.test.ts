import { ManualClock, type Timers } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { createTestDatabase, type TestDatabase } from '@reelhouse/test-database';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { countingJob } from './counting-job.fixture.ts';
import { defineJob, JobRunner, purgeJob, purgeJobRuns, type Job, type JobRunnerOptions } from './index.ts';

const log = createLogger({ name: 'test', level: 'silent' });
let database: TestDatabase;
let sql: ReturnType<TestDatabase['connectAs']>;
let clock: ManualClock;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.connectAs('film', { connections: 10 });
});

beforeEach(async () => {
  clock = new ManualClock('2026-03-01T10:00:00Z');
  await sql`delete from job_run`;
  await sql`delete from job`;
  await sql`delete from language`;
});

function runner(jobs: readonly Job[], other: Partial<JobRunnerOptions> = {}): JobRunner {
  return new JobRunner({ sql, jobs, clock, timers: clock, log, owner: 'a', ...other });
}

/** A job that only notes that it ran. */
function noting(name: string, ran: string[], other: Partial<Job> = {}): Job {
  return { name, schedule: { everySeconds: 3600 }, run: async () => void ran.push(name), ...other };
}

/** A promise, and what resolves it. */
function signal(): readonly [Promise<void>, () => void] {
  let resolve: () => void = () => {};
  const promise = new Promise<void>((done) => (resolve = done));
  return [promise, () => resolve()];
}

const counted = async () =>
  (await sql<{ name: string }[]>`select name from language order by language_id`).map((row) => row.name);
const five = [1, 2, 3, 4, 5].map((n) => `count ${n}`);
const runs = () => sql`select name, owner, attempt, outcome, done::int, error from job_run order by job_run_id`;

describe('a schedule', () => {
  test('is kept: due at once when never run, then at its times, and missed times are made up for once', async () => {
    const ran: string[] = [];
    const job = noting('hourly', ran, { run: async ({ dueAt }) => void ran.push(dueAt.toISOString()) });
    const a = runner([job]);
    await a.runDue();
    await a.runDue();
    clock.advance(3599);
    await a.runDue();
    clock.advance(1);
    await a.runDue();
    clock.advance(5 * 3600 + 60);
    await a.runDue();
    expect(ran).toEqual(['2026-03-01T10:00:00.000Z', '2026-03-01T11:00:00.000Z', '2026-03-01T16:00:00.000Z']);
  });

  test('wakes a runner that was started, and nothing waits after it was stopped', async () => {
    let wake: (dueAt: Date) => void = () => {};
    const nextRun = () => new Promise<Date>((resolve) => (wake = resolve));
    // Whoever sleeps finds that the time has passed.
    const timers: Timers = {
      after(seconds, ring) {
        queueMicrotask(() => clock.advance(seconds));
        return clock.after(seconds, ring);
      },
    };
    const a = runner([noting('hourly', [], { run: async ({ dueAt }) => wake(dueAt) })], { timers });
    const first = nextRun();
    a.start();
    expect(await first).toEqual(new Date('2026-03-01T10:00:00Z'));
    const second = nextRun();
    expect(await second).toEqual(new Date('2026-03-01T11:00:00Z'));
    await a.stop();
    expect(clock.waiting).toBe(0);
  });
});

describe('order', () => {
  test('a job waits for those before it, of the same time', async () => {
    const ran: string[] = [];
    const daily = { dailyAt: '03:00', timeZone: 'Australia/Brisbane' };
    let broken = true;
    const jobs = [
      noting('report', ran, { schedule: daily, after: ['fees', 'overdue'] }),
      noting('fees', ran, { schedule: daily, after: ['overdue'] }),
      noting('overdue', ran, {
        schedule: { everySeconds: 600 },
        run: async () => {
          if (broken) throw new Error('no');
          ran.push('overdue');
        },
      }),
    ];
    const a = runner(jobs);
    await a.runDue();
    expect(ran).toEqual([]);
    expect((await a.standings()).map(({ job, standing }) => [job.name, standing.is])).toEqual([
      ['overdue', 'failing'],
      ['fees', 'blocked'],
      ['report', 'blocked'],
    ]);
    broken = false;
    clock.advance(10);
    await a.runDue();
    expect(ran).toEqual(['overdue', 'fees', 'report']);
    // The next night, the success of the night before does not count.
    broken = true;
    clock.advance(24 * 3600);
    await a.runDue();
    expect(ran).toHaveLength(3);
  });

  test.each<[string, Partial<Job>[], string]>([
    ['itself', [{ name: 'a', after: ['a'] }], 'job "a": comes after itself: a after a'],
    [
      'a circle',
      [
        { name: 'a', after: ['b'] },
        { name: 'b', after: ['a'] },
      ],
      'comes after itself: a after b after a',
    ],
    ['nobody', [{ name: 'a', after: ['z'] }], 'job "a": comes after "z", which is not there'],
    ['two of a name', [{ name: 'a' }, { name: 'a' }], 'job "a": there are two of this name'],
    ['a name', [{ name: 'Mark Overdue' }], 'expected a name such as mark-overdue'],
    ['a schedule', [{ name: 'a', schedule: { everySeconds: 0 } }], 'job "a": everySeconds must be'],
  ])('%s is refused', (_, jobs, message) => {
    expect(() => runner(jobs.map((job) => noting(job.name ?? '', [], job)))).toThrow(message);
  });
});

describe('many processes', () => {
  test('one of them runs the job', async () => {
    const processes = Array.from({ length: 8 }, (_, n) => runner([countingJob], { owner: `process ${n}` }));
    await Promise.all(processes.map((each) => each.runDue()));
    expect(await counted()).toEqual(five);
    expect(await runs()).toMatchObject([{ attempt: 1, outcome: 'succeeded', done: 5 }]);
  });

  test.each(['seen', 'claimed'])('a rival who comes when the job was %s does not lead to a second run', async (at) => {
    const ran: string[] = [];
    const rival = runner([noting('hourly', ran)], { owner: 'rival' });
    const onPoint = async (point: string): Promise<void> => {
      if (point === at) await rival.runDue();
    };
    await runner([noting('hourly', ran)], { onPoint }).runDue();
    expect(ran).toEqual(['hourly']);
  });

  test('a heartbeat keeps the lease of a job that takes long', async () => {
    await database.sql.unsafe(`
      create function film.tell() returns trigger language plpgsql as
        $$ begin perform pg_notify('lease', ''); return null; end $$;
      create trigger tell after update of lease_until on film.job for each row
        when (old.fence = new.fence) execute function film.tell()`);
    let beaten: () => void = () => {};
    await database.sql.listen('lease', () => beaten());
    const ran: string[] = [];
    const rival = runner([noting('long', ran)], { owner: 'rival' });
    const long = noting('long', ran, {
      async run() {
        for (let beats = 0; beats < 5; beats += 1) {
          const beat = new Promise<void>((resolve) => (beaten = resolve));
          clock.advance(10);
          await beat;
          await rival.runDue();
        }
      },
    });
    await runner([long]).runDue();
    expect([ran, await runs()]).toMatchObject([[], [{ owner: 'a', outcome: 'succeeded' }]]);
    await database.sql.unsafe('drop function film.tell() cascade');
  });

  test.each(['is at work', 'is done'])(
    'an owner who has lost the lease to one who %s cannot commit',
    async (rivalIs) => {
      const [taken, take] = signal();
      const [over, end] = signal();
      const rival = runner([countingJob], {
        owner: 'rival',
        async onPoint(point) {
          if (point !== 'claimed') return;
          take();
          if (rivalIs === 'is at work') await over;
        },
      });
      let rivalRan: Promise<void> | undefined;
      let batches = 0;
      const onPoint = async (point: string): Promise<void> => {
        if (point !== 'batch-worked' || ++batches !== 3) return;
        clock.advance(31);
        rivalRan = rival.runDue();
        await (rivalIs === 'is done' ? rivalRan : taken);
      };
      // Timers of its own, which stand still: it gives no sign of life. After its attempt it would look for more to do.
      const slow = runner([countingJob], { timers: new ManualClock('2026-03-01T10:00:00Z'), onPoint });
      expect(await slow.runNow('count')).toEqual({ job: 'count', outcome: 'lost' });
      end();
      await rivalRan;
      expect(await counted()).toEqual(five);
      expect(await runs()).toMatchObject([
        { owner: 'a', attempt: 1, outcome: 'abandoned', done: 2 },
        { owner: 'rival', attempt: 2, outcome: 'succeeded', done: 5 },
      ]);
    },
  );

  test('an owner who gives a sign of life at the last moment keeps the lease', async () => {
    const ran: string[] = [];
    const rival = runner([noting('long', ran)], {
      async onPoint(point) {
        const until = new Date(clock.now().getTime() + 1000);
        if (point === 'seen') await sql`update job set lease_until = ${until} where owner = 'slow'`;
      },
    });
    await rival.standings();
    await sql`update job set owner = 'slow', due_at = ${clock.now()}, lease_until = ${clock.now()},
      attempt_started_at = ${clock.now()}`;
    await rival.runDue();
    expect([ran, await sql`select owner from job`]).toEqual([[], [{ owner: 'slow' }]]);
  });

  test('one that is told to stop finishes its batch, and another goes on', async () => {
    const [reached, reach] = signal();
    let stopped: Promise<void> | undefined;
    const a: JobRunner = runner([countingJob], {
      onPoint(point) {
        if (point !== 'batch-worked') return;
        stopped ??= a.stop();
        reach();
      },
    });
    a.start();
    const b = runner([countingJob], { owner: 'b' });
    await reached;
    await stopped;
    expect([await counted(), clock.waiting]).toEqual([['count 1'], 0]);
    await b.runDue();
    expect(await counted()).toEqual(five);
    expect(await runs()).toMatchObject([
      { owner: 'a', attempt: 1, outcome: 'stopped', done: 1, error: null },
      { owner: 'b', attempt: 1, outcome: 'succeeded', done: 5 },
    ]);
  });
});

test('a failing job is tried again later and later, from its last batch, and shows the class of its error', async () => {
  let failures = 3;
  const job = defineJob<number>({
    ...countingJob,
    async run(context) {
      await context.batch(async (tx, last = 0) => {
        await tx`insert into language (language_id, name) values (${last + 1}, ${`count ${last + 1}`})`;
        return { state: last + 1, done: 1 };
      });
      // The same key again, with a person's data in the message.
      if (failures-- > 0) await sql`insert into language (language_id, name) values (1, 'Mary Smith')`;
    },
  });
  const a = runner([job]);
  const delays: number[] = [];
  for (let attempt = 0; attempt < 3; attempt += 1) {
    await a.runDue();
    const [{ standing, row } = {}] = await a.standings();
    expect(row).toMatchObject({ error: 'PostgresError 23505', attempts: attempt + 1, owner: null });
    const until = standing && 'until' in standing ? standing.until : clock.now();
    delays.push((until.getTime() - clock.now().getTime()) / 1000);
    clock.set(new Date(until.getTime() - 1));
    await a.runDue();
    clock.set(until);
  }
  await a.runDue();
  expect(delays).toEqual([10, 20, 40]);
  const failed = { outcome: 'failed', error: 'PostgresError 23505' };
  expect(await runs()).toMatchObject([
    { attempt: 1, done: 1, ...failed },
    { attempt: 2, done: 2, ...failed },
    { attempt: 3, done: 3, ...failed },
    { attempt: 4, done: 4, outcome: 'succeeded', error: null },
  ]);
  expect((await a.standings())[0]?.row).toMatchObject({ error: null, attempts: 0, done: 0 });
});

test('what a batch throws is rolled back with its progress', async () => {
  const job = defineJob<number>({
    ...countingJob,
    async run({ batch }) {
      await batch(async (tx) => {
        await tx`insert into language (name) values ('half')`;
        throw new TypeError('no');
      });
    },
  });
  await runner([job]).runDue();
  expect([await counted(), await runs()]).toMatchObject([[], [{ outcome: 'failed', done: 0, error: 'TypeError' }]]);
});

test('old rows are removed in small transactions', async () => {
  const a = runner([countingJob]);
  for (let hour = 0; hour < 5; hour += 1) {
    await a.runDue();
    clock.advance(3600);
  }
  let batches = 0;
  const purge = purgeJob({
    name: 'purge-job-runs',
    schedule: { everySeconds: 3600 },
    keepSeconds: 3600,
    batchSize: 2,
    purge: purgeJobRuns,
  });
  const onPoint = (point: string): void => {
    if (point === 'batch-committed') batches += 1;
  };
  await runner([purge], { onPoint }).runDue();
  expect(await runs()).toMatchObject([
    { name: 'count', outcome: 'succeeded' },
    { name: 'purge-job-runs', outcome: 'succeeded', done: 4 },
  ]);
  expect(batches).toBe(3);
});
