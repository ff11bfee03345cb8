/** Our gateway: over HTTP where it is told URLs, else with the subgraphs in this process. */
import { readFileSync } from 'node:fs';
import { HttpTransport, startGateway } from '@reelhouse/gateway';
import { inProcessTransports } from './in-process-transports.mjs';
import { announce, config, listening, plainContext } from './measured-server.mjs';

function overHttp() {
  return Object.fromEntries(
    Object.entries(config.urls).map(([subgraph, url]) => [subgraph, new HttpTransport({ subgraph, url })]),
  );
}

const { url } = await startGateway({
  ...listening,
  supergraphSdl: readFileSync(config.supergraph, 'utf8'),
  transports: config.urls ? overHttp() : inProcessTransports(config.resolution),
  context: plainContext,
});
announce(url);
