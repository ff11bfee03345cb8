import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { flag, readConfig, StartupError, stopSignal } from '@reelhouse/config';
import { connect } from '@reelhouse/database';
import { databaseVariables, openDatabaseServer, type DatabaseServer } from '@reelhouse/database-server';
import { roleUrl } from '@reelhouse/migrations';
import { describeRows } from '@reelhouse/sample-data';
import { openLocalServer } from './local-server.ts';
import { prefixedLines } from './prefixed-lines.ts';
import { startProcess, type ServiceProcess } from './service-process.ts';
import {
  gatewayPort,
  graphqlPath,
  healthPath,
  services,
  subgraphPorts,
  type Endpoints,
  type Service,
} from './topology.ts';
import { waitUntilHealthy } from './wait-until-healthy.ts';

/** The chain as processes. */
export interface RunningServices {
  /** Where clients send operations. */
  readonly url: string;
  /** The process of a service. */
  process(name: string): ServiceProcess | undefined;
  /** Resolves with the name of a service that ended although nobody stopped it. */
  readonly ended: Promise<string>;
  /** Stops all, the gateway first, so that no request meets a subgraph that is gone. */
  stop(): Promise<void>;
}

/** Where and how services are started. */
export interface ServicesOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly print: (line: string) => void;
  /** Added to every port, so that several chains fit on one machine; 0 by default. */
  readonly portOffset?: number;
  readonly coloured?: boolean;
  /** How long a service may take until it is healthy, in seconds; 60 by default. */
  readonly healthySeconds?: number;
}

const root = join(dirname(createRequire(import.meta.url).resolve('@reelhouse/services/package.json')), '../..');

/** What production does not do: fills an empty database, so that there is something to look at. */
const sampleData: Service = {
  name: 'sample-data',
  program: 'packages/reelhouse/src/bin/seed',
  args: [],
  once: true,
  after: ['migrate'],
  environment: ({ ownerUrl }) => ownerUrl,
};

/** How long a service may take to finish what is under way, in seconds. */
const stopSeconds = 15;

/**
 * Starts everything as it runs in production, on this machine: PostgreSQL, Redis and NATS unless the environment names
 * others, the migrations, every subgraph as a process, and the gateway in front.
 *
 * @throws {StartupError} if something is not installed, or a service does not become healthy. Nothing is left running.
 */
export async function startServices(options: ServicesOptions): Promise<RunningServices> {
  const { environment, print, portOffset = 0, healthySeconds = 60 } = options;
  const names = ['redis', 'nats', sampleData.name, ...services.map(({ name }) => name)];
  const printFor = prefixedLines(names, print, options.coloured ?? false);
  const config = readConfig({ ...databaseVariables, SAMPLE_DATA: flag().default(true) }, environment);
  const home = resolve(config.REELHOUSE_HOME);
  const started: ServiceProcess[] = [];
  let database: DatabaseServer | undefined;

  async function stop(): Promise<void> {
    for (const one of started.reverse()) await one.stop(stopSeconds);
    await database?.stop();
  }

  try {
    database = await openDatabaseServer(config);
    const redis = await openLocalServer('redis', environment, join(home, 'redis'), printFor('redis'));
    const nats = await openLocalServer('nats', environment, join(home, 'nats'), printFor('nats'));
    for (const server of [redis, nats]) if (server.process) started.push(server.process);
    const endpoints = localEndpoints(database, redis.url, nats.url, portOffset);
    for (const service of services) {
      const port = service.port === undefined ? undefined : service.port + portOffset;
      const process = startService(service, port, endpoints, environment, printFor(service.name));
      started.push(process);
      if (!service.once) continue;
      await endedWell(process);
      if (config.SAMPLE_DATA && (await isEmpty(database))) {
        await endedWell(startService(sampleData, undefined, endpoints, environment, printFor(sampleData.name)));
      }
    }
    await Promise.all(
      services.map(async ({ name, port }) => {
        const process = started.find((one) => one.name === name);
        if (port === undefined || !process) return;
        await waitUntilHealthy(
          name,
          `http://127.0.0.1:${port + portOffset}${healthPath}`,
          process.ended,
          healthySeconds,
        );
      }),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  const lasting = started.filter(({ name }) => !services.some((service) => service.name === name && service.once));
  let stopped: Promise<void> | undefined;
  return {
    url: `http://127.0.0.1:${gatewayPort + portOffset}${graphqlPath}`,
    process: (name) => started.find((one) => one.name === name),
    ended: Promise.race(lasting.map(({ name, ended }) => ended.then(() => name))),
    stop: () => (stopped ??= stop()),
  };
}

async function endedWell({ name, ended }: ServiceProcess): Promise<void> {
  if ((await ended) !== 0) throw new StartupError(`${name} failed; its lines say why`);
}

async function isEmpty({ url }: DatabaseServer): Promise<boolean> {
  const sql = connect(url, { name: 'services', connections: 1 });
  try {
    return (await describeRows(sql)) === 'empty';
  } finally {
    await sql.end();
  }
}

function localEndpoints(database: DatabaseServer, redisUrl: string, natsUrl: string, portOffset: number): Endpoints {
  return {
    databaseUrl: (subgraph) => ({ [`${subgraph.toUpperCase()}_DATABASE_URL`]: roleUrl({ ...database, subgraph }) }),
    ownerUrl: { DATABASE_URL: database.url, DATABASE_ROLE_SECRET: database.roleSecret },
    redisUrl,
    natsUrl,
    subgraphUrl: (subgraph) => `http://127.0.0.1:${(subgraphPorts[subgraph] ?? 0) + portOffset}${graphqlPath}`,
  };
}

function startService(
  service: Service,
  port: number | undefined,
  endpoints: Endpoints,
  environment: Readonly<Record<string, string | undefined>>,
  print: (line: string) => void,
): ServiceProcess {
  return startProcess({
    name: service.name,
    command: [
      process.execPath,
      ...['--conditions=reelhouse-source', '--import=tsx'],
      `${service.program}.ts`,
      ...service.args,
    ],
    cwd: root,
    environment: {
      ...environment,
      // A service has the rights of its own role only.
      DATABASE_URL: undefined,
      ...service.environment(endpoints),
      ...(port !== undefined && { PORT: String(port) }),
    },
    print,
  });
}

/** `npm run services`: runs until it is told to stop, or until a service ends. */
export async function runServices(
  environment: Readonly<Record<string, string | undefined>>,
  print: (line: string) => void,
  coloured: boolean,
): Promise<void> {
  const told = stopSignal();
  const running = await startServices({ environment, print, coloured });
  print(`The graph is at ${running.url}. Ctrl-C stops everything.`);
  const ended = await Promise.race([told.then(() => undefined), running.ended]);
  print(ended === undefined ? 'Finishing what is under way …' : `${ended} ended. Stopping the others …`);
  await running.stop();
  if (ended !== undefined) throw new StartupError(`${ended} ended by itself; its lines say why`);
}
