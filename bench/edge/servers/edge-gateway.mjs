/** Our gateway with the subgraphs in its process, and with an edge where it is told what of: see `EdgeServerConfig`. */
import { readFileSync } from 'node:fs';
import { systemClock, systemTimers } from '@reelhouse/clock';
import { defaultEdgeSettings, OperationRegistry, startGateway } from '@reelhouse/gateway';
import { openRateLimiter } from '@reelhouse/rate-limit';
import { inProcessTransports } from '../../gateway/servers/in-process-transports.mjs';
import { announce, config, listening, plainContext } from '../../gateway/servers/measured-server.mjs';

function limiterOf({ counts }) {
  if (!counts) return undefined;
  const redis = counts === 'memory' ? undefined : counts;
  return openRateLimiter({
    redis,
    keyPrefix: 'bench',
    clock: systemClock,
    timers: systemTimers,
    log: listening.log,
  });
}

function edgeOf(told) {
  const settings = {
    ...defaultEdgeSettings,
    ...told.settings,
    // JSON has no word for what is not limited.
    http: {
      ...defaultEdgeSettings.http,
      ...told.http,
      ...(told.http?.maxInFlight === null && { maxInFlight: undefined }),
    },
  };
  return { settings: () => settings, limiter: limiterOf(told), hotLane: told.hotLane };
}

const { url } = await startGateway({
  ...listening,
  supergraphSdl: readFileSync(config.supergraph, 'utf8'),
  transports: inProcessTransports(config.resolution),
  context: plainContext,
  ...(config.edge && {
    registry: new OperationRegistry(config.releases),
    edge: edgeOf(config.edge),
    persistedQueries: true,
  }),
});
announce(url);
