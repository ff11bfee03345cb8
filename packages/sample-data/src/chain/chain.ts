import type { History } from '../calendar.ts';
import { AddressBook, type Address } from './addresses.ts';
import { makeCatalogue, type Catalogue } from './catalogue.ts';
import { makeStocks, type Stock } from './copies.ts';
import { makeCustomers, type Customer } from './customers.ts';
import { sizeAtScale, type ChainSize } from './size.ts';
import { makeStores, type Store } from './stores.ts';

/** Everything of a chain but its business: what there is to rent, by whom, from whom. */
export interface Chain {
  readonly seed: number;
  readonly size: ChainSize;
  readonly history: History;
  readonly catalogue: Catalogue;
  readonly stores: readonly Store[];
  readonly customers: readonly Customer[];
  readonly addresses: readonly Address[];
  /** One for each store, in their order. */
  readonly stocks: readonly Stock[];
}

/**
 * A chain of a given size. The same arguments always make the same chain.
 *
 * @throws {RangeError} if there is no such scale.
 */
export function makeChain(scale: number, history: History, seed: number): Chain {
  const size = sizeAtScale(scale);
  const addressBook = new AddressBook(seed);
  const catalogue = makeCatalogue(seed, size, new Date(history.end).getUTCFullYear() - 1);
  const stores = makeStores(seed, size, history, addressBook);
  const customers = makeCustomers(seed, size, history, stores, addressBook);
  const stocks = makeStocks(seed, size, catalogue.films, stores);
  return { seed, size, history, catalogue, stores, customers, addresses: addressBook.addresses, stocks };
}
