import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopSignal } from '@reelhouse/config';
import { buildGateway } from '../gateway/build-gateway.ts';
import { Children } from '../gateway/child-process.ts';
import { installPeers } from '../gateway/install-peers.ts';
import { LoadGenerator } from '../gateway/load-generator.ts';
import { processors } from '../gateway/processors.ts';
import { stepsOf, type Turns } from '../gateway/rounds.ts';
import { limitedRun } from '../limited-run.ts';
import { isQuick } from '../quick-option.ts';
import { abuseSteps, measureAbuse, type AbuseEffort } from './abuse.ts';
import { abuseTable, edgeTargetTable, goodputTable, lanesTable } from './edge-report.ts';
import { EdgeServers } from './edge-servers.ts';
import { edgeTargets } from './edge-targets.ts';
import { goodputSteps, measureGoodput, type GoodputEffort } from './goodput.ts';
import { laneCount, measureLanes } from './hot-lane.ts';
import { countsCount, measureLimiter } from './limiter-cost.ts';

/** How much is measured. */
interface Effort {
  readonly lanes: Turns;
  readonly limiter: Turns;
  readonly goodput: GoodputEffort;
  readonly abuse: AbuseEffort;
}

const whole: Effort = {
  lanes: { rounds: 5, seconds: 0.8, warmUpSeconds: 2.5 },
  limiter: { rounds: 7, seconds: 0.8, warmUpSeconds: 2.5 },
  goodput: { seconds: 3, rampSeconds: 2, capacitySeconds: 2, limits: [null, 500, 100] },
  abuse: { rounds: 2, seconds: 3, peaceSeconds: 1, unlimited: true },
};
/** Tells what is roughly so: servers are hardly warm. */
const quick: Effort = {
  lanes: { rounds: 3, seconds: 0.5, warmUpSeconds: 1 },
  limiter: { rounds: 3, seconds: 0.5, warmUpSeconds: 1 },
  goodput: { seconds: 1.5, rampSeconds: 1.5, capacitySeconds: 1, limits: [null, 500] },
  abuse: { rounds: 1, seconds: 2, peaceSeconds: 1, unlimited: false },
};

const limitMinutes = 15;

/**
 * `npm run bench -- edge [--quick]`: what the edge of the gateway costs a registered operation, what its limits cost, what is still
 * answered under overload, and what becomes of a client while another attacks. Servers are on one processor; load, probe and
 * attacker are on another.
 */
export async function benchEdge(): Promise<void> {
  const told = stopSignal();
  const effort = isQuick(process.argv.slice(3), 'edge') ? quick : whole;
  await installPeers((line) => console.error(line));
  await buildGateway((line) => console.error(line));
  const [loadBefore = 0] = loadavg();

  const folder = await mkdtemp(join(tmpdir(), 'reelhouse-bench-'));
  const children = new Children();
  const measured = await limitedRun(
    { steps: stepsOfAll(effort), minutes: limitMinutes, told },
    (step) => measureAll(effort, folder, children, step),
    async () => {
      await children.stop();
      await rm(folder, { recursive: true, force: true });
    },
  );
  await report(effort, measured, loadBefore);
}

function stepsOfAll({ lanes, limiter, goodput, abuse }: Effort): number {
  return stepsOf(lanes, laneCount) + stepsOf(limiter, countsCount) + goodputSteps(goodput) + abuseSteps(abuse);
}

/** What is measured is told at once: a run that breaks has not been for nothing. */
async function measureAll(effort: Effort, folder: string, children: Children, step: (label: string) => void) {
  const servers = await EdgeServers.in(folder, children);
  const generator = await LoadGenerator.start(children);
  const lanes = await measureLanes(servers, effort.lanes, generator, step);
  console.log(`20 rentals over four subgraphs, data in memory:\n${lanesTable(lanes.lanes, lanes.figures)}`);
  const limiter = await measureLimiter(servers, effort.limiter, generator, step);
  console.log(`The same on the hot lane:\n${lanesTable(limiter.all, limiter.figures)}`);
  const goodput = await measureGoodput(servers, children, effort.goodput, generator, step);
  console.log(`200 rentals, offered at a fixed rate:\n${goodputTable(goodput)}`);
  const abuse = await measureAbuse(servers, children, effort.abuse, step);
  for (const abused of abuse) console.log(`A probe under attack, ${abused.title}:\n${abuseTable(abused)}`);
  return { lanes, limiter, goodput, abuse };
}

type Measured = Awaited<ReturnType<typeof measureAll>>;

async function report(effort: Effort, { lanes, limiter, goodput, abuse }: Measured, loadBefore: number): Promise<void> {
  const targets = edgeTargets(lanes.figures, goodput, abuse);
  const result = {
    machine: { node: process.version, processor: cpus()[0]?.model, processors: cpus().length, loadBefore },
    pinned: processors !== undefined,
    effort,
    lanes: Object.fromEntries(lanes.figures),
    limiter: Object.fromEntries(limiter.figures),
    goodput,
    abuse,
    targets,
  };
  await writeFile('bench/edge.json', `${JSON.stringify(result, null, 2)}\n`);
  console.log(edgeTargetTable(targets));
  console.log(
    `µs: CPU per request, of the gateway. Load average before: ${loadBefore.toFixed(1)}. ` +
      `${processors ? 'Servers on one processor, load, probe and attacker on another' : 'Not pinned to processors'}.`,
  );
}
