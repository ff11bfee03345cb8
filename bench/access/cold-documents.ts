import type { LoadGenerator, TimedAnswer } from '../gateway/load-generator.ts';
import { requireSameAnswers } from '../gateway/same-answers.ts';
import type { OperationBody } from './rental-operations.ts';
import type { WarmSide } from './warm-requests.ts';

/** Documents that are sent to one side before the other has its turn. */
const inTurn = 10;

/**
 * Asks every side for documents that it has not seen: each has to be parsed, validated, authorised, planned and compiled.
 *
 * @param warmUp documents that are sent before, and not timed.
 * @returns the milliseconds of each document, by side.
 * @throws {Error} if a side answers otherwise than the first.
 */
export async function measureCold(
  sides: readonly Pick<WarmSide, 'title' | 'url' | 'headers'>[],
  { bodies, warmUp }: { readonly bodies: readonly OperationBody[]; readonly warmUp: readonly OperationBody[] },
  generator: LoadGenerator,
  step: (label: string) => void,
): Promise<readonly (readonly number[])[]> {
  for (const { url, headers } of sides) await generator.ask({ url, headers, bodies: warmUp });
  const asked = sides.map((side) => ({ side, answers: [] as TimedAnswer[] }));
  for (let first = 0; first < bodies.length; first += inTurn) {
    step(`documents not seen before: ${first} of ${bodies.length}`);
    const some = bodies.slice(first, first + inTurn);
    const isEven = (first / inTurn) % 2 === 0;
    for (const { side, answers } of isEven ? asked : asked.toReversed()) {
      answers.push(...(await generator.ask({ url: side.url, headers: side.headers, bodies: some })));
    }
  }
  const expected = asked[0]?.answers ?? [];
  for (const { side, answers } of asked) requireSameAnswers(side.title, answers, expected);
  return asked.map(({ answers }) => answers.map(({ milliseconds }) => milliseconds));
}

/** How often `measureCold` calls `step`. */
export function stepsOfCold(documents: number): number {
  return Math.ceil(documents / inTurn);
}
