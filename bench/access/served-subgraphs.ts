import { systemClock as clock } from '@reelhouse/clock';
import { readPublicKeys, SubgraphTokenVerifier, type Caller } from '@reelhouse/auth';
import { StartupError } from '@reelhouse/config';
import { serveSchema } from '@reelhouse/http-server';
import { createLogger } from '@reelhouse/logging';
import { subgraphs } from '@reelhouse/reelhouse';

/** The process of all subgraphs of the house, each on a port of its own, as they are served to a gateway elsewhere. */
export interface SubgraphsConfig {
  /** The URL of the database for the role of each subgraph. */
  readonly databaseUrls: Readonly<Record<string, string>>;
  /** The keys of those who may ask, as `INTERNAL_PUBLIC_KEYS` holds them. */
  readonly publicKeys: string;
}

const { databaseUrls, publicKeys } = JSON.parse(process.argv[2] ?? '') as SubgraphsConfig;
const keys = readPublicKeys(publicKeys);
if (!keys) throw new StartupError('publicKeys: expected a JWKS');
const log = createLogger({ name: 'bench', level: 'silent' });

const served = subgraphs.map(async ({ name, open }): Promise<[string, string]> => {
  const subgraph = open({ databaseUrl: databaseUrls[name] ?? '', clock });
  const verifier = new SubgraphTokenVerifier({ subgraph: name, keys, clock });
  const { url } = await serveSchema({
    schema: subgraph.schema,
    guard: subgraph.guard,
    introspection: true,
    context: ({ requestId, log: requestLog, trace, headers }) => {
      const contextFor = (caller: Caller) => subgraph.contextFor({ requestId, log: requestLog, trace, ...caller });
      const caller = verifier.callerOf(headers);
      return caller instanceof Promise ? caller.then(contextFor) : contextFor(caller);
    },
    host: '127.0.0.1',
    port: 0,
    log,
  });
  return [name, url];
});
process.send?.(Object.fromEntries(await Promise.all(served)));
