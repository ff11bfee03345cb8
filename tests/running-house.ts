import { systemClock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { openHouse, type House, type HouseOptions } from '@reelhouse/reelhouse';
import type { TestDatabase } from '@reelhouse/test-database';
import { afterAll } from 'vitest';
import { auditWhenDone } from '../subgraphs/rental/audit.fixture.ts';
import { graphClients, type GraphClients } from './graph-clients.ts';

export type { Answer } from './graph-client.ts';

/** The whole chain in one process, served over HTTP on a free port of this machine. */
export interface RunningHouse extends GraphClients {
  /** The statements that reached PostgreSQL, each with the name of its subgraph before it. */
  readonly statements: string[];
  /** The URLs of the GraphQL endpoint by the names of the listeners; that of the mobile app is `mobile`. */
  readonly urls: House['urls'];
  /** What its subscriptions do. */
  readonly subscriptions: House['subscriptions'];
}

/** Opens the whole chain on a database of the test file; when the file is done it is stopped, and the stock is audited. */
export async function runHouse(
  database: TestDatabase,
  options: Pick<HouseOptions, 'background' | 'edge' | 'infrastructure' | 'limiter' | 'subscriptionObserver'> &
    Partial<Pick<HouseOptions, 'clock'>> = {},
): Promise<RunningHouse> {
  const statements: string[] = [];
  const clock = options.clock ?? systemClock;
  const house = await openHouse({
    ...database.access,
    // Where statements are counted, nobody else may send any.
    background: false,
    ...options,
    clock,
    log: createLogger({ name: 'test', level: 'silent' }),
    host: '127.0.0.1',
    port: 0,
    mobilePort: 0,
    landingPage: true,
    onStatement: (subgraph, text) => void statements.push(`${subgraph}: ${text.replaceAll(/\s+/g, ' ').trim()}`),
  });
  auditWhenDone(database);
  afterAll(() => house.stop());
  const { urls, subscriptions } = house;
  return { ...graphClients(() => house.url, { database, clock }), urls, statements, subscriptions };
}
