import type { History } from '../calendar.ts';
import { Random } from '../random.ts';
import { WeightedChoice } from '../weights.ts';
import { firstNames, lastNames } from '../words/people.ts';
import type { AddressBook } from './addresses.ts';
import { LoginNames } from './login-names.ts';
import { allCities, countryOf } from './places.ts';
import type { ChainSize } from './size.ts';
import { settledDays, type Store } from './stores.ts';

export interface Customer {
  readonly customerId: number;
  readonly storeId: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly addressId: number;
  /** The day on which they joined; negative if before the history. */
  readonly joinedOn: number;
  /** The day from which they rented nothing, if they have left. */
  readonly leftOn: number | null;
}

const daysBeforeHistory = 1200;

/** The days on which customers joined, in order: half of them before the history, at least one for each store. */
function joiningDays(size: ChainSize, history: History, random: Random): number[] {
  return Array.from({ length: size.customers }, (_, index) =>
    index < size.stores || random.chance(0.5)
      ? -random.integer(1, daysBeforeHistory)
      : random.integer(0, history.days - 2),
  ).sort((a, b) => a - b);
}

/** The customers in the order in which they joined. */
export function makeCustomers(
  seed: number,
  size: ChainSize,
  history: History,
  stores: readonly Store[],
  addressBook: AddressBook,
): Customer[] {
  const random = new Random(seed, 'customers');
  const loginNames = new LoginNames();
  const storeChoice = new WeightedChoice(stores.map(({ weight }) => weight));

  return joiningDays(size, history, random).map((joinedOn, index): Customer => {
    // The first customers are one for each store, and stay: no store is ever without one.
    const storeIndex = index < stores.length ? index : storeChoice.pick(random);
    const store = stores[storeIndex] as Store;
    const firstName = random.pick(firstNames);
    const lastName = random.pick(lastNames);
    const home = random.fraction();
    const city = home < 0.5 ? store.city : random.pick(home < 0.7 ? countryOf(store.city).cities : allCities);
    const lastDay = history.days - settledDays;
    const leaves = index >= stores.length && joinedOn < lastDay - 30 && random.chance(0.04);
    return {
      customerId: index + 1,
      storeId: store.storeId,
      firstName,
      lastName,
      email: `${loginNames.of(firstName, lastName)}@example.${random.chance(0.7) ? 'com' : 'org'}`,
      addressId: addressBook.add(city, 'home').addressId,
      joinedOn,
      leftOn: leaves ? random.integer(Math.max(joinedOn, 0) + 1, lastDay) : null,
    };
  });
}

/** The customers of one store, to pick who rents next. */
export class Clientele {
  readonly #customers: readonly Customer[];
  readonly #choice: WeightedChoice;

  /** @param customers in the order in which they joined; the first one is there from the start and stays. */
  constructor(customers: readonly Customer[], random: Random) {
    this.#customers = customers;
    // Some come every week and some once a year.
    this.#choice = new WeightedChoice(customers.map(() => Math.exp(0.7 * random.normal())));
  }

  /** A customer who had joined and not left on a day. */
  someone(day: number, random: Random): Customer {
    const joined = this.#joinedBy(day);
    for (;;) {
      const customer = this.#customers[this.#choice.pick(random, joined)] as Customer;
      if (customer.leftOn === null || day < customer.leftOn) return customer;
    }
  }

  #joinedBy(day: number): number {
    let low = 0;
    let high = this.#customers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#customers[middle]?.joinedOn ?? 0) <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
