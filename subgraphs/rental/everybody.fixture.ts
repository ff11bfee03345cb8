import type { Identity } from '@reelhouse/auth';
import { asCustomer, asManager, asService, asStaff } from '../../packages/auth/src/identities.fixture.ts';

/** Somebody, and which rows they may see: the rule in words of its own, as conditions on `rental.inventory_item i` and `rental.rental r`. */
export interface Somebody {
  readonly who: string;
  /** Undefined for somebody who has not signed in. */
  readonly identity: Identity | undefined;
  readonly copies: string;
  readonly rentals: string;
}

const ofStore = (storeId: number) => ({
  copies: `(i.store_id = ${storeId} or (i.status = 'in_transit' and coalesce(i.destination_store_id, i.store_id) = ${storeId}))`,
  rentals: `r.store_id = ${storeId}`,
});
const ofCustomer = (customerId: number) => ({
  copies: `exists (select from rental.rental own where own.inventory_id = i.inventory_id and own.customer_id = ${customerId})`,
  rentals: `r.customer_id = ${customerId}`,
});

/** Every kind of viewer. */
export const everybody: readonly Somebody[] = [
  { who: 'nobody', identity: undefined, copies: 'false', rentals: 'false' },
  { who: 'a customer', identity: asCustomer(5), ...ofCustomer(5) },
  { who: 'another customer', identity: asCustomer(6), ...ofCustomer(6) },
  {
    who: 'a customer without the scope',
    identity: { ...asCustomer(5), scopes: [] },
    copies: 'false',
    rentals: 'false',
  },
  { who: 'staff', identity: asStaff(1, 1), ...ofStore(1) },
  { who: 'staff of another store', identity: asStaff(2, 2), ...ofStore(2) },
  { who: 'staff of a store without anything', identity: asStaff(3, 77), ...ofStore(77) },
  { who: 'a manager', identity: asManager(1, 1), ...ofStore(1) },
  { who: 'a service', identity: asService, copies: 'true', rentals: 'true' },
];
