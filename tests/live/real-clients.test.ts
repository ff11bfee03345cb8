import { createSampleDatabase } from '@reelhouse/test-database';
import { startProxy, type TestProxy } from '@reelhouse/test-servers';
import { systemClock } from '@reelhouse/clock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Credentials } from '../graph-client.ts';
import { runHouse } from '../running-house.ts';
import { checkIn, openRentals, type OpenRental } from './desk.fixture.ts';
import { liveClients } from './live-clients.fixture.ts';
import { listenWith } from './listening.fixture.ts';
import { OpenedSubscriptions } from './opened-subscriptions.fixture.ts';

const query = `subscription Returned($filmId: ID, $storeId: ID, $since: ID) {
  rentalReturned(filmId: $filmId, storeId: $storeId, since: $since) {
    eventId
    rental { id returnDate }
    film { title }
    customer { id }
  }
}`;

interface Returned {
  readonly rentalReturned: {
    readonly eventId: string;
    readonly rental: { readonly id: string; readonly returnDate: string | null };
    readonly film: { readonly title: string };
    readonly customer: { readonly id: string };
  };
}

const returnsPerClient = 4;
const database = await createSampleDatabase();
const subscriptions = new OpenedSubscriptions();
const house = await runHouse(database, { clock: systemClock, background: true, subscriptionObserver: subscriptions });

let rentals: OpenRental[];
let proxy: TestProxy;
let credentials: Credentials;
beforeAll(async () => {
  credentials = await house.as('staff').credentials();
  rentals = await openRentals(database, liveClients.length * returnsPerClient);
  proxy = await startProxy(house.url);
});
afterAll(() => proxy.close());

function take(): OpenRental {
  const rental = rentals.shift();
  if (!rental) throw new Error('all rentals were returned');
  return rental;
}

function returned({
  data,
  errors,
}: {
  readonly data?: unknown;
  readonly errors?: unknown;
}): Returned['rentalReturned'] {
  expect(errors).toBeUndefined();
  return (data as Returned).rentalReturned;
}

describe.each(liveClients)('$name', (client) => {
  test('is told of a return as soon as it happens, with what other parts of the graph know of it', async () => {
    const [wanted, other] = [take(), take()];
    const opened = subscriptions.openedSoFar + 1;
    const variables = { filmId: wanted.filmId };
    const listening = listenWith(client, { url: house.url, query, variables, credentials });
    await subscriptions.untilOpened(opened);
    await checkIn(house, other);
    await checkIn(house, wanted);
    expect(returned(await listening.next())).toMatchObject({
      rental: { id: wanted.rentalId, returnDate: expect.any(String) },
      film: { title: wanted.filmTitle },
      customer: { id: wanted.customerId },
    });
    const ended = subscriptions.endedSoFar + 1;
    listening.stop();
    await subscriptions.untilEnded(ended);
    expect(listening.waiting).toBe(0);
  });

  test('is cut off, comes back, and is told what it missed', async () => {
    const [before, missed] = [take(), take()];
    const first = listenWith(client, { url: proxy.url, query, credentials });
    await subscriptions.untilOpened(subscriptions.endedSoFar + 1);
    await checkIn(house, before);
    const { eventId, rental } = returned(await first.next());
    expect(rental.id).toBe(before.rentalId);

    const ended = subscriptions.endedSoFar + 1;
    proxy.cut();
    await first.ended;
    await subscriptions.untilEnded(ended);
    first.stop();
    await checkIn(house, missed);
    const second = listenWith(client, { url: proxy.url, query, variables: { since: eventId }, credentials });
    expect(returned(await second.next()).rental.id).toBe(missed.rentalId);
    second.stop();
    await subscriptions.untilEnded(ended + 1);
  });
});
