import { systemClock, systemTimers } from '@reelhouse/clock';
import type { Logger } from '@reelhouse/logging';
import { readReleases } from '@reelhouse/operation-manifest';
import { openRateLimiter, type RateLimiter } from '@reelhouse/rate-limit';
import { LiveEdgeSettings, type ConfigVersion } from '../edge/live-edge-settings.ts';
import { OperationRegistry } from '../registered-operations/operation-registry.ts';
import type { Command } from './command-line.ts';

/** What is decided at the edge, and follows its configuration file. */
export interface OpenEdge {
  readonly settings: LiveEdgeSettings;
  readonly limiter: RateLimiter;
  /** The operations that were registered when it was opened. */
  readonly registry: OperationRegistry;
  close(): Promise<void>;
}

/**
 * Opens what the configuration says of the edge.
 *
 * @param register is given the operations of other releases before the settings hold that came with them; what it throws
 *   refuses both.
 * @throws {StartupError} if the manifests of registered operations cannot be read.
 */
export async function openEdge(
  { edgeConfig, followed, rateLimitRedis, events }: Command,
  register: (registry: OperationRegistry) => Promise<void>,
  log: Logger,
): Promise<OpenEdge> {
  const registry = await registryOf(edgeConfig);
  const settings = new LiveEdgeSettings({
    first: edgeConfig,
    followed,
    prepare: async (next) => register(await registryOf(next)),
    log,
  });
  // Opened in any case: a change of the file may limit rates that were not limited before.
  const limiter = openRateLimiter({
    redis: rateLimitRedis,
    keyPrefix: `${events?.prefix ?? 'gateway'}:rate`,
    clock: systemClock,
    timers: systemTimers,
    log,
  });
  return {
    settings,
    limiter,
    registry,
    async close() {
      await settings.close();
      await limiter.close();
    },
  };
}

async function registryOf({ manifests }: ConfigVersion): Promise<OperationRegistry> {
  return new OperationRegistry(manifests === undefined ? [] : await readReleases(manifests));
}
