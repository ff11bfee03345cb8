import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { systemClock } from '@reelhouse/clock';
import { createSampleDatabase } from '@reelhouse/test-database';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { runHouse } from '../running-house.ts';
import { checkIn, openRentals, type OpenRental } from './desk.fixture.ts';
import { OpenedSubscriptions } from './opened-subscriptions.fixture.ts';

vi.setConfig({ testTimeout: 120_000 });
setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

const listeners = 1000;
const database = await createSampleDatabase();
const subscriptions = new OpenedSubscriptions();
const house = await runHouse(database, { clock: systemClock, background: true, subscriptionObserver: subscriptions });

const sockets: WebSocket[] = [];
let rentals: OpenRental[];
beforeAll(async () => {
  rentals = await openRentals(database, 3);
});
afterAll(() => {
  for (const socket of sockets) socket.terminate();
});

/**
 * Opens many WebSockets, some at a time, each with one subscription. They are of people who have not signed in and wait for
 * copies: one identity may not have so many.
 */
async function openAll(subscribe: (index: number) => object): Promise<void> {
  const opened = subscriptions.openedSoFar;
  for (let from = 0; from < listeners; from += 50) {
    const some = Array.from({ length: 50 }, async (_, offset) => {
      const socket = new WebSocket(house.url.replace(/^http/, 'ws'), 'graphql-transport-ws', {
        perMessageDeflate: false,
      });
      sockets.push(socket);
      await once(socket, 'open');
      socket.send('{"type":"connection_init"}');
      await once(socket, 'message');
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: subscribe(from + offset) }));
    });
    await Promise.all(some);
  }
  await subscriptions.untilOpened(opened + listeners);
}

/** The next result of every socket. */
function nextOfAll(): Promise<string[]> {
  return Promise.all(sockets.map(async (socket) => String(((await once(socket, 'message')) as [Buffer])[0])));
}

async function closeAll(): Promise<void> {
  const ended = subscriptions.endedSoFar + sockets.length;
  for (const socket of sockets.splice(0)) socket.terminate();
  await subscriptions.untilEnded(ended);
}

/** What is in use, without what can be collected. */
function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

function take(): OpenRental {
  const rental = rentals.shift();
  if (!rental) throw new Error('all rentals were returned');
  return rental;
}

test('a thousand listeners with one selection cost one execution of each event, and one fetch of each subgraph', async () => {
  const query = 'subscription { availabilityChanged { eventId film { title } store { address { district } } } }';
  await openAll(() => ({ query }));
  expect(house.subscriptions()).toMatchObject({ listeners, groups: 1, executions: 0 });
  const rental = take();
  const results = nextOfAll();
  await checkIn(house, rental);
  for (const result of await results) expect(result).toContain(`"title":"${rental.filmTitle}"`);
  expect(house.subscriptions()).toMatchObject({ events: 1, executions: 1, deliveries: listeners });

  const read = house.statements.filter(
    (statement) => /^(film|customer): select/.test(statement) && statement.includes('any('),
  );
  const [film, customer] = ['film', 'customer'].map((name) => read.filter((one) => one.startsWith(name)).length);
  expect([film, customer]).toEqual([1, 1]);
  await closeAll();
  expect(house.subscriptions()).toMatchObject({ listeners: 0, groups: 0, leases: 0 });
});

test('a thousand different ones are each executed once, and requests are answered meanwhile', async () => {
  const before = house.subscriptions().executions;
  const query = `subscription ($actors: Int!, $categories: Int!) { availabilityChanged {
    film { actors(first: $actors) { edges { cursor } } categories(first: $categories) { edges { cursor } } } } }`;
  await openAll((index) => ({ query, variables: { actors: index % 32, categories: Math.floor(index / 32) } }));
  expect(house.subscriptions().groups).toBe(listeners);
  const results = nextOfAll();
  await checkIn(house, take());
  const asked = house.anonymous.ask('{ films(first: 1) { edges { node { title } } } }');
  expect(await Promise.race([results.then(() => 'results'), asked.then(() => 'an answer')])).toBe('an answer');
  for (const result of await results) expect(result).not.toContain('"errors"');
  expect(house.subscriptions().executions - before).toBe(listeners);
  await closeAll();
});

test('ten thousand who come and go leave nothing behind', async () => {
  const query = 'subscription { availabilityChanged { eventId film { title } } }';
  const comeAndGo = async (rounds: number): Promise<void> => {
    for (let round = 0; round < rounds; round += 1) {
      await openAll(() => ({ query }));
      await closeAll();
    }
  };
  await comeAndGo(2);
  const before = heapBytes();
  await comeAndGo(8);
  expect(house.subscriptions()).toMatchObject({ listeners: 0, groups: 0, leases: 0, executing: 0, waiting: 0 });
  // A leak of 1 kB for each of them would be 8 MB.
  expect(heapBytes() - before).toBeLessThan(4_000_000);
});
