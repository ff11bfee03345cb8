import { performance } from 'node:perf_hooks';
import type { ReadinessReport } from '@reelhouse/http-server';

/** How long an answer is kept, in milliseconds: several probes a second cost one round of questions. */
const keptFor = 1000;

/** What can be asked whether it answers. */
interface Probed {
  ready(): Promise<boolean>;
}

/**
 * Asks all parts at once whether they answer. One that does not is a warning, unless none does.
 *
 * @param parts those there are at the moment, by their names.
 * @returns a function that reports on all of them; what it found is kept for a second.
 */
export function readinessOf(parts: () => Iterable<readonly [string, Probed]>): () => Promise<ReadinessReport> {
  let kept: Promise<ReadinessReport> | undefined;
  let until = 0;
  return () => {
    if (!kept || performance.now() >= until) {
      until = performance.now() + keptFor;
      kept = probe(parts());
    }
    return kept;
  };
}

async function probe(parts: Iterable<readonly [string, Probed]>): Promise<ReadinessReport> {
  const asked = Array.from(parts, async ([name, part]) => [name, await part.ready()] as const);
  const answers = await Promise.all(asked);
  // One that is down costs its own fields. If that took the gateway out of rotation, it would take all gateways out.
  const someAnswer = answers.some(([, answered]) => answered);
  return Object.fromEntries(answers.map(([name, answered]) => [name, answered || (someAnswer && 'unavailable')]));
}
