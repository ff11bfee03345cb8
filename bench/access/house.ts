import { systemClock as clock } from '@reelhouse/clock';
import { InProcessTransport, startGateway, type SubgraphTransport } from '@reelhouse/gateway';
import { serveSchema, type RequestContext } from '@reelhouse/http-server';
import { createLogger } from '@reelhouse/logging';
import { subgraphs, supergraphSdl } from '@reelhouse/reelhouse';
import { personFrom } from '../identities.ts';
import { withoutSecurity } from './without-security.ts';

/**
 * One process of all subgraphs with several gateways before them, each on a port of its own: what is alike for all of them
 * (rows, connections, what the compiler has learned) cannot be what tells them apart.
 */
export interface HouseConfig {
  /** The URL of the database for the role of each subgraph. */
  readonly databaseUrls: Readonly<Record<string, string>>;
}

/** Where the gateways are. */
export interface HouseUrls {
  /** With the supergraph of the house. */
  readonly guarded: string;
  /** With the same supergraph without its security directives. */
  readonly open: string;
  /** As `open`, a second time: what tells these two apart is chance. */
  readonly openAgain: string;
  /** The subgraph of rentals over HTTP, which enforces its own directives. */
  readonly subgraph: string;
  /** The same, answering everybody everything. */
  readonly openSubgraph: string;
}

const { databaseUrls } = JSON.parse(process.argv[2] ?? '') as HouseConfig;
const log = createLogger({ name: 'bench', level: 'silent' });
type Transports = Readonly<Record<string, SubgraphTransport<RequestContext>>>;

const opened = subgraphs.map(({ name, open }) =>
  open({ databaseUrl: databaseUrls[name] ?? '', clock, reach: (other) => transport(among, other) }),
);
const among = transports();

/** Each gateway has transports of its own: what one has compiled is no help to another. */
function transports(): Transports {
  return Object.fromEntries(
    opened.map((subgraph) => {
      const context = (incoming: RequestContext) => subgraph.contextFor(incoming);
      return [subgraph.name, new InProcessTransport({ subgraph: subgraph.name, schema: subgraph.schema, context })];
    }),
  );
}

function transport(all: Transports, name: string): SubgraphTransport<RequestContext> {
  const found = all[name];
  if (!found) throw new Error(`there is no subgraph ${name}`);
  return found;
}

async function serve(supergraph: string): Promise<string> {
  const gateway = await startGateway<RequestContext>({
    supergraphSdl: supergraph,
    transports: transports(),
    context: ({ requestId, log: requestLog, trace, headers }) => ({
      requestId,
      log: requestLog,
      trace,
      identity: personFrom(headers),
    }),
    host: '127.0.0.1',
    port: 0,
    log,
  });
  return gateway.url;
}

async function serveRental({ isGuarded }: { readonly isGuarded: boolean }): Promise<string> {
  const rental = opened.find(({ name }) => name === 'rental');
  if (!rental) throw new Error('there is no subgraph rental');
  const { url } = await serveSchema({
    schema: rental.schema,
    ...(isGuarded && { guard: rental.guard }),
    introspection: true,
    context: ({ requestId, log: requestLog, trace, headers }) =>
      rental.contextFor({ requestId, log: requestLog, trace, identity: personFrom(headers) }),
    host: '127.0.0.1',
    port: 0,
    log,
  });
  return url;
}

const sdl = supergraphSdl();
const urls: HouseUrls = {
  guarded: await serve(sdl),
  open: await serve(withoutSecurity(sdl)),
  openAgain: await serve(withoutSecurity(sdl)),
  subgraph: await serveRental({ isGuarded: true }),
  openSubgraph: await serveRental({ isGuarded: false }),
};
process.send?.(urls);
