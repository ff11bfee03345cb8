import type { Figures } from '../gateway/rounds.ts';
import { atLeast, atMost, type Target } from '../gateway/targets.ts';
import type { Abused } from './abuse.ts';
import type { Goodput } from './goodput.ts';
import type { LaneId } from './hot-lane.ts';

/** What the edge is to reach. */
export function edgeTargets(
  lanes: ReadonlyMap<LaneId, Figures>,
  goodput: readonly Goodput[],
  abused: readonly Abused[],
): Target[] {
  const of = (id: LaneId, figure: 'requestsPerSecond' | 'gatewayCpu') => lanes.get(id)?.[figure] ?? Number.NaN;
  const tenfold = goodput.filter(({ multiple, limit }) => multiple === 10 && limit !== null);
  return [
    atLeast(
      'hot lane, requests/s of those of bare node:http with the compiled single schema',
      0.6,
      of('hot', 'requestsPerSecond') / of('bare', 'requestsPerSecond'),
    ),
    atLeast('the same by CPU per request', 0.6, of('bare', 'gatewayCpu') / of('hot', 'gatewayCpu')),
    ...tenfold.map(({ resolution, limit, succeeded, seconds, capacity }) =>
      atLeast(
        `goodput at 10 times of capacity, of it: ${resolution}, ${limit} in flight`,
        0.9,
        succeeded / seconds / capacity,
      ),
    ),
    ...tenfold.map(({ resolution, limit, inTime, seconds, capacity }) =>
      atLeast(`the same within 1 s: ${resolution}, ${limit} in flight`, 0.9, inTime / seconds / capacity),
    ),
    ...abused.map(({ title, peace, attacked }) => {
      const worst = Math.max(...attacked.map(({ p99 }) => p99));
      return atMost(`p99 of a probe under the worst attack, of that in peace: ${title}`, 2, worst / peace.p99);
    }),
  ];
}
