import { parseArgs } from 'node:util';
import { StartupError } from '@reelhouse/config';
import type { Sql } from '@reelhouse/database';
import type { JobRunner } from './job-runner.ts';
import { statusTable, type JobStatus } from './status-table.ts';
import { readLastRuns } from './store/job-run.ts';

/** The command line is not one that `runJobsCommand` knows. The message says what is. */
export class JobsUsageError extends StartupError {
  override readonly name = 'JobsUsageError';
}

/** How the command is used. */
export const jobsUsage = `usage: npm run jobs -- status [subgraph]
       npm run jobs -- run <subgraph>.<job>
  status  how every job stands: its last run, when it is due next, who runs it and how far it is
  run     runs a job now, or goes on with a run that was not finished`;

/** The jobs of one subgraph. */
export interface SubgraphJobs {
  readonly subgraph: string;
  /** A pool of the subgraph's role. */
  readonly sql: Sql;
  /** A runner that is not started: it runs what is asked for. */
  readonly runner: JobRunner;
}

/** What the command works with. */
export interface JobsEnvironment {
  readonly subgraphs: readonly SubgraphJobs[];
  /** Writes a line for whoever called. */
  readonly print: (line: string) => void;
}

/**
 * `npm run jobs`: shows how the jobs stand, or runs one.
 *
 * @param args the command line without the program.
 * @throws {JobsUsageError} if the arguments are wrong.
 * @throws {StartupError} if the job is not there, is being run, has to wait for others, or fails.
 */
export async function runJobsCommand(args: readonly string[], environment: JobsEnvironment): Promise<void> {
  const [command, name, ...others] = parse(args);
  if (others.length > 0) throw usageError(`one at a time, not also ${others.join(', ')}`);
  switch (command) {
    case 'status':
      return printStatus(name, environment);
    case 'run':
      return run(name, environment);
    default:
      throw usageError(command === undefined ? 'what to do?' : `there is no command ${command}`);
  }
}

function parse(args: readonly string[]): readonly string[] {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: {} }).positionals;
  } catch (error) {
    throw usageError(error instanceof Error ? error.message : String(error));
  }
}

function usageError(problem: string): JobsUsageError {
  return new JobsUsageError(`${problem}\n${jobsUsage}`);
}

async function printStatus(subgraph: string | undefined, { subgraphs, print }: JobsEnvironment): Promise<void> {
  const asked = subgraph === undefined ? subgraphs : [find(subgraphs, subgraph)];
  const statuses = await Promise.all(asked.map(statusesOf));
  for (const line of statusTable(statuses.flat())) print(line);
}

async function statusesOf({ subgraph, sql, runner }: SubgraphJobs): Promise<readonly JobStatus[]> {
  const standings = await runner.standings();
  const names = standings.map(({ job }) => job.name);
  const last = new Map((await readLastRuns(sql, names)).map((run) => [run.name, run]));
  return standings.map(({ job, row, standing }) => ({
    name: `${subgraph}.${job.name}`,
    row,
    standing,
    last: last.get(job.name),
  }));
}

async function run(name: string | undefined, { subgraphs, print }: JobsEnvironment): Promise<void> {
  const [, subgraph, job] = /^([^.]+)\.(.+)$/.exec(name ?? '') ?? [];
  if (subgraph === undefined || job === undefined) throw usageError('which job?');
  const { outcome, error } = await find(subgraphs, subgraph).runner.runNow(job);
  if (outcome === 'succeeded') print(`${subgraph}.${job} succeeded`);
  else throw new StartupError(`${subgraph}.${job} ${describe(outcome)}${error === undefined ? '' : `: ${error}`}`);
}

function describe(outcome: 'failed' | 'stopped' | 'lost'): string {
  return outcome === 'lost' ? 'was taken over by another process' : outcome;
}

function find(subgraphs: readonly SubgraphJobs[], name: string): SubgraphJobs {
  const found = subgraphs.find(({ subgraph }) => subgraph === name);
  if (found) return found;
  throw new StartupError(
    `${name} has no jobs; ${subgraphs.map(({ subgraph }) => subgraph).join(', ') || 'nobody'} has`,
  );
}
