import type { Child } from '../gateway/child-process.ts';
import type { LoadGenerator } from '../gateway/load-generator.ts';
import { personHeader, type Person } from '../identities.ts';
import type { OperationBody } from './rental-operations.ts';

/** The same operations, sent to a server by somebody again and again. */
export interface WarmSide {
  readonly title: string;
  readonly url: string;
  /** The process that answers. */
  readonly server: Child;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies: readonly OperationBody[];
}

/** What each round of a side came to. */
export interface WarmFigures {
  readonly requestsPerSecond: readonly number[];
  /** Microseconds a request. */
  readonly cpu: readonly number[];
}

/** How long to measure. */
export interface WarmTurns {
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
}

const connections = 16;

/** Whom a server of these benchmarks takes for the one who asks. */
export function sentBy(person: Person): Readonly<Record<string, string>> {
  return { [personHeader]: person };
}

/** Measures each side in each round, forwards and backwards in turn: whatever the one before leaves behind meets all of them. */
export async function takeTurns(
  sides: readonly WarmSide[],
  { rounds, seconds, warmUpSeconds }: WarmTurns,
  generator: LoadGenerator,
  step: (label: string) => void,
): Promise<readonly WarmFigures[]> {
  const taken = sides.map((side) => ({ side, requestsPerSecond: [] as number[], cpu: [] as number[] }));
  for (const { title, url, headers, bodies } of sides) {
    step(`warming up: ${title}`);
    await generator.load({ url, bodies, headers, connections, seconds: warmUpSeconds });
  }
  for (let round = 1; round <= rounds; round += 1) {
    step(`round ${round} of ${rounds}`);
    for (const { side, requestsPerSecond, cpu } of round % 2 === 0 ? taken.toReversed() : taken) {
      const { url, server, headers, bodies } = side;
      const before = await cpuOf(server);
      const load = await generator.load({ url, bodies, headers, connections, seconds });
      cpu.push(((await cpuOf(server)) - before) / load.requests);
      requestsPerSecond.push(load.requests / load.seconds);
    }
  }
  return taken;
}

/** How often `takeTurns` calls `step`. */
export function stepsOf({ rounds }: WarmTurns, sides: number): number {
  return rounds + sides;
}

async function cpuOf(server: Child): Promise<number> {
  return ((await server.ask('usage', 10)) as { readonly cpuMicroseconds: number }).cpuMicroseconds;
}
