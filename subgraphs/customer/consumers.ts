import { on } from '@reelhouse/events';
import type { SubgraphConsumer } from '@reelhouse/subgraph';
import { tellEnd } from './domain/finish-registration.ts';
import { registrationRequested } from './events.ts';
import { insertRegistration, lockRegistration } from './store/registration.ts';

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

/** What the customer subgraph does about the events of others. */
export const customerConsumers: readonly SubgraphConsumer[] = [registrations];
