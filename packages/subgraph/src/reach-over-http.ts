import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { SubgraphTokenSigner } from '@reelhouse/auth';
import { httpUrl, readConfig } from '@reelhouse/config';
import type { RequestContext } from '@reelhouse/http-server';
import { HttpTransport, type SubgraphTransport, type TransportObserver } from '@reelhouse/subgraph-transport';
import { Kind, parse, visit } from 'graphql';

/** The other subgraphs, each in a process of its own. */
export interface ReachedOverHttp {
  /** How a subgraph is reached; the same transport every time. */
  readonly reach: (subgraph: string) => SubgraphTransport<RequestContext>;
  /** Lets go of all connections. */
  readonly stop: () => Promise<void>;
}

/**
 * Reaches other subgraphs where `<SUBGRAPH>_URL` says that they are, or else where the supergraph does.
 *
 * @param environment usually `process.env`.
 * @param signer tells them for whom they are asked; without it they are asked unsigned.
 * @throws {StartupError} that names every such variable that is not a URL.
 */
export function reachOverHttp(
  environment: Record<string, string | undefined>,
  signer?: SubgraphTokenSigner,
): ReachedOverHttp {
  const places = urlsOf(readFileSync(supergraph, 'utf8'));
  const shape = Object.fromEntries([...places].map(([name, url]) => [variableOf(name), httpUrl().default(url)]));
  const urls = readConfig(shape, environment);
  const transports = new Map<string, HttpTransport<RequestContext>>();
  return {
    reach(subgraph) {
      const url = urls[variableOf(subgraph)];
      if (url === undefined) throw new Error(`the supergraph has no subgraph ${subgraph}`);
      let transport = transports.get(subgraph);
      if (!transport) {
        transport = new HttpTransport({ subgraph, url, observer: traced, ...signer?.requestsTo(subgraph) });
        transports.set(subgraph, transport);
      }
      return transport;
    },
    async stop() {
      await Promise.all([...transports.values()].map((transport) => transport.stop()));
    },
  };
}

/** What is asked for a request that is traced belongs to its trace. */
const traced: TransportObserver<RequestContext> = {
  fetchStarted: (_fetch, { trace }) => trace && { headers: trace.headers(), ended: () => undefined },
};

const supergraph = join(
  dirname(createRequire(import.meta.url).resolve('@reelhouse/subgraph/package.json')),
  '../../schema/supergraph.graphql',
);

function variableOf(subgraph: string): string {
  return `${subgraph.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}_URL`;
}

/** The URL of each subgraph by its name, from `@join__graph(name: …, url: …)`. */
function urlsOf(sdl: string): Map<string, string> {
  const urls = new Map<string, string>();
  visit(parse(sdl, { noLocation: true }), {
    Directive({ name, arguments: given = [] }) {
      if (name.value !== 'join__graph') return;
      const text = (wanted: string): string => {
        const value = given.find((argument) => argument.name.value === wanted)?.value;
        return value?.kind === Kind.STRING ? value.value : '';
      };
      urls.set(text('name'), text('url'));
    },
  });
  return urls;
}
