import type { Caller } from '@reelhouse/auth';
import { systemClock } from '@reelhouse/clock';
import { fromFiles, logLevel, port, postgresUrl, readConfig, StartupError, stopSignal } from '@reelhouse/config';
import { databaseVariables, openDatabaseServer } from '@reelhouse/database-server';
import { serveSchema, type RequestContext } from '@reelhouse/http-server';
import { createLogger } from '@reelhouse/logging';
import { migrateUp, migrationsDirectory, roleUrl } from '@reelhouse/migrations';
import { startTelemetry, type Telemetry } from '@reelhouse/telemetry';
import { z } from 'zod';
import { admissionSecrets, admissionTo, admissionVariables, signerOf } from './admission.ts';
import type { SubgraphDefinition } from './define-subgraph.ts';
import { infrastructureVariables, openBus, openSubgraphCache } from './infrastructure.ts';
import { openSubgraph } from './open-subgraph.ts';
import { reachOverHttp } from './reach-over-http.ts';

/**
 * Serves one subgraph over HTTP until the process is told to stop: the program of `npm start -w subgraphs/<name>`.
 *
 * `<NAME>_DATABASE_URL` (or a file that holds it, `<NAME>_DATABASE_URL_FILE`) is the database as the subgraph's own role:
 * what production uses, where migrations are somebody else's work. Without it the database is the one that `npm start` uses, and it is migrated first.
 * Other subgraphs, which commands ask for facts, are where `<NAME>_URL` says, or else the supergraph.
 *
 * It answers those only who sign with one of the `INTERNAL_PUBLIC_KEYS`, such as the gateway, and signs with the
 * `INTERNAL_PRIVATE_KEY` what it asks others (each may be in a file, `…_FILE`). Health and routes are for everybody. What it
 * answers is what its SDL opens to the person that the token names; with `ALLOW_UNSIGNED_REQUESTS`, to everybody.
 *
 * @param defaultPort where the supergraph says that the subgraph is, unless `PORT` says otherwise.
 */
export async function serveSubgraph<Context extends RequestContext>(
  definition: SubgraphDefinition<Context>,
  defaultPort: number,
): Promise<void> {
  const told = stopSignal();
  const { name } = definition;
  const own = `${name.toUpperCase()}_DATABASE_URL`;
  const environment = fromFiles(process.env, [own, ...admissionSecrets]);
  const config = readConfig(
    {
      ...databaseVariables,
      ...infrastructureVariables,
      ...admissionVariables,
      OWN_DATABASE_URL: postgresUrl().optional(),
      PORT: port().default(defaultPort),
      HOST: z.string().default('127.0.0.1'),
      LOG_LEVEL: logLevel().default('info'),
    },
    { ...environment, OWN_DATABASE_URL: environment[own] },
  );
  const log = createLogger({ name, level: config.LOG_LEVEL, pretty: process.stderr.isTTY });
  const admit = admissionTo(name, config, systemClock, log);
  const others = reachOverHttp(environment, signerOf(name, config, systemClock));
  const database = config.OWN_DATABASE_URL === undefined ? await openDatabaseServer(config, { log }) : undefined;
  let telemetry: Telemetry | undefined;
  try {
    telemetry = await startTelemetry({
      serviceName: `reelhouse-${name}`,
      host: config.HOST,
      log,
      environment: process.env,
    });
    if (database) await migrateUp({ ...database, directory: migrationsDirectory });
    const databaseUrl = database ? roleUrl({ ...database, subgraph: name }) : config.OWN_DATABASE_URL;
    if (databaseUrl === undefined) throw new StartupError(`${own}: expected the URL of the database`);
    const shared = { databaseUrl, clock: systemClock, log };
    const cache = await openSubgraphCache(config, { ...shared, subgraph: name });
    const subgraph = openSubgraph(definition, { ...shared, cache, reach: others.reach });
    const bus = openBus(config, { ...shared, owners: { [name]: subgraph.sql } });
    try {
      const hearsOthers = config.NATS_URL !== undefined;
      if (!hearsOthers) log.warn('without NATS_URL the events of other subgraphs do not arrive here');
      const background = await subgraph.startBackground({ bus, log, hearsOthers });
      telemetry.metrics?.subgraphs.observe(name, () => subgraph.figures(background));
      const server = await serveSchema({
        schema: subgraph.schema,
        guard: subgraph.guard,
        introspection: true,
        context: (incoming) => {
          const contextFor = (caller: Caller) => {
            const { requestId, log: requestLog, trace } = incoming;
            return subgraph.contextFor({ requestId, log: requestLog, trace, ...caller });
          };
          const caller = admit(incoming);
          return caller instanceof Promise ? caller.then(contextFor) : contextFor(caller);
        },
        host: config.HOST,
        port: config.PORT,
        log,
        // The gateway writes a line about each request; this is one of many that it makes of it.
        accessLevel: 'debug',
        routes: subgraph.routes,
        observer: telemetry.requests,
        ready: async () => ({
          database: await subgraph.isReady(),
          // Without them it is slower, and others hear of it later; it answers all the same.
          ...(!cache.isReachable() && { redis: 'unreachable' }),
          ...(!bus.isReachable() && { nats: 'unreachable' }),
        }),
      });
      console.log(`The ${name} subgraph is at ${server.url}`);
      await Promise.race([told, ...(database ? [database.lost] : [])]);
      await server.stop();
      await background.stop();
    } finally {
      await bus.close();
      await others.stop();
      await cache.close();
      await subgraph.close();
    }
  } finally {
    await telemetry?.stop();
    await database?.stop();
  }
}
