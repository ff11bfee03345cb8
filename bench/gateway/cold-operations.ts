import { median } from '../median.ts';
import type { LoadGenerator, TimedAnswer } from './load-generator.ts';
import type { OperationBody } from './operations.ts';
import type { RunningSetUp } from './running-set-ups.ts';
import { requireSameAnswers } from './same-answers.ts';
import type { SetUpId } from './set-ups.ts';

/** Operations that a set-up had not seen before: milliseconds until the answer, one request at a time. */
export interface ColdFigures {
  readonly median: number;
  readonly p95: number;
}

/**
 * Asks each operation once, of servers that are warm but have not seen it: a gateway has to plan it.
 *
 * @throws {Error} if a set-up answers otherwise than the first, which is the single schema.
 */
export async function measureCold(
  all: readonly RunningSetUp[],
  bodies: readonly OperationBody[],
  generator: LoadGenerator,
  step: (label: string) => void,
): Promise<ReadonlyMap<SetUpId, ColdFigures>> {
  const cold = new Map<SetUpId, ColdFigures>();
  let expected: readonly TimedAnswer[] | undefined;
  for (const { id, title, server } of all) {
    step(`cold operations: ${title}`);
    const answers = await generator.ask({ url: server.url, bodies });
    expected ??= answers;
    requireSameAnswers(title, answers, expected);
    const times = answers.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
    cold.set(id, { median: median(times), p95: times[Math.floor(times.length * 0.95)] ?? Number.NaN });
  }
  return cold;
}
