import { hostname } from 'node:os';
import { systemTimers } from '@reelhouse/clock';
import { consume, consumerLag, offerSnapshot, startRelay, type ConsumerLag, type EventBus } from '@reelhouse/events';
import { JobRunner } from '@reelhouse/jobs';
import type { Logger } from '@reelhouse/logging';
import type { SubgraphServices } from './define-subgraph.ts';
import { housekeepingJobs } from './housekeeping-jobs.ts';
import type { SubgraphWork } from './subgraph-work.ts';

/** What a subgraph's work in the background goes on with. */
export interface BackgroundOptions {
  /** Carries events between the subgraphs; all of them use the same. */
  readonly bus: EventBus;
  readonly log: Logger;
  /** Whether the events of other subgraphs arrive; true by default. If not, they wait where they were written. */
  readonly hearsOthers?: boolean;
}

/** A subgraph's work in the background, going on. */
export interface Background {
  /** Looks whether something is due: for who moves the clock. */
  wake(): void;
  /** How far its consumers are behind. */
  consumerLag(): Promise<readonly ConsumerLag[]>;
  /** Stops when what is being done is done, or is where another process can go on. */
  stop(): Promise<void>;
}

/**
 * Starts what a subgraph does without being asked: it publishes its events, offers its snapshots, handles the events of
 * others, watches its tables, and runs its jobs. Any number of processes may do so; each thing is done once.
 *
 * @param name of the subgraph.
 */
export async function startBackground(
  name: string,
  work: SubgraphWork,
  services: SubgraphServices,
  { bus, log, hearsOthers = true }: BackgroundOptions,
): Promise<Background> {
  const { sql, clock } = services;
  const shared = { bus, sql, clock, log };
  const runner = new JobRunner({ ...jobRunnerOptions(name, work, services), log });
  for (const { name: snapshot, read } of work.snapshots ?? []) {
    await offerSnapshot({ bus, sql, owner: name, name: snapshot, read });
  }
  const watch = work.watch?.(services, log);
  const relay = work.events?.length ? startRelay({ ...shared, owner: name }) : undefined;
  const wanted = hearsOthers ? work.consumers?.(services) : undefined;
  const consumers = (wanted ?? []).map((consumer) => consume({ ...shared, ...consumer }));
  runner.start();
  return {
    wake() {
      for (const consumer of consumers) consumer.wake();
    },
    consumerLag: () => (hearsOthers ? consumerLag(sql, bus) : Promise.resolve([])),
    async stop() {
      await Promise.all([
        runner.stop(),
        relay?.close(),
        watch?.stop(),
        ...consumers.map((consumer) => consumer.close()),
      ]);
    },
  };
}

/** What runs the jobs of a subgraph, as part of its process or by itself. */
export function jobRunnerOptions(name: string, work: SubgraphWork, services: SubgraphServices) {
  const { sql, clock } = services;
  return {
    sql,
    clock,
    timers: systemTimers,
    owner: `${hostname()}:${process.pid}:${name}`,
    jobs: [...housekeepingJobs(sql), ...(work.jobs?.(services) ?? [])],
  };
}
