import { on } from '@reelhouse/events';
import type { SubgraphConsumer } from '@reelhouse/subgraph';
import { z } from 'zod';
import { tellEnd } from './domain/finish-registration.ts';
import { registrationRequested } from './events.ts';
import { storeChanged } from './store-events.ts';
import { insertRegistration, lockRegistration } from './store/registration.ts';
import {
  addNextStoreAddresses,
  forgetNextStoreAddresses,
  putStoreAddress,
  takeNextStoreAddresses,
} from './store/store-address.ts';

/**
 * Hears of people who register. Their customers are made afterwards (`domain/finish-registration.ts`), because that takes
 * facts of other subgraphs, and nobody is asked while a transaction is open. What is told again has not been heard there.
 */
const registrations: SubgraphConsumer = {
  consumer: 'customer-registrations',
  handlers: [
    on(registrationRequested, async (tx, { payload: { registrationId }, occurredAt }) => {
      if (await insertRegistration(tx, registrationId, occurredAt)) return;
      const registration = await lockRegistration(tx, registrationId);
      if (registration) await tellEnd(tx, registrationId, registration, occurredAt);
    }),
  ],
};

const id = z.int().min(1);
const storeAddresses = z.array(z.object({ storeId: id, addressId: id }));

/** Keeps which addresses are those of stores, because everybody may see those. */
const addressesOfStores: SubgraphConsumer = {
  consumer: 'customer-store-addresses',
  handlers: [on(storeChanged, (tx, { payload }) => putStoreAddress(tx, payload))],
  snapshots: {
    store: {
      name: 'store.stores',
      begin: forgetNextStoreAddresses,
      load: (tx, rows) => addNextStoreAddresses(tx, storeAddresses.parse(rows)),
      finish: takeNextStoreAddresses,
    },
  },
};

/** What the customer subgraph does about the events of others. */
export const customerConsumers: readonly SubgraphConsumer[] = [registrations, addressesOfStores];
