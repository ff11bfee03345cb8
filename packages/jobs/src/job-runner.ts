import type { CancelTimer, Clock, Timers } from '@reelhouse/clock';
import { StartupError } from '@reelhouse/config';
import type { OnPoint, Sql } from '@reelhouse/database';
import type { Logger } from '@reelhouse/logging';
import { errorClass } from './error-class.ts';
import type { Job } from './job.ts';
import { orderJobs } from './order-jobs.ts';
import { runAttempt, type AttemptReport, type JobPoint } from './run-attempt.ts';
import { latestDue } from './schedule.ts';
import { standing, unfinishedBefore, type Standing } from './standing.ts';
import { claimJob, readJobs, registerJobs, type JobRow } from './store/job.ts';

/** What a runner works with. */
export interface JobRunnerOptions {
  /** A pool of the subgraph's role; a job that runs takes up to two connections. */
  readonly sql: Sql;
  readonly jobs: readonly Job[];
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Logger;
  /** Who runs the jobs, as the status shows it: unique among processes, such as `host:pid`. */
  readonly owner: string;
  /** How long a lease lasts without a sign of life, in seconds; 30 unless told. A killed owner's job waits that long. */
  readonly leaseSeconds?: number;
  /** How long the runner sleeps at most, in seconds; 60 unless told. */
  readonly pollSeconds?: number;
  /** How many jobs this process runs at once; 2 unless told. */
  readonly concurrency?: number;
  readonly onPoint?: OnPoint<JobPoint>;
}

/** The least that the runner sleeps, in seconds, so that a lock of another process is not asked for in a circle. */
const shortestSleep = 1;

/** How long the runner sleeps when the database does not answer, in seconds. */
const afterFailure = 5;

/**
 * Runs the jobs of one subgraph, each once for each time of its schedule among all processes that have a runner.
 *
 * A lease in the table `job` says who runs it. It lasts for as long as its owner gives signs of life; after that any other
 * process takes over from the last batch. Each lease has a number, and only the holder of the latest can commit a batch
 * (a fencing token), so an owner that was only slow changes nothing any more. Clocks that differ between machines make a
 * takeover earlier or later, never double.
 */
export class JobRunner {
  readonly #options: Required<Omit<JobRunnerOptions, 'onPoint'>> & Pick<JobRunnerOptions, 'onPoint'>;
  readonly #running = new Map<string, Promise<AttemptReport>>();
  readonly #stopping = new AbortController();
  #registered: Promise<void> | undefined;
  #loop: Promise<void> | undefined;
  #wake: () => void = () => {};

