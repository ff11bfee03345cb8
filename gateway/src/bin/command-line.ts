import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { flag, port, readConfig, StartupError } from '@reelhouse/config';
import type { HttpOptions } from '@reelhouse/subgraph-transport';
import type { GatewayConfig } from '../config/config-shape.ts';
import type { ForwardingContext } from '../config/forwarded-headers.ts';
import { didYouMean } from '../config/nearest-name.ts';
import { readConfigFile } from '../config/read-config-file.ts';
import { subgraphOptions } from '../config/subgraph-options.ts';
import { urlProblems } from '../config/subgraph-urls.ts';
import type { NamedSubgraph } from '../live-schema/shared-transports.ts';
import type { GatewayOptions } from '../start-gateway.ts';
import { readSupergraph } from '../supergraph.ts';

/** Printed by `--help`. */
export const usage = `Usage: reelhouse-gateway --supergraph FILE [--config FILE] [--port N] [--host H] [--metrics-port N]

Serves a Federation 2 supergraph. A changed file is served as soon as it proves good; SIGHUP has it read again.

  --supergraph FILE  the supergraph schema, as composition wrote it
  --config FILE      settings, in YAML or JSON; see reelhouse-gateway.example.yaml
  --port N           4000 by default; 0: any free port
  --host H           127.0.0.1 by default; 0.0.0.0: all addresses of this machine
  --metrics-port N   serves metrics for Prometheus; off by default

Environment variables, which go before the file, as options go before them:
  PORT, HOST, METRICS_PORT  as the options
  <SUBGRAPH>_URL            where a subgraph is, instead of the URL in the supergraph
  INTROSPECTION             whether clients may ask for the schema (true or false)
  LANDING_PAGE              whether browsers are shown Apollo Sandbox and /explorer (true or false)
The last two are true unless NODE_ENV is production.`;

type Served = Pick<
  GatewayOptions<ForwardingContext>,
  | 'supergraphSdl'
  | 'host'
  | 'port'
  | 'introspection'
  | 'landingPage'
  | 'maxBodyBytes'
  | 'compression'
  | 'cors'
  | 'drainSeconds'
  | 'maxPlans'
>;

/** What the command line, the environment and the configuration file ask for. */
export interface Command extends Served {
  /** The path that `supergraphSdl` was read from. */
  readonly supergraphFile: string;
  readonly host: string;
  readonly metricsPort: number | undefined;
  /** What looks like a mistake, but need not be one. */
  readonly warnings: readonly string[];
  /**
   * How a subgraph is reached, of this supergraph or of a later one.
   *
   * @throws {StartupError} if nothing says where it is.
   */
  readonly optionsFor: (subgraph: NamedSubgraph) => HttpOptions<ForwardingContext>;
}

/**
 * Reads the options, the environment and the configuration file: an option goes before the variable of its name, and that
 * before the file.
 *
 * @throws {StartupError} that names everything that is wrong, one line each.
 */
export async function readCommandLine(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Command | 'help'> {
  const options = parsed(args);
  if (options.help) return 'help';
  if (!options.supergraph) throw new StartupError('--supergraph: expected the file of a supergraph schema');
  const supergraphFile = options.supergraph;
  const problems: string[] = [];
  const noted = (error: unknown): void => {
    if (!(error instanceof StartupError)) throw error;
    problems.push(error.message);
  };
  const config = options.config === undefined ? {} : await readConfigFile(options.config, environment).catch(noted);
  const variables = switches(options, environment, noted);
  const supergraphSdl = await readText(supergraphFile).catch(noted);
  const subgraphs = supergraphSdl === undefined ? undefined : subgraphsOf(supergraphSdl, noted);
  if (config && subgraphs) problems.push(...urlProblems(subgraphs, config, environment));
  if (!config || !variables || supergraphSdl === undefined || problems.length > 0) {
    throw new StartupError(problems.join('\n'));
  }
  const isDevelopment = environment['NODE_ENV'] !== 'production';
  const { maxBodyBytes, compression, cors, drainSeconds, maxPlans } = config;
  return {
    supergraphFile,
    supergraphSdl,
    host: options.host ?? (environment['HOST'] || config.host) ?? '127.0.0.1',
    port: variables['--port'] ?? variables.PORT ?? config.port ?? 4000,
    metricsPort: variables['--metrics-port'] ?? variables.METRICS_PORT ?? config.metricsPort,
    introspection: variables.INTROSPECTION ?? config.introspection ?? isDevelopment,
    landingPage: variables.LANDING_PAGE ?? config.landingPage ?? isDevelopment,
    ...(maxBodyBytes !== undefined && { maxBodyBytes }),
    ...(compression !== undefined && { compression }),
    ...(cors && { cors }),
    ...(drainSeconds !== undefined && { drainSeconds }),
    ...(maxPlans !== undefined && { maxPlans }),
    warnings: unknownSubgraphs(config, subgraphs ?? [], options.config),
    optionsFor: (subgraph) => subgraphOptions(subgraph, config, environment),
  };
}

/** Of an option that is given the variable does not matter. */
function switches(
  options: ReturnType<typeof parsed>,
  environment: Readonly<Record<string, string | undefined>>,
  noted: (error: unknown) => void,
) {
  try {
    return readConfig(
      {
        '--port': port().optional(),
        '--metrics-port': port().optional(),
        PORT: port().optional(),
        METRICS_PORT: port().optional(),
        INTROSPECTION: flag().optional(),
        LANDING_PAGE: flag().optional(),
      },
      {
        ...environment,
        ...(options.port !== undefined && { '--port': options.port, PORT: undefined }),
        ...(options['metrics-port'] !== undefined && {
          '--metrics-port': options['metrics-port'],
          METRICS_PORT: undefined,
        }),
      },
    );
  } catch (error) {
    noted(error);
    return undefined;
  }
}

function subgraphsOf(sdl: string, noted: (error: unknown) => void): readonly NamedSubgraph[] | undefined {
  try {
    return readSupergraph(sdl).subgraphsMetadata();
  } catch (error) {
    noted(error);
    return undefined;
  }
}

/** Settings of a subgraph may be there before the subgraph is. */
function unknownSubgraphs(config: GatewayConfig, subgraphs: readonly NamedSubgraph[], file = ''): string[] {
  const names = subgraphs.map(({ name }) => name);
  return Object.keys(config.subgraphs ?? {})
    .filter((name) => !names.includes(name))
    .map((name) => `${file}: subgraphs.${name}: the supergraph has no such subgraph${didYouMean(name, names)}`);
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    supergraph: text,
    config: text,
    port: text,
    host: text,
    'metrics-port': text,
    help: { type: 'boolean', short: 'h' },
  } as const;
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
