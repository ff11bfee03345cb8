import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import type { Sql } from '@reelhouse/database';
import { auditStock } from '@reelhouse/subgraph-rental/audit';
import { openChains, type Chain, type Chains } from '../chain-at-scale.ts';
import { Children, type Child } from '../gateway/child-process.ts';
import { isQuick } from '../quick-option.ts';
import { DeskProcess, type StatementCounts } from './desk-process.ts';
import { readDeskWork, type DeskWork } from './desk-work.ts';
import { gatewayCommands } from './gateway-commands.ts';
import { rentAndReturn, type DeskRound } from './rent-and-return.ts';
import {
  mediansOf,
  rentTable,
  rentTargets,
  rentTargetTable,
  type DeskSide,
  type MeasuredRound,
  type RentFigures,
} from './rent-report.ts';
import { signStaffIn } from './staff-tokens.ts';
import { countRows, expectWritten, untilPublished } from './written-rows.ts';

interface Effort {
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
}

const whole: Effort = { rounds: 5, seconds: 3, warmUpSeconds: 4 };
/** Tells what is roughly so: nothing is hardly warm. */
const quick: Effort = { rounds: 3, seconds: 1, warmUpSeconds: 1.5 };

/** Clients at the same time, each with a command under way. */
const clients = 16;
/** As many as the pool of a subgraph has. */
const connections = 10;

const sides: readonly DeskSide[] = ['bare', 'domain', 'gateway'];

/**
 * `npm run bench -- rent [--quick]`: check-outs and check-ins of one copy each, through the gateway and at the domain layer,
 * beside the bare transactions that they have to make at least, on one durable server. The rounds are interleaved.
 */
export async function benchRent(): Promise<void> {
  const effort = isQuick(process.argv.slice(3), 'rent') ? quick : whole;
  const loadBefore = loadavg()[0];
  const children = new Children();
  const chains = await openChains({ durable: true });
  try {
    const { figures, statements } = await measureAll(effort, chains, children);
    const targets = rentTargets(figures);
    console.log(rentTable(figures, statements));
    console.log(rentTargetTable(targets));
    console.log(
      `Medians of ${effort.rounds} rounds of ${effort.seconds} s, ${clients} clients, ${connections} connections. A command is one ` +
        `check-out or one check-in of one copy. PostgreSQL waits for the disk at each commit (fsync and ` +
        `synchronous_commit on). Node µs: CPU a command of the process that sends the statements, for the gateway ` +
        `with relay and consumers. The books of both databases are in order.`,
    );
    const load = { before: loadBefore, after: loadavg()[0] };
    console.log(
      `Load average before ${load.before?.toFixed(1)}, after ${load.after?.toFixed(1)}, ${cpus().length} processors.`,
    );
    const machine = { node: process.version, processor: cpus()[0]?.model, processors: cpus().length, load };
    const result = { machine, effort, clients, connections, statements, figures, targets };
    await writeFile('bench/rent.json', `${JSON.stringify(result, null, 2)}\n`);
  } finally {
    await children.stop();
    await chains.stop();
  }
}

/** A side that is ready to be measured. */
interface Side {
  readonly sql: Sql;
  readonly child: Child;
  readonly work: DeskWork[];
  readonly round: (seconds: number, name: string) => Promise<DeskRound>;
}

async function measureAll(effort: Effort, chains: Chains, children: Children) {
  // Two databases of one server: the relay of the house must not publish while the others are measured.
  const desk = await chains.create(1, 'desk');
  const house = await chains.create(1, 'house');
  for (const { sql } of [desk, house]) await sql`vacuum analyze`;
  console.error('made the databases');
  const deskProcess = await DeskProcess.start(children, { url: desk.urlOf('rental'), connections });
  const atDesk = async (by: 'bare' | 'domain'): Promise<Side> => {
    const work = await readDeskWork(desk.sql);
    const round = (seconds: number, name: string) => deskProcess.round({ by, work, clients, seconds, name });
    return { sql: desk.sql, child: deskProcess.child, work, round };
  };
  const gateway = await openGateway(house, children);
  const all: Readonly<Record<DeskSide, Side>> = {
    bare: await atDesk('bare'),
    domain: await atDesk('domain'),
    gateway: gateway.side,
  };
  try {
    const statements = { bare: await countOf('bare'), domain: await countOf('domain') };
    for (const side of sides) await takeRound(all[side], effort.warmUpSeconds, `${side} warms up`);
    const taken: Record<DeskSide, MeasuredRound[]> = { bare: [], domain: [], gateway: [] };
    for (let round = 1; round <= effort.rounds; round += 1) {
      for (const side of sides) {
        taken[side].push(await takeRound(all[side], effort.seconds, `${side} round ${round}`));
      }
      console.error(`round ${round} of ${effort.rounds}`);
    }
    for (const { sql } of [desk, house]) await expectBooksInOrder(sql);
    const figures: Readonly<Record<DeskSide, RentFigures>> = {
      bare: mediansOf(taken.bare),
      domain: mediansOf(taken.domain),
      gateway: mediansOf(taken.gateway),
    };
    return { figures, statements };
  } finally {
    await gateway.close();
  }

  function countOf(by: 'bare' | 'domain'): Promise<StatementCounts> {
    return deskProcess.count({ by, work: all[by].work, clients: 1, seconds: 0, name: `count ${by}` });
  }
}

async function openGateway(house: Chain, children: Children): Promise<{ side: Side; close: () => Promise<void> }> {
  const { child, said } = await children.start('bench/rent/house.ts', house.access, 'servers');
  const work = await readDeskWork(house.sql);
  const { url } = said as { readonly url: string };
  const commands = gatewayCommands(url, clients, await signStaffIn(url, house.sql, work));
  const round = async (seconds: number, name: string): Promise<DeskRound> => {
    const done = await rentAndReturn(commands, { work, clients, seconds, name });
    await untilPublished(house.sql, 30);
    return done;
  };
  return { side: { sql: house.sql, child, work, round }, close: () => commands.close() };
}

async function takeRound({ sql, child, round }: Side, seconds: number, name: string): Promise<MeasuredRound> {
  const rows = await countRows(sql);
  const cpu = await cpuOf(child);
  const done = await round(seconds, name);
  const used = (await cpuOf(child)) - cpu;
  expectWritten(rows, await countRows(sql), done.commands);
  return { ...done, cpu: used / done.commands };
}

async function cpuOf(child: Child): Promise<number> {
  return ((await child.ask('usage', 10)) as { readonly cpuMicroseconds: number }).cpuMicroseconds;
}

async function expectBooksInOrder(sql: Sql): Promise<void> {
  const { differences } = await auditStock(sql);
  if (differences.length > 0) throw new Error(`the books are not in order: ${JSON.stringify(differences)}`);
}
