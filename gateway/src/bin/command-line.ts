import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { SubgraphTokenSigner } from '@reelhouse/auth';
import { flag, fromFiles, port, readConfig, StartupError } from '@reelhouse/config';
import type { AdditionalListener } from '@reelhouse/http-server';
import type { HttpOptions } from '@reelhouse/subgraph-transport';
import { eventsPrefix, natsUrl, type GatewayConfig } from '../config/config-shape.ts';
import { defined } from '../config/defined-settings.ts';
import { redisUrl } from '../config/edge-config-shape.ts';
import { edgeSettingsFrom } from '../config/edge-settings-from.ts';
import { eventsConfig, unansweredSubscriptions, type EventsConfig } from '../config/events-config.ts';
import { forwardedNames, type ForwardingContext } from '../config/forwarded-headers.ts';
import { didYouMean } from '../config/nearest-name.ts';
import { configText, readConfigText } from '../config/read-config-file.ts';
import { signerFrom, signingProblems } from '../config/internal-tokens.ts';
import { subgraphOptions } from '../config/subgraph-options.ts';
import { urlProblems } from '../config/subgraph-urls.ts';
import type { ConfigVersion, FollowedConfig } from '../edge/live-edge-settings.ts';
import type { NamedSubgraph } from '../live-schema/shared-transports.ts';
import type { GatewayOptions } from '../start-gateway.ts';
import { readSupergraph } from '../supergraph.ts';

/** Printed by `--help`. */
export const usage = `Usage: reelhouse-gateway --supergraph FILE [--config FILE] [--port N] [--host H] [--metrics-port N]

Serves a Federation 2 supergraph. A changed file is served as soon as it proves good, and limits and levels of a changed
configuration hold; SIGHUP has both read again.

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
  NATS_URL                  where events come from that subscriptions are answered by
  EVENTS_PREFIX             stands before their subjects: usually the name of the database
  REDIS_URL                 where gateways count together what is asked for; or REDIS_URL_FILE, a file of it
  INTERNAL_PRIVATE_KEY      what requests to subgraphs are signed with; or INTERNAL_PRIVATE_KEY_FILE, a file of it
INTROSPECTION and LANDING_PAGE are true unless NODE_ENV is production.`;

type Served = Pick<
  GatewayOptions<ForwardingContext>,
  | 'supergraphSdl'
  | 'host'
  | 'port'
  | 'introspection'
  | 'persistedQueries'
  | 'landingPage'
  | 'compression'
  | 'cors'
  | 'drainSeconds'
  | 'maxPlans'
  | 'streams'
  | 'trustedProxies'
>;

