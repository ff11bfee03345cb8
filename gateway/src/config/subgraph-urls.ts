import { StartupError } from '@reelhouse/config';
import type { NamedSubgraph } from '../live-schema/shared-transports.ts';
import type { GatewayConfig } from './config-shape.ts';

/** `film` → `FILM_URL`, `order-history` → `ORDER_HISTORY_URL`. */
export function urlVariable(subgraph: string): string {
  return `${subgraph.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}_URL`;
}

/**
 * Where a subgraph is: at the URL of its variable, else of the configuration, else of the supergraph.
 *
 * @throws {StartupError} that says how to place it.
 */
export function subgraphUrls(
  { name, url }: NamedSubgraph,
  config: Pick<GatewayConfig, 'subgraphs'>,
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const variable = urlVariable(name);
  const given = environment[variable];
  if (given) return [valid(given, `${variable}: expected a URL such as http://host:4001/graphql`)];
  const configured = config.subgraphs?.[name]?.url;
  if (configured) return configured;
  const missing = url === '' ? 'the supergraph has no URL' : 'the supergraph has no URL of HTTP';
  return [
    valid(
      url,
      `${variable}: expected a URL such as http://host:4001/graphql for the subgraph "${name}", because ${missing} for it; ` +
        `or set subgraphs.${name}.url in the configuration file`,
    ),
  ];
}

/**
 * What is to be put right before subgraphs can be placed, a line each: subgraphs whose names become the same variable
 * cannot both be placed by it.
 */
export function urlProblems(
  subgraphs: readonly NamedSubgraph[],
  config: Pick<GatewayConfig, 'subgraphs'>,
  environment: Readonly<Record<string, string | undefined>>,
): string[] {
  return subgraphs.flatMap((subgraph) => {
    const variable = urlVariable(subgraph.name);
    const rivals = subgraphs.filter(({ name }) => urlVariable(name) === variable);
    if (environment[variable] && rivals.length > 1) {
      const names = rivals.map(({ name }) => `"${name}"`).join(' and ');
      if (rivals[0] !== subgraph) return [];
      return [
        `${variable}: is the variable of the subgraphs ${names}; set subgraphs.<name>.url in a configuration file`,
      ];
    }
    try {
      subgraphUrls(subgraph, config, environment);
      return [];
    } catch (error) {
      if (error instanceof StartupError) return [error.message];
      throw error;
    }
  });
}

function valid(url: string, otherwise: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw new StartupError(otherwise);
}
