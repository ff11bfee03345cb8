import { openCache, type Cache } from '@reelhouse/cache';
import type { Clock } from '@reelhouse/clock';
import type { Sql } from '@reelhouse/database';
import { openInProcessBus, openNatsBus, type EventBus } from '@reelhouse/events';
import type { Logger } from '@reelhouse/logging';
import { z } from 'zod';

/** The environment variables that say where Redis and NATS are. */
export const infrastructureVariables = {
  /** Without it, every process keeps what it has read by itself. */
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'expected a URL such as redis://host:6379' }).optional(),
  /** Without it, events are read from the tables that they are written to, which needs all subgraphs in one process. */
  NATS_URL: z
    .string()
    .regex(/^(nats|tls):\/\/[^\s,]+(,(nats|tls):\/\/[^\s,]+)*$/, 'expected a URL such as nats://host:4222')
    .optional(),
};

/** Their values. */
export type InfrastructureConfig = z.output<z.ZodObject<typeof infrastructureVariables>>;

/** The database's name: what several chains on one Redis or NATS are told apart by. */
function chainOf(databaseUrl: string): string {
  return decodeURIComponent(new URL(databaseUrl).pathname.slice(1));
}

/** The cache of a subgraph: that of all its processes where there is a Redis, else one of its own. */
export function openSubgraphCache(
  { REDIS_URL: redisUrl }: InfrastructureConfig,
  { subgraph, databaseUrl, clock, log }: { subgraph: string; databaseUrl: string; clock: Clock; log: Logger },
): Promise<Cache> {
  return openCache({
    ...(redisUrl !== undefined && { redisUrl }),
    namespace: `${chainOf(databaseUrl)}:${subgraph}`,
    clock,
    log,
  });
}

/**
 * What carries events between the subgraphs.
 *
 * @param owners the subgraphs of this process, for a bus without NATS.
 */
export function openBus(
  { NATS_URL: url }: InfrastructureConfig,
  {
    owners,
    databaseUrl,
    clock,
    log,
  }: { owners: Readonly<Record<string, Sql>>; databaseUrl: string; clock: Clock; log: Logger },
): EventBus {
  return url === undefined
    ? openInProcessBus({ owners, clock })
    : openNatsBus({ url, prefix: chainOf(databaseUrl), log });
}
