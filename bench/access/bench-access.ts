import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { stopSignal } from '@reelhouse/config';
import { subgraphs } from '@reelhouse/reelhouse';
import { openChains, type Chain } from '../chain-at-scale.ts';
import { Children } from '../gateway/child-process.ts';
import { LoadGenerator } from '../gateway/load-generator.ts';
import { limitedRun } from '../limited-run.ts';
import { isQuick } from '../quick-option.ts';
import { accessTable, resultOf, type Comparison } from './access-report.ts';
import { measureRequests, stepsOfRequests } from './authorised-requests.ts';
import type { HouseUrls } from './house.ts';
import { measureRowPolicies, stepsOfRowPolicies } from './row-policies.ts';
import type { WarmTurns } from './warm-requests.ts';

interface Effort {
  readonly warm: WarmTurns;
  /** How many documents that nobody has seen before. */
  readonly documents: number;
  /** How often the rows of each policy are read. */
  readonly reads: number;
}

const whole: Effort = { warm: { rounds: 15, seconds: 1, warmUpSeconds: 4 }, documents: 200, reads: 600 };
/** Tells what is roughly so: nothing is hardly warm. */
const quick: Effort = { warm: { rounds: 5, seconds: 0.5, warmUpSeconds: 1.5 }, documents: 40, reads: 100 };

const limitMinutes = 10;

/**
 * `npm run bench -- access [--quick]`: what it costs a request that the schema says who may see what, beside the same
 * supergraph without security directives in the same process; what it costs that a part is denied; and what a row policy
 * costs beside a filter. In turns, on one server.
 */
export async function benchAccess(): Promise<void> {
  const told = stopSignal();
  const effort = isQuick(process.argv.slice(3), 'access') ? quick : whole;
  const loadBefore = loadavg()[0];
  const children = new Children();
  const chains = await openChains();
  const measure = async (step: (label: string) => void): Promise<Comparison[]> => {
    const chain = await chains.create(1);
    await chain.sql`vacuum analyze`;
    // Those that take seconds first: if something is not so, it shows at once.
    const rows = await measureRowPolicies(chain, effort.reads, step);
    return [...(await measureGateway(chain, effort, children, step)), ...rows];
  };
  const steps = stepsOfRequests(effort) + stepsOfRowPolicies;
  const clean = async (): Promise<void> => {
    await children.stop();
    await chains.stop();
  };
  const compared = await limitedRun({ steps, minutes: limitMinutes, told }, measure, clean);
  const results = compared.map(resultOf);
  console.log(accessTable(results));
  console.log(
    `Medians of ${effort.warm.rounds} rounds of ${effort.warm.seconds} s, of ${effort.documents} documents, and of ` +
      `${effort.reads} reads. "Times dearer" is the median of the ratios, round by round. With and without are gateways of ` +
      `one process, with the same subgraphs in it; who asks stands in a header, so that no token is verified for either.`,
  );
  const load = { before: loadBefore, after: loadavg()[0] };
  console.log(
    `Load average before ${load.before?.toFixed(1)}, after ${load.after?.toFixed(1)}, ${cpus().length} processors.`,
  );
  const machine = { node: process.version, processor: cpus()[0]?.model, processors: cpus().length, load };
  await writeFile('bench/access.json', `${JSON.stringify({ machine, effort, compared, results }, null, 2)}\n`);
}

async function measureGateway(
  chain: Chain,
  { warm, documents }: Effort,
  children: Children,
  step: (label: string) => void,
): Promise<Comparison[]> {
  const databaseUrls = Object.fromEntries(subgraphs.map(({ name }) => [name, chain.urlOf(name)]));
  const { child: server, said } = await children.start('bench/access/house.ts', { databaseUrls }, 'servers');
  const generator = await LoadGenerator.start(children);
  const compared = await measureRequests({ urls: said as HouseUrls, server, generator, step, warm, documents });
  await server.stop();
  return compared;
}
