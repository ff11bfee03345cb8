import { isDeepStrictEqual } from 'node:util';
import type { TimedAnswer } from './load-generator.ts';

/**
 * Holds a set-up's answers to those of the single schema.
 *
 * @throws {Error} at the first that differs: what answers something else must not be compared by its speed.
 */
export function requireSameAnswers(
  title: string,
  answers: readonly TimedAnswer[],
  expected: readonly TimedAnswer[],
): void {
  for (const [index, answer] of answers.entries()) {
    const right = expected[index];
    if (right && answer.status === 200 && isDeepStrictEqual(parsed(answer), parsed(right))) continue;
    throw new Error(`${title} answers otherwise than the single schema: ${answer.status} ${answer.text.slice(0, 300)}`);
  }
}

function parsed({ text }: TimedAnswer): unknown {
  return JSON.parse(text) as unknown;
}
