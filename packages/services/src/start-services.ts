import { join, resolve } from 'node:path';
import { createInternalKeys, type InternalKeys } from '@reelhouse/auth';
import { flag, readConfig, StartupError } from '@reelhouse/config';
import { connect } from '@reelhouse/database';
import { databaseVariables, openDatabaseServer } from '@reelhouse/database-server';
import { roleUrl } from '@reelhouse/migrations';
import { describeRows } from '@reelhouse/sample-data';
import { openLocalServer } from './local-server.ts';
import { prefixedLines } from './prefixed-lines.ts';
import { choosePorts, portVariables, type PortChoice, type ServicePorts } from './service-ports.ts';
import { startProcess, type ServiceProcess } from './service-process.ts';
import { serviceCommand, servicesRoot } from './service-command.ts';
import { graphqlPath, healthPath, services, subgraphPorts, type Endpoints, type Service } from './topology.ts';
import { waitUntilHealthy } from './wait-until-healthy.ts';

/** The chain as processes. */
export interface RunningServices {
  /** Where clients send operations. */
  readonly url: string;
  /** Where clients send operations, by the names of the gateway's listeners, `default` among them. */
  readonly urls: Readonly<Record<string, string>>;
  /** What the services sign with when they ask each other. */
  readonly internalKeys: InternalKeys;
  /** The process of a service, or of a server beside them: `gateway`, `film`, `redis` … */
  process(name: string): ServiceProcess | undefined;
  /** Where a service that listens says whether it should get requests. */
  readyUrl(name: string): string;
  /** Starts a service that has ended once more, where it was, and waits until it is healthy. */
  restart(name: string): Promise<void>;
  /** Resolves with the name of a service that ended although nobody stopped it. */
  readonly ended: Promise<string>;
  /** Stops all: the gateway first, so that no request meets a subgraph that is gone. May be called again. */
  stop(): Promise<void>;
}

/** A database that is migrated, and filled if it is to be, by somebody else. */
export interface MigratedDatabase {
  /** As the role that owns all tables. */
  readonly url: string;
  /** What the passwords of the subgraphs' roles are derived from. */
  readonly roleSecret: string;
  /** What the names of the roles begin with; the database's name by default. */
  readonly rolePrefix?: string;
}

/** Where and how services are started. */
export interface ServicesOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly print: (line: string) => void;
  /** `fixed`, those that the supergraph names, unless told: with `free` ones several chains fit on one machine. */
  readonly ports?: PortChoice;
  /** The database to work on; without it the one of `npm start`, which is migrated first. */
  readonly database?: MigratedDatabase;
  readonly coloured?: boolean;
  /** How long a service may take until it is healthy, in seconds; 60 by default. */
  readonly healthySeconds?: number;
}

/** What production does not do: fills an empty database, so that there is something to look at. */
const sampleData: Service = {
  name: 'sample-data',
  program: 'packages/reelhouse/src/bin/seed',
  args: [],
  once: true,
  after: ['migrate'],
  environment: ({ ownerUrl }) => ownerUrl,
};

/** What a developer tries out is not registered yet: it is answered, and logged, unless the environment says otherwise. */
const whileDeveloping = { REGISTRATION_LEVEL: 'log' };

/** How long a service may take to finish what is under way, in seconds. */
const stopSeconds = 15;

/**
 * Starts everything as it runs in production, on this machine: PostgreSQL, Redis and NATS unless the environment names
 * others, the migrations, every subgraph as a process, and the gateway in front.
 *
 * @throws {StartupError} if something is not installed, or a service does not become healthy. Nothing is left running.
 */
