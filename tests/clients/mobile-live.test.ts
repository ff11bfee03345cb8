import { systemClock } from '@reelhouse/clock';
import { createSampleDatabase } from '@reelhouse/test-database';
import { expect, test } from 'vitest';
import { letIn } from '../let-in.ts';
import { checkIn } from '../live/desk.fixture.ts';
import { OpenedSubscriptions } from '../live/opened-subscriptions.fixture.ts';
import { runHouse } from '../running-house.ts';
import { findCustomerAtHome } from './customer-at-home.fixture.ts';
import { HeadlessClient } from './headless-client.ts';
import { liveReleases } from './live-releases.ts';

const database = await createSampleDatabase();
const subscriptions = new OpenedSubscriptions();
const house = await runHouse(database, { clock: systemClock, background: true, subscriptionObserver: subscriptions });

const following = liveReleases.filter(
  ({ client, manifest }) => client === 'mobile' && manifest.operations.some(({ name }) => name === 'RentalReturned'),
);

test('every release of the mobile app that follows what comes back is told of it, by ids', async () => {
  const customer = await findCustomerAtHome(database);
  const login = await letIn(database, customer.subject);
  const streams = [];
  for (const { manifest } of following) {
    for (const id of ['documentId', 'persistedQuery'] as const) {
      const client = new HeadlessClient(house.urls['mobile']!, manifest, { id, queries: 'POST' });
      await client.signIn(login.name, login.password);
      streams.push({ name: 'RentalReturned', results: client.follow('RentalReturned') });
      const { filmId, storeId } = customer;
      streams.push({ name: 'AvailabilityChanged', results: client.follow('AvailabilityChanged', { filmId, storeId }) });
    }
  }
  expect(streams.length).toBeGreaterThan(0);
  const first = streams.map(({ results }) => results.next());
  await subscriptions.untilOpened(streams.length);
  await checkIn(house, customer);
  for (const [index, { name }] of streams.entries()) {
    const { value } = await first[index]!;
    expect(value.errors).toBeUndefined();
    expect(value.data).toMatchObject(
      name === 'RentalReturned'
        ? { rentalReturned: { rental: { id: customer.rentalId, filmTitle: customer.filmTitle, overdue: false } } }
        : { availabilityChanged: { film: { id: customer.filmId } } },
    );
  }
  for (const { results } of streams) await results.return?.();
  await subscriptions.untilEnded(streams.length);
});
