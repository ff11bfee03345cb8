import type { SubgraphTokenSigner } from '@reelhouse/auth';
import type { HttpOptions } from '@reelhouse/subgraph-transport';
import type { NamedSubgraph } from '../live-schema/shared-transports.ts';
import type { GatewayConfig } from './config-shape.ts';
import { defined } from './defined-settings.ts';
import { forwardedHeaders, type ForwardingContext } from './forwarded-headers.ts';
import { subgraphUrls } from './subgraph-urls.ts';

/**
 * How a subgraph is reached over HTTP: as its own settings say, else as those of all subgraphs.
 *
 * @param signer tells it who asks; without it, it is asked unsigned.
 * @throws {StartupError} if nothing says where it is.
 */
export function subgraphOptions(
  subgraph: NamedSubgraph,
  config: Pick<GatewayConfig, 'subgraphs' | 'subgraphDefaults'>,
  environment: Readonly<Record<string, string | undefined>>,
  signer?: SubgraphTokenSigner,
): HttpOptions<ForwardingContext> {
  const { forwardHeaders = [], ...settings } = {
    ...defined(config.subgraphDefaults),
    ...defined(config.subgraphs?.[subgraph.name]),
  };
  const signed = signer?.requestsTo(subgraph.name);
  return {
    ...settings,
    ...inBoth(forwardedHeaders(forwardHeaders), signed),
    // Who answers those only who sign has to be asked with a signature whether it is ready.
    ...(signed && { probeHeaders: () => signed.headers({}) }),
    subgraph: subgraph.name,
    url: subgraphUrls(subgraph, config, environment),
  };
}

/** The headers of both, and shared only among requests that both would share it among. */
function inBoth(first: Signing, second: Signing | undefined): Signing {
  const { headers, identityKey } = first;
  if (!second?.headers || !second.identityKey) return first;
  if (!headers || !identityKey) return second;
  const [more, otherKey] = [second.headers, second.identityKey];
  return {
    headers: (context) => ({ ...headers(context), ...more(context) }),
    identityKey: (context) => JSON.stringify([identityKey(context) ?? null, otherKey(context) ?? null]),
  };
}

type Signing = Pick<HttpOptions<ForwardingContext>, 'headers' | 'identityKey'>;
