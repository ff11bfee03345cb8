import { startRedis } from '@reelhouse/test-servers';
import type { LoadGenerator } from '../gateway/load-generator.ts';
import { takeTurns, type Figures, type Turns } from '../gateway/rounds.ts';
import type { RunningSetUp } from '../gateway/running-set-ups.ts';
import { requireSameAnswers } from '../gateway/same-answers.ts';
import { listById } from './edge-operations.ts';
import type { EdgeServers } from './edge-servers.ts';

/** What counts what is asked for. */
export type CountsId = 'none' | 'memory' | 'redis';

const pages = 200;
const pageSize = 20;

/** How many there are. */
export const countsCount = 3;

/** So much that nobody is refused. */
const plenty = { cost: 1_000_000_000, seconds: 60 };

/** Measures what a rate limiter costs the hot lane for each request. */
export async function measureLimiter(
  servers: EdgeServers,
  turns: Turns,
  generator: LoadGenerator,
  step: (label: string) => void,
): Promise<{ readonly all: readonly RunningSetUp<CountsId>[]; readonly figures: ReadonlyMap<CountsId, Figures> }> {
  const redis = await startRedis();
  try {
    const settings = { rates: { address: plenty } };
    const [none, memory, shared] = await Promise.all([
      servers.gateway('memory', {}),
      servers.gateway('memory', { counts: 'memory', settings }),
      servers.gateway('memory', { counts: redis.url, settings }),
    ]);
    const all: RunningSetUp<CountsId>[] = [
      { id: 'none', title: 'hot lane without a limiter', server: none, subgraphs: [] },
      { id: 'memory', title: 'counted in memory', server: memory, subgraphs: [] },
      { id: 'redis', title: 'counted in Redis', server: shared, subgraphs: [] },
    ];
    const bodies = listById(pages, pageSize);
    const [{ title }, ...others] = all as [RunningSetUp<CountsId>, ...RunningSetUp<CountsId>[]];
    const expected = await generator.ask({ url: none.url, bodies: bodies.slice(0, 3) });
    for (const other of others) {
      const answers = await generator.ask({ url: other.server.url, bodies: bodies.slice(0, 3) });
      requireSameAnswers(`${other.title}, beside ${title},`, answers, expected);
    }
    const figures = await takeTurns(all, bodies, turns, generator, step);
    await Promise.all(all.map(({ server }) => server.stop()));
    return { all, figures };
  } finally {
    await redis.dispose();
  }
}
