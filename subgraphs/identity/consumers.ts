import { principalOf, type Principal, type PrincipalKind } from '@reelhouse/auth';
import type { Clock } from '@reelhouse/clock';
import type { Transaction } from '@reelhouse/database';
import { on } from '@reelhouse/events';
import type { SubgraphConsumer } from '@reelhouse/subgraph';
import { z } from 'zod';
import { completeRegistration, failRegistration } from './domain/end-registration.ts';
import { addNextStandings, keepLoginName, takeNextStandings, type Standing } from './domain/keep-login-names.ts';
import { recordPeopleRead } from './domain/record-people-read.ts';
import { customerChanged, customersRead, staffChanged } from './people-events.ts';
import { customerRegistered, registrationRefused } from './registration-events.ts';
import { forgetNextLoginNames } from './store/next-login-name.ts';

const id = z.int().min(1);
const staffRows = z.array(
  z.object({ staffId: id, username: z.string(), active: z.boolean(), storeId: id, manager: z.boolean() }),
);
const customerRows = z.array(z.object({ customerId: id, active: z.boolean(), email: z.string().nullable() }));

type StaffRow = z.output<typeof staffRows>[number];
type CustomerRow = z.output<typeof customerRows>[number];

function staffStanding({ staffId, username, active, storeId, manager }: StaffRow): Standing {
  return { id: staffId, name: username, active, manager, storeId };
}

function customerStanding({ customerId, email, active }: CustomerRow): Standing {
  return { id: customerId, name: email, active, manager: false, storeId: null };
}

function actorOf({ actor }: { readonly actor?: string | null }): Principal | undefined {
  return actor == null ? undefined : principalOf({ subject: actor });
}

/**
 * Keeps who signs in by which name, and what they may do, as `store` and `customer` say; ends registrations; and
 * puts on record who read what of customers. It is one
 * consumer, so that whoever has registered is known before anything else is told of them.
 */
export function identityConsumers(clock: Clock): readonly SubgraphConsumer[] {
  const everybody = (name: string, kind: PrincipalKind, standingsOf: (rows: readonly unknown[]) => Standing[]) => ({
    name,
    begin: (tx: Transaction) => forgetNextLoginNames(tx, kind),
    load: (tx: Transaction, rows: readonly unknown[]) => addNextStandings(tx, kind, standingsOf(rows)),
    finish: (tx: Transaction) => takeNextStandings(tx, kind, clock.now()),
  });
  return [
    {
      consumer: 'identity-accounts',
      handlers: [
        on(staffChanged, (tx, { payload }) =>
          keepLoginName(tx, 'staff', staffStanding(payload), clock.now(), actorOf(payload)),
        ),
        on(customerChanged, (tx, { payload }) =>
          keepLoginName(tx, 'customer', customerStanding(payload), clock.now(), actorOf(payload)),
        ),
        on(customersRead, (tx, { payload }) => recordPeopleRead(tx, payload)),
        on(customerRegistered, (tx, { payload }) => completeRegistration(tx, payload, clock.now())),
        on(registrationRefused, (tx, { payload }) => failRegistration(tx, payload, clock.now())),
      ],
      snapshots: {
        store: everybody('store.staff', 'staff', (rows) => staffRows.parse(rows).map(staffStanding)),
        customer: everybody('customer.customers', 'customer', (rows) => customerRows.parse(rows).map(customerStanding)),
      },
    },
  ];
}