export async function startServices(options: ServicesOptions): Promise<RunningServices> {
  const { environment, print, healthySeconds = 60 } = options;
  const names = ['redis', 'nats', sampleData.name, ...services.map(({ name }) => name)];
  const printFor = prefixedLines(names, print, options.coloured ?? false);
  const config = readConfig({ ...databaseVariables, SAMPLE_DATA: flag().default(true) }, environment);
  const home = resolve(config.REELHOUSE_HOME);
  const ports = await choosePorts(options.ports ?? 'fixed');
  const internalKeys = createInternalKeys();
  const started = new Map<string, ServiceProcess>();
  let stopDatabase: (() => Promise<void>) | undefined;

  async function stopAll(): Promise<void> {
    for (const together of [['gateway'], Object.keys(subgraphPorts), ['nats', 'redis']]) {
      await Promise.all(
        together.map(async (name) => {
          const one = started.get(name);
          await one?.stop(stopSeconds);
          if (one) printFor(name)('stopped');
        }),
      );
    }
    await stopDatabase?.();
  }
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= stopAll());

  async function openDatabase(): Promise<MigratedDatabase> {
    if (options.database) return options.database;
    const server = await openDatabaseServer(config);
    stopDatabase = () => server.stop();
    return server;
  }

  async function openServer(name: 'redis' | 'nats'): Promise<string> {
    const server = await openLocalServer(name, environment, join(home, name), printFor(name));
    if (server.process) started.set(name, server.process);
    return server.url;
  }

  function start(service: Service, endpoints: Endpoints): ServiceProcess {
    return startProcess({
      name: service.name,
      command: serviceCommand(service),
      cwd: servicesRoot,
      environment: {
        ...whileDeveloping,
        ...environment,
        // A service has the rights of its own role only.
        DATABASE_URL: undefined,
        DATABASE_ROLE_SECRET: undefined,
        // The keys are those of this start, and only who signs has the private one.
        INTERNAL_PRIVATE_KEY: undefined,
        INTERNAL_PRIVATE_KEY_FILE: undefined,
        INTERNAL_PUBLIC_KEYS_FILE: undefined,
        ALLOW_UNSIGNED_REQUESTS: undefined,
        ...service.environment(endpoints),
        ...portVariables(ports.get(service.name) ?? {}),
      },
      print: printFor(service.name),
    });
  }

  const readyUrl = (name: string): string => `http://127.0.0.1:${ports.get(name)?.['default'] ?? 0}${healthPath}`;

  async function healthy({ name }: Service): Promise<void> {
    const process = started.get(name);
    if (process) await waitUntilHealthy(name, readyUrl(name), process.ended, healthySeconds);
  }

  let endpoints: Endpoints;
  try {
    const database = await openDatabase();
    const servers = { redisUrl: await openServer('redis'), natsUrl: await openServer('nats') };
    endpoints = { ...localEndpoints(database, ports), ...servers, internalKeys };
    if (!options.database) {
      for (const service of services.filter(({ once }) => once)) await endedWell(start(service, endpoints));
      if (config.SAMPLE_DATA && (await isEmpty(database))) await endedWell(start(sampleData, endpoints));
    }
    const lasting = services.filter(({ once }) => !once);
    for (const service of lasting) started.set(service.name, start(service, endpoints));
    await Promise.all(lasting.map(healthy));
  } catch (error) {
    await stop();
    throw error;
  }
  const urls = Object.fromEntries(
    Object.entries(ports.get('gateway') ?? {}).map(([listener, port]) => [
      listener,
      `http://127.0.0.1:${port}${graphqlPath}`,
    ]),
  );
  return {
    url: urls['default'] ?? '',
    urls,
    internalKeys,
    process: (name) => started.get(name),
    readyUrl,
    async restart(name) {
      const service = services.find((one) => one.name === name);
      if (!service) throw new StartupError(`there is no service ${name}`);
      await started.get(name)?.ended;
      started.set(name, start(service, endpoints));
      await healthy(service);
    },
    ended: Promise.race([...started].map(([name, { ended }]) => ended.then(() => name))),
    stop,
  };
}

async function endedWell({ name, ended }: ServiceProcess): Promise<void> {
  if ((await ended) !== 0) throw new StartupError(`${name} failed; its lines say why`);
}

async function isEmpty({ url }: MigratedDatabase): Promise<boolean> {
  const sql = connect(url, { name: 'services', connections: 1 });
  try {
    return (await describeRows(sql)) === 'empty';
  } finally {
    await sql.end();
  }
}

function localEndpoints(
  database: MigratedDatabase,
  ports: ReadonlyMap<string, ServicePorts>,
): Pick<Endpoints, 'databaseUrl' | 'ownerUrl' | 'eventsPrefix' | 'subgraphUrl'> {
  return {
    databaseUrl: (subgraph) => ({ [`${subgraph.toUpperCase()}_DATABASE_URL`]: roleUrl({ ...database, subgraph }) }),
    ownerUrl: { DATABASE_URL: database.url, DATABASE_ROLE_SECRET: database.roleSecret },
    eventsPrefix: decodeURIComponent(new URL(database.url).pathname.slice(1)),
    subgraphUrl: (subgraph) => `http://127.0.0.1:${ports.get(subgraph)?.['default'] ?? 0}${graphqlPath}`,
  };
}