/** What the command line, the environment and the configuration file ask for. */
export interface Command extends Served {
  /** The path that `supergraphSdl` was read from. */
  readonly supergraphFile: string;
  readonly host: string;
  readonly metricsPort: number | undefined;
  /** What is decided at the edge, and where the manifests are, at the start. */
  readonly edgeConfig: ConfigVersion;
  /** The configuration file, which may say something else about the edge later; undefined if there is none. */
  readonly followed: FollowedConfig | undefined;
  /** Where gateways count together what is asked for; undefined if each counts for itself. */
  readonly rateLimitRedis: string | undefined;
  /** Where the same is served beside `host` and `port`. */
  readonly listeners: readonly AdditionalListener[];
  /** How long browsers are told to come by HTTPS only, in seconds; undefined: they are told nothing. */
  readonly strictTransportSeconds: number | undefined;
  /** Where events come from; undefined if no subscription is answered by them. */
  readonly events: EventsConfig | undefined;
  /** The headers of clients that any subgraph gets, in lower case. */
  readonly forwardedNames: readonly string[];
  /** Whose access tokens are taken; undefined if nobody's is. */
  readonly authentication: GatewayConfig['authentication'];
  /** How the subgraph is reached that knows which sessions have ended; undefined if none is asked. */
  readonly endedSessions: HttpOptions<ForwardingContext> | undefined;
  /** How the subgraph is reached that records what was denied to whom; undefined if none does. */
  readonly audit: HttpOptions<ForwardingContext> | undefined;
  /** Tells subgraphs who asks; undefined if they are asked unsigned. */
  readonly signer: SubgraphTokenSigner | undefined;
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
  given: Readonly<Record<string, string | undefined>>,
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
  const environment = attempt(() => fromFiles(given, ['INTERNAL_PRIVATE_KEY', 'REDIS_URL']), noted) ?? given;
  const configFile = options.config;
  const configured = configFile === undefined ? '' : await configText(configFile).catch(noted);
  const config =
    configured === undefined
      ? undefined
      : attempt(() => readConfigText(configFile ?? '', configured, environment), noted);
  const variables = switches(options, environment, noted);
  const supergraphSdl = await readText(supergraphFile).catch(noted);
  const supergraph = supergraphSdl === undefined ? undefined : attempt(() => readSupergraph(supergraphSdl), noted);
  const subgraphs = supergraph?.subgraphsMetadata();
  if (config && subgraphs) problems.push(...urlProblems(subgraphs, config, environment));
  const signer = config ? signerFrom(config, environment, noted) : undefined;
  if (config && signer) problems.push(...signingProblems(config, configFile));
  const events = config && variables ? attempt(() => eventsConfig(config, variables), noted) : undefined;
  const named = (setting: string, name: string | undefined): NamedSubgraph | undefined =>
    subgraphs && name !== undefined ? subgraphNamed(name, setting, subgraphs, noted) : undefined;
  const sessions = named('authentication.endedSessions', config?.authentication?.endedSessions);
  const audit = named('audit.subgraph', config?.audit?.subgraph);
  if (!config || configured === undefined || !variables || supergraphSdl === undefined || problems.length > 0) {
    throw new StartupError(problems.join('\n'));
  }
  const isDevelopment = environment['NODE_ENV'] !== 'production';
  const { compression, cors, drainSeconds, maxPlans, streams, trustedProxies } = config;
  const version = (read: GatewayConfig): ConfigVersion => ({
    config: read,
    settings: edgeSettingsFrom(read, { ...variables, isDevelopment }),
    manifests: manifestsOf(read, configFile),
  });
  const edgeConfig = version(config);
  const host = options.host ?? (environment['HOST'] || config.host) ?? '127.0.0.1';
  return {
    supergraphFile,
    supergraphSdl,
    edgeConfig,
    followed:
      configFile === undefined
        ? undefined
        : {
            file: configFile,
            text: configured,
            read: (text) => version(readConfigText(configFile, text, environment)),
          },
    rateLimitRedis: variables.REDIS_URL ?? config.rateLimits?.redis,
    listeners: Object.entries(config.listeners ?? {}).map(([name, each]) => ({
      name,
      host: each.host ?? host,
      port: each.port,
    })),
    persistedQueries: config.persistedQueries ?? false,
    strictTransportSeconds: config.strictTransportSecurity,
    host,
    port: variables['--port'] ?? variables.PORT ?? config.port ?? 4000,
    metricsPort: variables['--metrics-port'] ?? variables.METRICS_PORT ?? config.metricsPort,
    // For who does not ask the edge: what holds for some only holds for nobody then.
    introspection: edgeConfig.settings.introspection === true,
    landingPage: variables.LANDING_PAGE ?? config.landingPage ?? isDevelopment,
    ...(compression !== undefined && { compression }),
    ...(cors && { cors }),
    ...(drainSeconds !== undefined && { drainSeconds }),
    ...(maxPlans !== undefined && { maxPlans }),
    ...(streams && { streams: defined(streams) }),
    ...(trustedProxies !== undefined && { trustedProxies }),
    events,
    forwardedNames: forwardedNames(config),
    authentication: config.authentication,
    signer,
    endedSessions: sessions && subgraphOptions(sessions, config, environment, signer),
    audit: audit && subgraphOptions(audit, config, environment, signer),
    warnings: [
      ...unknownSubgraphs(config, subgraphs ?? [], configFile),
      ...(supergraph && !events ? unansweredSubscriptions(supergraphSdl, supergraph) : []),
    ],
    optionsFor: (subgraph) => subgraphOptions(subgraph, config, environment, signer),
  };
}

/** The folder of the manifests, which is named from where the file is. */
function manifestsOf({ registeredOperations }: GatewayConfig, file = ''): string | undefined {
  const manifests = registeredOperations?.manifests;
  return manifests === undefined ? undefined : resolve(dirname(file), manifests);
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
        NATS_URL: natsUrl(),
        REDIS_URL: redisUrl(),
        EVENTS_PREFIX: eventsPrefix(),
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

/** @returns undefined if it throws what the operator has to put right, which is noted. */
function attempt<Value>(read: () => Value, noted: (error: unknown) => void): Value | undefined {
  try {
    return read();
  } catch (error) {
    noted(error);
    return undefined;
  }
}

/** Unlike other settings of subgraphs, one that names a subgraph is of no use before the subgraph is there. */
function subgraphNamed(
  name: string,
  setting: string,
  subgraphs: readonly NamedSubgraph[],
  noted: (error: unknown) => void,
): NamedSubgraph | undefined {
  const owner = subgraphs.find((subgraph) => subgraph.name === name);
  const nearest = didYouMean(
    name,
    subgraphs.map((subgraph) => subgraph.name),
  );
  if (!owner) noted(new StartupError(`${setting}: the supergraph has no subgraph "${name}"${nearest}`));
  return owner;
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
