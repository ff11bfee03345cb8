import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { flag, httpUrl, port, readConfig, StartupError } from '@reelhouse/config';
import { readSupergraph } from '../supergraph.ts';

/** Printed by `--help`. */
export const usage = `Usage: reelhouse-gateway --supergraph FILE [--port N] [--host H]

Serves a Federation 2 supergraph. Environment variables:
  PORT, HOST       as the options; 4000 and 127.0.0.1 by default
  <SUBGRAPH>_URL   where a subgraph is, instead of the URL in the supergraph
  INTROSPECTION    whether clients may ask for the schema (true or false)
  LANDING_PAGE     whether browsers are shown Apollo Sandbox and /explorer (true or false)
The last two are true unless NODE_ENV is production.`;

/** What the command line and the environment ask for. */
export interface Command {
  readonly supergraphSdl: string;
  readonly host: string;
  readonly port: number;
  readonly introspection: boolean;
  readonly landingPage: boolean;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
}

/**
 * Reads the options and the environment; an option goes before the variable of its name.
 *
 * @throws {StartupError} that names everything that is wrong, one line each.
 */
export async function readCommandLine(
  args: readonly string[],
  environment: Record<string, string | undefined>,
): Promise<Command | 'help'> {
  const options = parsed(args);
  if (options.help) return 'help';
  if (!options.supergraph) throw new StartupError('--supergraph: expected the file of a supergraph schema');
  const supergraphSdl = await readText(options.supergraph);
  const subgraphs = readSupergraph(supergraphSdl)
    .subgraphsMetadata()
    .map(({ name, url }) => ({ name, url, variable: variableOf(name) }));

  const isDevelopment = environment['NODE_ENV'] !== 'production';
  const urls = Object.fromEntries(subgraphs.map(({ variable }) => [variable, httpUrl()]));
  // A supergraph may be composed without URLs; the word makes the validator say what it expects.
  const given = subgraphs.map(({ variable, url }) => [variable, environment[variable] || url || 'none'] as const);
  const config = readConfig(
    {
      ...urls,
      PORT: port().default(4000),
      INTROSPECTION: flag().default(isDevelopment),
      LANDING_PAGE: flag().default(isDevelopment),
    },
    {
      ...environment,
      ...Object.fromEntries(given),
      ...(options.port !== undefined && { PORT: options.port }),
    },
  );
  const values = new Map<string, unknown>(Object.entries(config));
  return {
    supergraphSdl,
    host: options.host ?? (environment['HOST'] || '127.0.0.1'),
    port: config.PORT,
    introspection: config.INTROSPECTION,
    landingPage: config.LANDING_PAGE,
    subgraphs: subgraphs.map(({ name, variable }) => ({ name, url: String(values.get(variable)) })),
  };
}

/** `film` → `FILM_URL`, `order-history` → `ORDER_HISTORY_URL`. */
function variableOf(subgraph: string): string {
  return `${subgraph.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}_URL`;
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { supergraph: text, port: text, host: text, help: { type: 'boolean', short: 'h' } } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new StartupError(`${reason}; see --help`, { cause: error });
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new StartupError(`--supergraph: cannot read ${file}`, { cause: error });
  }
}
