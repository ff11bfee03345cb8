import { inOrder, type Batch } from '../in-order.ts';
import { Random } from '../random.ts';
import type { Chain } from './chain.ts';
import { rentalsOf, type Rental } from './rentals.ts';
import { someoneAtWork } from './stores.ts';

export interface Payment {
  readonly rental: Rental;
  readonly rentalId: number;
  readonly staffId: number;
  readonly amountMinor: number;
  /** In milliseconds since 1970. */
  readonly paidAt: number;
}

const millisecondsOfDay = 86_400_000;
const feePerDayMinor = 100;

/** A fee for each day that has begun since the film was due, up to what another copy costs. */
function lateFeeMinor({ film, dueAt }: Rental, returnedAt: number): number {
  const days = Math.ceil((returnedAt - dueAt) / millisecondsOfDay);
  return Math.min(Math.max(0, days) * feePerDayMinor, film.replacementMinor);
}

/**
 * The payments of all rentals, in the order of their dates. Who rents pays at once; who was late pays on returning, the
 * price and the fee together. So every rental has one payment.
 */
export function paymentsOf(chain: Chain): Generator<Payment> {
  return inOrder(paymentsByDay(chain), ({ paidAt }) => paidAt);
}

function* paymentsByDay(chain: Chain): Generator<Batch<Payment>> {
  const random = new Random(chain.seed, 'payments');
  let rentalId = 0;
  let day = 0;
  let items: Payment[] = [];
  for (const rental of rentalsOf(chain)) {
    const rentedOn = Math.floor(rental.rentedAt / millisecondsOfDay);
    if (rentedOn > day) {
      yield { items, completeBefore: rentedOn * millisecondsOfDay };
      items = [];
      day = rentedOn;
    }
    rentalId += 1;
    items.push(paymentOf(rental, rentalId, chain, random));
  }
  yield { items, completeBefore: Infinity };
}

function paymentOf(rental: Rental, rentalId: number, { history }: Chain, random: Random): Payment {
  const { film, store, staffId, rentedAt, dueAt, returnedAt, returnedOn } = rental;
  if (returnedAt !== null && returnedOn !== null && returnedAt > dueAt) {
    const amountMinor = film.rateMinor + lateFeeMinor(rental, returnedAt);
    return {
      rental,
      rentalId,
      staffId: someoneAtWork(store, returnedOn, random).staffId,
      amountMinor,
      paidAt: returnedAt,
    };
  }
  const paidAt = Math.min(rentedAt + random.integer(5, 90) * 1000, history.end);
  return { rental, rentalId, staffId, amountMinor: film.rateMinor, paidAt };
}
