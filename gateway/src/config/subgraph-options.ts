import type { HttpOptions } from '@reelhouse/subgraph-transport';
import type { NamedSubgraph } from '../live-schema/shared-transports.ts';
import type { GatewayConfig } from './config-shape.ts';
import { forwardedHeaders, type ForwardingContext } from './forwarded-headers.ts';
import { subgraphUrls } from './subgraph-urls.ts';

/**
 * How a subgraph is reached over HTTP: as its own settings say, else as those of all subgraphs.
 *
 * @throws {StartupError} if nothing says where it is.
 */
export function subgraphOptions(
  subgraph: NamedSubgraph,
  config: Pick<GatewayConfig, 'subgraphs' | 'subgraphDefaults'>,
  environment: Readonly<Record<string, string | undefined>>,
): HttpOptions<ForwardingContext> {
  const { forwardHeaders = [], ...settings } = {
    ...defined(config.subgraphDefaults),
    ...defined(config.subgraphs?.[subgraph.name]),
  };
  return {
    ...settings,
    ...forwardedHeaders(forwardHeaders),
    subgraph: subgraph.name,
    url: subgraphUrls(subgraph, config, environment),
  };
}

/** Without what is undefined, which would hide a default. */
function defined<Settings extends object>(settings: Settings | undefined): Partial<Settings> {
  return Object.fromEntries(
    Object.entries(settings ?? {}).filter(([, value]) => value !== undefined),
  ) as Partial<Settings>;
}
