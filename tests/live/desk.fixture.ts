import type { TestDatabase } from '@reelhouse/test-database';
import { CheckInDocument, CheckOutDocument } from '../generated/documents.ts';
import type { GraphClient } from '../graph-client.ts';
import type { GraphClients } from '../graph-clients.ts';

/** A rental that is open, and who can take it back. */
export interface OpenRental {
  readonly rentalId: string;
  readonly copyId: string;
  readonly filmId: string;
  readonly filmTitle: string;
  readonly storeId: string;
  readonly staffId: string;
  readonly customerId: string;
}

/** The store of the sample accounts: whoever works there is told of what happens there. */
const storeId = 1;

/** Open rentals of one store, each of another film, that can be brought back to it. */
export async function openRentals({ sql }: TestDatabase, count: number): Promise<OpenRental[]> {
  const rentals = await sql<OpenRental[]>`
    select distinct on (f.film_id) r.rental_id::text as "rentalId", i.inventory_id::text as "copyId", f.film_id::text as "filmId",
      f.title as "filmTitle", r.store_id::text as "storeId", s.staff_id::text as "staffId", r.customer_id::text as "customerId"
    from rental.rental r
    join rental.inventory_item i using (inventory_id)
    join film.film f using (film_id)
    join lateral (
      select min(staff_id) as staff_id from store.staff where store_id = i.store_id and active
    ) s on true
    where r.return_date is null and i.store_id = r.store_id and r.store_id = ${storeId}
    order by f.film_id
    limit ${count}`;
  if (rentals.length < count) throw new Error(`only ${rentals.length} rentals are open`);
  return rentals;
}

/** Takes a copy back at the desk. */
export function checkIn({ as }: Pick<GraphClients, 'as'>, rental: OpenRental): Promise<void> {
  return checkInBy(as(`staff:${rental.staffId}`), rental);
}

/** Takes a copy back, as the client of the member who does it. */
export async function checkInBy({ get }: Pick<GraphClient, 'get'>, { copyId }: OpenRental): Promise<void> {
  const input = { idempotencyKey: `live-back-${copyId}`, copyIds: [copyId] };
  const { checkIn: done } = await get(CheckInDocument, { input });
  if (done?.userErrors.length !== 0) throw new Error(JSON.stringify(done));
}

/** Hands the copy of a rental that is over out again, to the same customer. */
export async function checkOut({ as }: Pick<GraphClients, 'as'>, rental: OpenRental): Promise<void> {
  const { copyId, staffId, customerId } = rental;
  const input = { idempotencyKey: `live-out-${copyId}`, customerId, copyIds: [copyId] };
  const { checkOut: done } = await as(`staff:${staffId}`).get(CheckOutDocument, { input });
  if (done?.userErrors.length !== 0) throw new Error(JSON.stringify(done));
}
