import type { Resolution } from '../peers/graph.mjs';
import type { Children } from './child-process.ts';
import { measureCold, type ColdFigures } from './cold-operations.ts';
import { LoadGenerator } from './load-generator.ts';
import { distinctOperations, listOperation } from './operations.ts';
import { stepsOf, takeTurns, type Figures, type Turns } from './rounds.ts';
import { startSetUps, stopSetUps, type RunningSetUp } from './running-set-ups.ts';
import { requireSameAnswers } from './same-answers.ts';
import { setUps, type SetUpId } from './set-ups.ts';

/** How much is measured. */
export interface Effort {
  readonly list: Turns;
  readonly distinct: Turns;
  /** How many distinct operations. */
  readonly operations: number;
  /** Whether resolvers that wait for DataLoaders are measured as well as those that find data in memory. */
  readonly loaders: boolean;
}

/** Figures of each set-up. */
export interface Measured {
  readonly list: Readonly<Partial<Record<Resolution, ReadonlyMap<SetUpId, Figures>>>>;
  /** Of the servers with data in memory: operations not seen before, and the same in rotation. */
  readonly cold: ReadonlyMap<SetUpId, ColdFigures>;
  readonly distinct: ReadonlyMap<SetUpId, Figures>;
}

/** What a measurement works with. */
export interface MeasureOptions {
  readonly effort: Effort;
  readonly children: Children;
  /** For the files that servers are given. */
  readonly folder: string;
  /** Is told of each step of `stepsOfAll`. */
  readonly step: (label: string) => void;
}

const pages = 200;
const checkedPages = 10;

/** Measures every set-up. */
export async function measureAll(options: MeasureOptions): Promise<Measured> {
  const generator = await LoadGenerator.start(options.children);
  const inMemory = await measureResolution('memory', options, generator, async (running, list) => {
    const bodies = distinctOperations(options.effort.operations);
    const cold = await measureCold(running, bodies, generator, options.step);
    const distinct = await takeTurns(running, bodies, options.effort.distinct, generator, options.step);
    return { list, cold, distinct };
  });
  if (!options.effort.loaders) return { ...inMemory, list: { memory: inMemory.list } };
  const loaders = await measureResolution('loaders', options, generator, async (_, list) => list);
  return { ...inMemory, list: { memory: inMemory.list, loaders } };
}

/** How often `measureAll` calls `step`. */
export function stepsOfAll({ list, distinct, loaders }: Effort): number {
  const count = setUps.length;
  const ofList = count + stepsOf(list, count);
  return (loaders ? 2 : 1) * ofList + count + stepsOf(distinct, count);
}

async function measureResolution<T>(
  resolution: Resolution,
  { effort, children, folder, step }: MeasureOptions,
  generator: LoadGenerator,
  further: (running: readonly RunningSetUp[], list: ReadonlyMap<SetUpId, Figures>) => Promise<T>,
): Promise<T> {
  const running = await startSetUps({ resolution, children, folder, step });
  const bodies = listOperation(pages);
  await checkAnswers(running, bodies.slice(0, checkedPages), generator);
  const result = await further(running, await takeTurns(running, bodies, effort.list, generator, step));
  await stopSetUps(running);
  return result;
}

/** @throws {Error} if a set-up answers otherwise than the first, which is the single schema. */
async function checkAnswers(
  [single, ...others]: readonly RunningSetUp[],
  bodies: readonly string[],
  generator: LoadGenerator,
): Promise<void> {
  if (!single) return;
  const expected = await generator.ask({ url: single.server.url, bodies });
  for (const { title, server } of others) {
    requireSameAnswers(title, await generator.ask({ url: server.url, bodies }), expected);
  }
}
