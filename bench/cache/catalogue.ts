import { openCache, type Cache } from '@reelhouse/cache';
import { systemClock as clock } from '@reelhouse/clock';
import { InProcessTransport, startGateway } from '@reelhouse/gateway';
import type { RequestContext } from '@reelhouse/http-server';
import { createLogger } from '@reelhouse/logging';
import { subgraphs, supergraphSdl } from '@reelhouse/reelhouse';
import { CountedCache } from './counted-cache.ts';
import { KeepsNothing } from './keeps-nothing.ts';

/**
 * The process of the gateway and all subgraphs, as `openHouse` opens them, with the cache that is asked for behind the
 * catalogue. Nothing happens in the background: what is kept ends by its age only.
 */
export interface CatalogueConfig {
  readonly cache: 'none' | 'in-process' | 'redis';
  readonly redisUrl?: string;
  /** The URL of the database for the role of each subgraph. */
  readonly databaseUrls: Readonly<Record<string, string>>;
}

/** What it can be asked for: its counts, or to forget what it keeps. */
export type CatalogueMessage = 'counts' | 'clear' | 'usage';

const config = JSON.parse(process.argv[2] ?? '') as CatalogueConfig;
const log = createLogger({ name: 'bench', level: 'silent' });
const cache = new CountedCache(await open(config));
const transports = Object.fromEntries(
  subgraphs.map(({ name, open: openOne }) => {
    const databaseUrl = config.databaseUrls[name] ?? '';
    const subgraph = openOne({ databaseUrl, clock, ...(name === 'film' && { cache }) });
    const context = (incoming: RequestContext) => subgraph.contextFor(incoming);
    return [name, new InProcessTransport({ subgraph: name, schema: subgraph.schema, context })];
  }),
);
const gateway = await startGateway<RequestContext>({
  supergraphSdl: supergraphSdl(),
  transports,
  context: ({ requestId, log: requestLog, trace }) => ({ requestId, log: requestLog, trace }),
  host: '127.0.0.1',
  port: 0,
  log,
});

process.on('message', (message: CatalogueMessage) => {
  if (message === 'counts') process.send?.(cache.counted());
  if (message === 'clear') void cache.clear().then((done) => process.send?.({ done }));
});
process.send?.({ url: gateway.url });

async function open({ cache: kind, redisUrl }: CatalogueConfig): Promise<Cache> {
  if (kind === 'none') return new KeepsNothing();
  return openCache({ clock, log, namespace: 'bench:film', ...(redisUrl !== undefined && { redisUrl }) });
}
