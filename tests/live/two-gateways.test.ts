import { systemClock } from '@reelhouse/clock';
import { createSampleDatabase } from '@reelhouse/test-database';
import { isInstalled, startNats } from '@reelhouse/test-servers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Credentials } from '../graph-client.ts';
import { runHouse } from '../running-house.ts';
import { checkIn, checkOut, openRentals, type OpenRental } from './desk.fixture.ts';
import { liveClients } from './live-clients.fixture.ts';
import { listenWith, type Listening } from './listening.fixture.ts';
import { OpenedSubscriptions } from './opened-subscriptions.fixture.ts';

const returnedQuery = `subscription ($since: ID) {
  rentalReturned(since: $since) { eventId rental { id } film { title } }
}`;
const availabilityQuery = `subscription ($filmId: ID!, $storeId: ID!) {
  availabilityChanged(filmId: $filmId, storeId: $storeId) { film { title availability(storeId: $storeId) { onShelf } } store { id } }
}`;

describe.skipIf(!isInstalled('nats-server'))('two gateways on one NATS', async () => {
  const nats = await startNats();
  afterAll(() => nats.dispose());
  const database = await createSampleDatabase();
  const infrastructure = { NATS_URL: nats.url };
  const here = new OpenedSubscriptions();
  const there = new OpenedSubscriptions();
  const shared = { clock: systemClock, background: true, infrastructure };
  const first = await runHouse(database, { ...shared, subscriptionObserver: here });
  const second = await runHouse(database, { ...shared, subscriptionObserver: there });

  let rentals: OpenRental[];
  let credentials: Credentials;
  beforeAll(async () => {
    // What one of them signed is good at the other.
    credentials = await first.as('staff').credentials();
    rentals = await openRentals(database, 10);
  });
  function take(): OpenRental {
    const rental = rentals.shift();
    if (!rental) throw new Error('all rentals were returned');
    return rental;
  }
  const idOf = ({ data }: { readonly data?: unknown }): string =>
    (data as { readonly rentalReturned: { readonly rental: { readonly id: string } } }).rentalReturned.rental.id;

  test('what happens at one is told at both, once to each listener and in order', async () => {
    const [one, other] = [here.openedSoFar + liveClients.length, there.openedSoFar + liveClients.length];
    const listeners: Listening[] = [];
    for (const { url } of [first, second]) {
      for (const client of liveClients) listeners.push(listenWith(client, { url, query: returnedQuery, credentials }));
    }
    await Promise.all([here.untilOpened(one), there.untilOpened(other)]);
    const returned = [take(), take(), take()];
    for (const [index, rental] of returned.entries()) await checkIn(index === 1 ? second : first, rental);
    for (const listening of listeners) {
      const ids = [await listening.next(), await listening.next(), await listening.next()].map(idOf);
      expect(ids).toEqual(returned.map(({ rentalId }) => rentalId));
    }
    // Whatever came twice would have come by now: this event comes after it.
    await checkIn(first, take());
    for (const listening of listeners) {
      await listening.next();
      expect(listening.waiting).toBe(0);
      listening.stop();
    }
  });

  test('who waits for a film sees how many copies there are now, after each change', async () => {
    const [client] = liveClients;
    if (!client) throw new Error('there are no clients');
    const rental = take();
    const { filmId, storeId } = rental;
    const opened = there.openedSoFar + 1;
    const listening = listenWith(client, { url: second.url, query: availabilityQuery, variables: { filmId, storeId } });
    await there.untilOpened(opened);
    const onShelf = async (): Promise<number> => {
      const { data } = (await listening.next()) as {
        readonly data: {
          readonly availabilityChanged: { readonly film: { readonly availability: { onShelf: number } } };
        };
      };
      return data.availabilityChanged.film.availability.onShelf;
    };
    await checkIn(first, rental);
    const back = await onShelf();
    await checkOut(first, rental);
    expect(await onShelf()).toBe(back - 1);
    listening.stop();
  });

  test('NATS goes away and comes back: nothing is lost, and nothing is told twice', async () => {
    const client = liveClients.at(-1);
    if (!client) throw new Error('there are no clients');
    const opened = there.openedSoFar + 1;
    const listening = listenWith(client, { url: second.url, query: returnedQuery, credentials });
    await there.untilOpened(opened);
    const [before, meanwhile, after] = [take(), take(), take()];
    await checkIn(first, before);
    expect(idOf(await listening.next())).toBe(before.rentalId);
    await nats.kill();
    await checkIn(first, meanwhile);
    await nats.start();
    expect(idOf(await listening.next())).toBe(meanwhile.rentalId);
    await checkIn(first, after);
    expect(idOf(await listening.next())).toBe(after.rentalId);
    expect(listening.waiting).toBe(0);
    listening.stop();
  });
});