  /** @throws {StartupError} if the jobs do not fit together: see `orderJobs`. */
  constructor(options: JobRunnerOptions) {
    this.#options = {
      leaseSeconds: 30,
      pollSeconds: 60,
      concurrency: 2,
      ...options,
      jobs: orderJobs(options.jobs),
    };
  }

  /** Runs what is due from now on, until `stop`. A database that is away is waited for. */
  start(): void {
    this.#loop ??= this.#keepRunning();
  }

  /**
   * Tells what runs to finish its batch, waits for it, and gives the leases back. What was not finished is resumed by
   * whoever runs next.
   */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await this.#loop;
    await Promise.all(this.#running.values());
  }

  /** Runs everything that is due, and what becomes due by that, and resolves when nothing is left to do for now. */
  async runDue(): Promise<void> {
    for (;;) {
      await this.#claimDue();
      if (this.#running.size === 0) return;
      await Promise.race(this.#running.values());
    }
  }

  /**
   * Runs a job now, whatever its schedule says; a run that is not finished is resumed.
   *
   * @throws {StartupError} if there is no such job, somebody runs it, or jobs that come first have not succeeded.
   */
  async runNow(name: string): Promise<AttemptReport> {
    const { jobs, clock } = this.#options;
    const job = jobs.find((each) => each.name === name);
    if (!job) throw new StartupError(`there is no job ${name}; there are ${jobs.map((each) => each.name).join(', ')}`);
    const rows = await this.#read();
    const row = rows.get(name);
    const now = clock.now();
    const latest = latestDue(job.schedule, now);
    const dueAt = row?.dueAt ?? (row?.succeededDueAt && row.succeededDueAt >= latest ? now : latest);
    const first = unfinishedBefore(job, jobs, rows, dueAt);
    if (first.length > 0) throw new StartupError(`the job ${name} comes after ${first.join(', ')}: run that first`);
    const attempt = (await this.#launch(job, row, dueAt)) && this.#running.get(name);
    if (attempt) return attempt;
    throw new StartupError(
      `the job ${name} is being run by ${(await this.#read()).get(name)?.owner ?? 'another process'}`,
    );
  }

  /** How each job stands, in order. */
  async standings(): Promise<readonly { readonly job: Job; readonly row: JobRow; readonly standing: Standing }[]> {
    const { jobs, clock } = this.#options;
    const rows = await this.#read();
    return jobs.flatMap((job) => {
      const row = rows.get(job.name);
      return row ? [{ job, row, standing: standing(job, jobs, rows, clock.now()) }] : [];
    });
  }

  async #keepRunning(): Promise<void> {
    const { log } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      // Set first: what ends while the jobs are read has to be looked at again.
      const woken = new Promise<void>((resolve) => (this.#wake = resolve));
      const until = await this.#claimDue().catch((error: unknown) => {
        log.error({ error: errorClass(error) }, 'the jobs could not be looked at');
        return this.#after(afterFailure);
      });
      if (!this.#isStopping()) await this.#sleep(until, woken);
    }
  }

  #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** So many seconds from now, in milliseconds since 1970. */
  #after(seconds: number): number {
    return this.#options.clock.now().getTime() + seconds * 1000;
  }

  async #sleep(until: number, woken: Promise<void>): Promise<void> {
    const seconds = Math.max(0, until - this.#after(0)) / 1000;
    let cancel: CancelTimer = () => {};
    const slept = new Promise<void>((resolve) => (cancel = this.#options.timers.after(seconds, resolve)));
    await Promise.race([slept, woken]);
    cancel();
  }

  /** Starts what is due and not in anybody's hands. Gives the moment at which it has to look again. */
  async #claimDue(): Promise<number> {
    const { concurrency, pollSeconds } = this.#options;
    let until = Infinity;
    for (const { job, row, standing: current } of await this.standings()) {
      if (this.#isStopping() || this.#running.has(job.name)) continue;
      if (current.is === 'due' && this.#running.size < concurrency) {
        if (!(await this.#launch(job, row, current.dueAt))) until = 0;
      } else if ('until' in current) until = Math.min(until, current.until.getTime());
    }
    return Math.max(this.#after(shortestSleep), Math.min(this.#after(pollSeconds), until));
  }

  /** Takes the lease and starts the attempt, unless the lease is not to be had. */
  async #launch(job: Job, row: JobRow | undefined, dueAt: Date): Promise<boolean> {
    const { sql, clock, owner, leaseSeconds, log, onPoint } = this.#options;
    await onPoint?.('seen');
    const now = clock.now();
    const leaseUntil = new Date(now.getTime() + leaseSeconds * 1000);
    const claim = { name: job.name, fence: row?.fence ?? '0', owner, now, leaseUntil, dueAt };
    const lease = await claimJob(sql, claim);
    if (!lease) return false;
    log.info({ job: job.name, dueAt: lease.dueAt, attempt: lease.attempts }, 'a job begins');
    const attempt = runAttempt(job, lease, this.#options, this.#stopping.signal).finally(() => {
      this.#running.delete(job.name);
      this.#wake();
    });
    this.#running.set(job.name, attempt);
    return true;
  }

  async #read(): Promise<ReadonlyMap<string, JobRow>> {
    const { sql, jobs } = this.#options;
    const names = jobs.map((job) => job.name);
    this.#registered ??= registerJobs(sql, names).catch((error: unknown) => {
      this.#registered = undefined;
      throw error;
    });
    await this.#registered;
    return new Map((await readJobs(sql, names)).map((row) => [row.name, row]));
  }
}
