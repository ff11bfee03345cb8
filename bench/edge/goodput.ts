import type { Children } from '../gateway/child-process.ts';
import type { LoadGenerator } from '../gateway/load-generator.ts';
import type { Resolution } from '../peers/graph.mjs';
import { listById } from './edge-operations.ts';
import type { EdgeServers } from './edge-servers.ts';
import { JobProcess } from './job-process.ts';
import type { OfferedJob, OfferedResult } from './offered-load.ts';

/** How much is measured of what is answered under overload. */
export interface GoodputEffort {
  readonly seconds: number;
  readonly rampSeconds: number;
  readonly capacitySeconds: number;
  /** How many operations may be under way at a time; null: as many as there are. */
  readonly limits: readonly (number | null)[];
}

/** What was answered of an offered load. */
export interface Goodput extends OfferedResult {
  readonly resolution: Resolution;
  readonly limit: number | null;
  readonly multiple: number;
  /** Of requests/s: what is answered to clients who wait for each answer. */
  readonly capacity: number;
  readonly seconds: number;
}

const multiples = [1, 2, 10];
const resolutions: readonly Resolution[] = ['memory', 'loaders'];
const pages = 64;
/** So many rentals that ten times of what is answered can be offered by one process. */
const pageSize = 200;
const connections = 5000;
const clients = 32;

/** How often `measureGoodput` calls `step`. */
export const goodputSteps = ({ limits }: GoodputEffort): number =>
  resolutions.length * limits.length * (1 + multiples.length);

/** Measures what is answered when more is asked than can be. */
export async function measureGoodput(
  servers: EdgeServers,
  children: Children,
  effort: GoodputEffort,
  generator: LoadGenerator,
  step: (label: string) => void,
): Promise<readonly Goodput[]> {
  const offered = await JobProcess.start<OfferedJob, OfferedResult>(children, 'bench/edge/offered-load.ts');
  const bodies = listById(pages, pageSize);
  const all: Goodput[] = [];
  for (const resolution of resolutions) {
    for (const limit of effort.limits) {
      const { url, stop } = await started(servers, resolution, limit);
      step(`capacity: ${titleOf(resolution, limit)}`);
      await generator.load({ url, bodies, connections: clients, seconds: effort.capacitySeconds });
      const load = await generator.load({ url, bodies, connections: clients, seconds: effort.capacitySeconds });
      const capacity = load.requests / load.seconds;
      for (const multiple of multiples) {
        step(`${multiple} times as much: ${titleOf(resolution, limit)}`);
        const { seconds, rampSeconds } = effort;
        const perSecond = capacity * multiple;
        const job = { url, bodies, perSecond, rampSeconds, seconds, connections };
        const result = await offered.run(job, seconds + rampSeconds + 60);
        all.push({ ...result, resolution, limit, multiple, capacity, seconds });
      }
      await stop();
    }
  }
  await offered.stop();
  return all;
}

async function started(servers: EdgeServers, resolution: Resolution, limit: number | null) {
  const server = await servers.gateway(resolution, { http: { maxInFlight: limit } });
  return { url: server.url, stop: () => server.stop() };
}

const titleOf = (resolution: Resolution, limit: number | null): string =>
  `${resolution}, ${limit === null ? 'no limit' : `limit ${limit}`}`;
