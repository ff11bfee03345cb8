import { setTimeout as pause } from 'node:timers/promises';
import type { Children } from '../gateway/child-process.ts';
import type { MeasuredServer } from '../gateway/measured-server.ts';
import type { AttackJob, AttackResult } from './attack.ts';
import { attacks, leadSecondsOf, type AttackName } from './attacks/attacks.ts';
import { filmById } from './edge-operations.ts';
import type { EdgeServers, MeasuredEdge } from './edge-servers.ts';
import { JobProcess } from './job-process.ts';
import { quantile } from './latencies.ts';
import type { ProbeJob, ProbeResult } from './probe.ts';

/** How much is measured of attacks. */
export interface AbuseEffort {
  readonly rounds: number;
  /** Of each attack, and of the peace before it, in each round. */
  readonly seconds: number;
  readonly peaceSeconds: number;
  /** Whether attacks are measured without rates too: an attacker who has many addresses has none. */
  readonly unlimited: boolean;
}

/** What the probe saw. */
export interface Probed {
  readonly asked: number;
  readonly failed: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** The share of a processor that the gateway used. */
  readonly busy: number;
}

/** What an attack came to, all rounds together. */
export interface Attacked extends Probed {
  readonly name: AttackName;
  /** Requests or connections, and bytes, each second. */
  readonly sentPerSecond: number;
  readonly bytesPerSecond: number;
  readonly answers: Readonly<Record<string, number>>;
  readonly unanswered: number;
  /** The most resident memory during an attack beyond what there was right before. */
  readonly rssGrowth: number;
}

/** What one gateway was put to. */
export interface Abused {
  readonly title: string;
  readonly peace: Probed;
  readonly attacked: readonly Attacked[];
}

const names = Object.keys(attacks) as AttackName[];
const perSecond = 50;
const probed = Array.from({ length: 100 }, (_, film) => filmById(film + 1));

const production: MeasuredEdge = { settings: { introspection: { scopes: ['staff'] } } };
/** An address may ask for fifty of the probe's operations a second. */
const rates = { address: { cost: 6000, seconds: 10 } };

/** How often `measureAbuse` calls `step`. */
export const abuseSteps = ({ rounds, unlimited }: AbuseEffort): number => (unlimited ? 2 : 1) * rounds * names.length;

/** Measures what becomes of a probe while somebody attacks. */
export async function measureAbuse(
  servers: EdgeServers,
  children: Children,
  effort: AbuseEffort,
  step: (label: string) => void,
): Promise<readonly Abused[]> {
  const limited = { ...production, counts: 'memory', settings: { ...production.settings, rates } };
  const gateways: readonly { title: string; edge: MeasuredEdge }[] = [
    { title: 'with rates by address', edge: limited },
    ...(effort.unlimited ? [{ title: 'without rates, as of many addresses', edge: production }] : []),
  ];
  const all: Abused[] = [];
  for (const { title, edge } of gateways) {
    const server = await servers.gateway('memory', edge);
    const probe = await JobProcess.start<ProbeJob, ProbeResult>(children, 'bench/edge/probe.ts');
    const attacker = await JobProcess.start<AttackJob, AttackResult>(children, 'bench/edge/attacker.ts');
    all.push({
      title,
      ...(await abuse({ server, probe, attacker, effort, step: (label) => step(`${label}, ${title}`) })),
    });
    await Promise.all([server.stop(), probe.stop(), attacker.stop()]);
  }
  return all;
}

interface Scene {
  readonly server: MeasuredServer;
  readonly probe: JobProcess<ProbeJob, ProbeResult>;
  readonly attacker: JobProcess<AttackJob, AttackResult>;
  readonly effort: AbuseEffort;
  readonly step: (label: string) => void;
}

interface Observed {
  readonly probe: ProbeResult;
  readonly attack: AttackResult | undefined;
  readonly cpuMicroseconds: number;
  readonly rssGrowth: number;
}

async function abuse(scene: Scene): Promise<Omit<Abused, 'title'>> {
  const { effort, step } = scene;
  await observe(scene, effort.peaceSeconds);
  const peace: Observed[] = [];
  const byName = new Map<AttackName, Observed[]>(names.map((name) => [name, []]));
  for (let round = 1; round <= effort.rounds; round++) {
    for (const name of names) {
      step(`round ${round} of ${effort.rounds}: ${attacks[name].title}`);
      peace.push(await observe(scene, effort.peaceSeconds));
      byName.get(name)?.push(await observe(scene, effort.seconds, name));
    }
  }
  const attacked = [...byName].map(([name, all]) => attackedOf(name, all, effort.seconds));
  return { peace: probedOf(peace, effort.peaceSeconds), attacked };
}

async function observe({ server, probe, attacker }: Scene, seconds: number, name?: AttackName): Promise<Observed> {
  const { url } = server;
  const { rssBytes } = await server.usage();
  const lead = name ? leadSecondsOf(name) : 0;
  const attacking = name && attacker.run({ name, url, seconds: lead + seconds }, lead + seconds + 30);
  // Who fails is waited for below.
  attacking?.catch(() => undefined);
  if (lead > 0) await pause(lead * 1000);
  const before = await server.usage();
  let most = before.rssBytes;
  let isOver = false;
  const watch = async () => {
    while (!isOver) {
      await pause(200);
      most = Math.max(most, (await server.usage()).rssBytes);
    }
  };
  const [probeResult, attack] = await Promise.all([
    probe.run({ url, bodies: probed, perSecond, seconds }, seconds + 30).finally(() => (isOver = true)),
    attacking,
    watch(),
  ]);
  const after = await server.usage();
  const cpuMicroseconds = after.cpuMicroseconds - before.cpuMicroseconds;
  return { probe: probeResult, attack, cpuMicroseconds, rssGrowth: most - rssBytes };
}

function probedOf(all: readonly Observed[], seconds: number): Probed {
  const latencies = all.flatMap(({ probe }) => probe.latencies);
  const failed = sum(all, ({ probe }) => probe.failed);
  return {
    asked: latencies.length + failed,
    failed,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    busy: sum(all, ({ cpuMicroseconds }) => cpuMicroseconds) / (all.length * seconds * 1e6),
  };
}

function attackedOf(name: AttackName, all: readonly Observed[], seconds: number): Attacked {
  const answers: Record<string, number> = {};
  for (const { attack } of all) {
    for (const [what, count] of Object.entries(attack?.answers ?? {})) answers[what] = (answers[what] ?? 0) + count;
  }
  const attackSeconds = all.length * (leadSecondsOf(name) + seconds);
  return {
    name,
    ...probedOf(all, seconds),
    sentPerSecond: sum(all, ({ attack }) => attack?.sent ?? 0) / attackSeconds,
    bytesPerSecond: sum(all, ({ attack }) => attack?.bytes ?? 0) / attackSeconds,
    answers,
    unanswered: sum(all, ({ attack }) => attack?.unanswered ?? 0),
    rssGrowth: Math.max(...all.map(({ rssGrowth }) => rssGrowth)),
  };
}

function sum(all: readonly Observed[], figure: (one: Observed) => number): number {
  return all.reduce((total, one) => total + figure(one), 0);
}
