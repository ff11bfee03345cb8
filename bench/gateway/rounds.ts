import { median } from '../median.ts';
import type { LoadGenerator, SentBodies } from './load-generator.ts';
import type { MeasuredServer } from './measured-server.ts';
import type { OperationBody } from './operations.ts';
import type { RunningSetUp } from './running-set-ups.ts';
import type { SetUpId } from './set-ups.ts';

/** One load on one set-up. */
export interface Round {
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Microseconds per request: of the gateway, or of the server of the single schema. */
  readonly gatewayCpu: number;
  /** Microseconds per request: of all subgraph servers. */
  readonly subgraphCpu: number;
  /** The share of their processor that the servers used: well below 1, it was the load generator that was measured. */
  readonly busy: number;
}

/** Figures of a set-up: the medians of its rounds. */
export interface Figures extends Round {
  /** Resident memory of the gateway, or of the server of the single schema, after the rounds. */
  readonly rssBytes: number;
  readonly rounds: readonly Round[];
}

/** How long to measure. */
export interface Turns {
  readonly rounds: number;
  readonly seconds: number;
  /** Before the first round; 0 for servers that are warm. */
  readonly warmUpSeconds: number;
}

const connections = 32;

/** Measures each set-up in each round, so that a slow moment of the machine meets all of them. */
export async function takeTurns<Id extends string = SetUpId>(
  all: readonly RunningSetUp<Id>[],
  bodies: readonly OperationBody[],
  { rounds, seconds, warmUpSeconds }: Turns,
  generator: LoadGenerator,
  step: (label: string) => void,
): Promise<ReadonlyMap<Id, Figures>> {
  if (warmUpSeconds > 0) {
    for (const { title, server, sent = { bodies } } of all) {
      step(`warming up ${title}`);
      await generator.load({ ...sent, url: server.url, connections, seconds: warmUpSeconds });
    }
  }
  const taken = all.map(() => [] as Round[]);
  for (let round = 1; round <= rounds; round += 1) {
    for (const [index, one] of all.entries()) {
      step(`round ${round} of ${rounds}: ${one.title}`);
      taken[index]?.push(await takeRound(one, one.sent ?? { bodies }, seconds, generator));
    }
  }
  const figures = all.map(async ({ id, server }, index): Promise<[Id, Figures]> => {
    const { rssBytes } = await server.usage();
    return [id, { ...mediansOf(taken[index] ?? []), rssBytes }];
  });
  return new Map(await Promise.all(figures));
}

/** How often `takeTurns` calls `step`. */
export function stepsOf({ rounds, warmUpSeconds }: Turns, setUps: number): number {
  return setUps * (rounds + (warmUpSeconds > 0 ? 1 : 0));
}

async function takeRound(
  { server, subgraphs }: Pick<RunningSetUp, 'server' | 'subgraphs'>,
  sent: SentBodies,
  seconds: number,
  generator: LoadGenerator,
): Promise<Round> {
  const before = { gateway: await cpuOf([server]), subgraphs: await cpuOf(subgraphs) };
  const load = await generator.load({ ...sent, url: server.url, connections, seconds });
  const gateway = (await cpuOf([server])) - before.gateway;
  const ofSubgraphs = (await cpuOf(subgraphs)) - before.subgraphs;
  return {
    requestsPerSecond: load.requests / load.seconds,
    p50: load.p50,
    p99: load.p99,
    gatewayCpu: gateway / load.requests,
    subgraphCpu: ofSubgraphs / load.requests,
    busy: (gateway + ofSubgraphs) / (load.seconds * 1e6),
  };
}

async function cpuOf(servers: readonly MeasuredServer[]): Promise<number> {
  const usages = await Promise.all(servers.map((server) => server.usage()));
  return usages.reduce((sum, { cpuMicroseconds }) => sum + cpuMicroseconds, 0);
}

function mediansOf(rounds: readonly Round[]): Omit<Figures, 'rssBytes'> {
  const of = (figure: keyof Round) => median(rounds.map((round) => round[figure]));
  return {
    requestsPerSecond: of('requestsPerSecond'),
    p50: of('p50'),
    p99: of('p99'),
    gatewayCpu: of('gatewayCpu'),
    subgraphCpu: of('subgraphCpu'),
    busy: of('busy'),
    rounds,
  };
}
