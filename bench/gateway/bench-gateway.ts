import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopSignal } from '@reelhouse/config';
import { limitedRun } from '../limited-run.ts';
import { isQuick } from '../quick-option.ts';
import { Children } from './child-process.ts';
import { buildGateway } from './build-gateway.ts';
import { installPeers } from './install-peers.ts';
import { measureAll, stepsOfAll, type Effort, type Measured } from './measure.ts';
import { processors } from './processors.ts';
import { distinctTable, listTable, targetTable } from './report.ts';
import { targetsOf } from './targets.ts';

const whole: Effort = {
  list: { rounds: 5, seconds: 0.8, warmUpSeconds: 2.5 },
  distinct: { rounds: 3, seconds: 0.6, warmUpSeconds: 1 },
  operations: 200,
  loaders: true,
};
/** Tells what is roughly so: servers are hardly warm. */
const quick: Effort = {
  list: { rounds: 3, seconds: 0.5, warmUpSeconds: 1 },
  distinct: { rounds: 1, seconds: 0.5, warmUpSeconds: 0.5 },
  operations: 40,
  loaders: false,
};

const limitMinutes = 15;

/**
 * `npm run bench -- gateway [--quick]`: one list operation of 20 rentals over four subgraphs, by our gateway, by Apollo's
 * and by Hive's, in-process and over HTTP, and by a hand-written single schema. All servers of a set-up share one
 * processor; the load comes from another.
 */
export async function benchGateway(): Promise<void> {
  const told = stopSignal();
  const effort = isQuick(process.argv.slice(3), 'gateway') ? quick : whole;
  await installPeers((line) => console.error(line));
  await buildGateway((line) => console.error(line));
  sayWhatDisturbs();

  const folder = await mkdtemp(join(tmpdir(), 'reelhouse-bench-'));
  const children = new Children();
  const measured = await limitedRun(
    { steps: stepsOfAll(effort), minutes: limitMinutes, told },
    (step) => measureAll({ effort, children, folder, step }),
    async () => {
      await children.stop();
      await rm(folder, { recursive: true, force: true });
    },
  );
  await report(effort, measured);
}

/** Shares of a processor that other processes may use before the figures suffer. */
const quiet = 0.3;

function sayWhatDisturbs(): void {
  const [load = 0] = loadavg();
  if (load > quiet) {
    console.error(
      `Something else runs here (load ${load.toFixed(1)}): compare CPU per request rather than requests/s.`,
    );
  }
  if (!processors)
    console.error('There is no taskset here, or one processor only: servers and load share what there is.');
}

const resolvers: Readonly<Record<string, string>> = {
  memory: 'data in memory',
  loaders: 'resolvers that wait for DataLoaders',
};

async function report(effort: Effort, { list, cold, distinct }: Measured): Promise<void> {
  const lists = Object.entries(list);
  const targets = Object.fromEntries(lists.map(([resolution, figures]) => [resolution, targetsOf(figures)]));
  for (const [resolution, figures] of lists) {
    console.log(`20 rentals, ${resolvers[resolution] ?? resolution}:\n${listTable(figures)}`);
  }
  console.log(`${effort.operations} distinct operations, data in memory:\n${distinctTable(cold, distinct)}`);
  console.log(targetTable(targets));
  console.log(
    `Medians of ${effort.list.rounds} rounds of ${effort.list.seconds} s, 32 connections, ` +
      `${processors ? 'servers on one processor and load on another' : 'not pinned to processors'}. µs: CPU per request.`,
  );
  const result = {
    machine: {
      node: process.version,
      processor: cpus()[0]?.model,
      processors: cpus().length,
      pinned: processors !== undefined,
    },
    effort,
    list: Object.fromEntries(lists.map(([resolution, figures]) => [resolution, Object.fromEntries(figures)])),
    cold: Object.fromEntries(cold),
    distinct: Object.fromEntries(distinct),
    targets,
  };
  await writeFile('bench/gateway.json', `${JSON.stringify(result, null, 2)}\n`);
}
