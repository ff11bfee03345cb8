import { systemClock } from '@reelhouse/clock';
import { startServices, type RunningServices } from '@reelhouse/services';
import type { TestDatabase } from '@reelhouse/test-database';
import { isInstalled, startNats, startRedis, type TestNats, type TestRedis } from '@reelhouse/test-servers';
import { afterAll, beforeAll } from 'vitest';
import { graphClients, type GraphClients } from '../graph-clients.ts';

/** Whether the chain can run as services here: nothing of ours stands in for Redis and NATS then. */
export const canRunServices = isInstalled('redis-server') && isInstalled('nats-server');

/** The chain as processes, on a database of the test file. It is there once the tests run. */
export interface TestServices extends GraphClients {
  readonly services: RunningServices;
  readonly redis: TestRedis;
  readonly nats: TestNats;
  /** What the processes have printed, each line behind the name of its service. */
  readonly lines: readonly string[];
}

/**
 * Runs every subgraph and the gateway as a process, for the tests of one `describe`.
 *
 * @param variables of the environment that this test is about.
 */
export function runServicesOn(database: TestDatabase, variables: Readonly<Record<string, string>> = {}): TestServices {
  const lines: string[] = [];
  let redis: TestRedis | undefined;
  let nats: TestNats | undefined;
  let services: RunningServices | undefined;

  beforeAll(async () => {
    [redis, nats] = await Promise.all([startRedis(), startNats()]);
    const { PATH } = process.env;
    services = await startServices({
      environment: { PATH, LOG_LEVEL: 'warn', REDIS_URL: redis.url, NATS_URL: nats.url, ...variables },
      database: database.access,
      ports: 'free',
      print: (line) => void lines.push(line),
    });
  });
  afterAll(async () => {
    await services?.stop();
    await Promise.all([redis?.dispose(), nats?.dispose()]);
  });

  const { anonymous, as } = graphClients(() => there(services).url, { database, clock: systemClock });
  return {
    anonymous,
    as,
    lines,
    get url() {
      return there(services).url;
    },
    get services() {
      return there(services);
    },
    get redis() {
      return there(redis);
    },
    get nats() {
      return there(nats);
    },
  };
}

function there<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the services are started before the tests run, not before');
  return value;
}
