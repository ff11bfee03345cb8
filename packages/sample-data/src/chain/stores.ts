import { LocalTime, type History } from '../calendar.ts';
import { Random } from '../random.ts';
import { firstNames, lastNames } from '../words/people.ts';
import type { AddressBook } from './addresses.ts';
import { LoginNames } from './login-names.ts';
import { countryOf, storeCities, type City } from './places.ts';
import type { ChainSize } from './size.ts';

export interface StaffMember {
  readonly staffId: number;
  readonly storeId: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly addressId: number;
  readonly email: string;
  readonly username: string;
  /** The first day on which they no longer worked there, if they left. */
  readonly leftOn: number | null;
}

export interface Store {
  readonly storeId: number;
  readonly addressId: number;
  readonly city: City;
  readonly localTime: LocalTime;
  /** The manager comes first. */
  readonly staff: readonly [StaffMember, ...StaffMember[]];
  /** How much of the chain's business it does, in proportion to the others. */
  readonly weight: number;
}

/** Whoever leaves, customer or staff, left so many days before the end that everything of theirs is settled. */
export const settledDays = 120;

/** The stores with their staff: a manager and two to four others, of whom some have left. */
export function makeStores(seed: number, size: ChainSize, history: History, addressBook: AddressBook): Store[] {
  const random = new Random(seed, 'stores');
  const loginNames = new LoginNames();
  const localTimes = new Map<string, LocalTime>();
  let staffCount = 0;

  function makeStaffMember(storeId: number, city: City, leftOn: number | null): StaffMember {
    const firstName = random.pick(firstNames);
    const lastName = random.pick(lastNames);
    const username = loginNames.of(firstName, lastName);
    const home = addressBook.add(random.chance(0.8) ? city : random.pick(countryOf(city).cities), 'home');
    const email = `${username}.staff@example.com`;
    return { staffId: ++staffCount, storeId, firstName, lastName, addressId: home.addressId, email, username, leftOn };
  }

  return Array.from({ length: size.stores }, (_, index): Store => {
    const storeId = index + 1;
    const city = storeCities[index % storeCities.length] as City;
    const { addressId } = addressBook.add(city, 'store');
    const localTime = localTimes.get(city.zone) ?? new LocalTime(city.zone, history);
    localTimes.set(city.zone, localTime);
    const manager = makeStaffMember(storeId, city, null);
    const clerks = Array.from({ length: random.integer(1, 3) }, () => makeStaffMember(storeId, city, null));
    const former =
      storeId === 1 || random.chance(0.4)
        ? [makeStaffMember(storeId, city, random.integer(60, history.days - settledDays))]
        : [];
    return {
      storeId,
      addressId,
      city,
      localTime,
      staff: [manager, ...clerks, ...former],
      weight: 0.7 + 0.6 * random.fraction(),
    };
  });
}

/** One of those who worked in a store on a day. */
export function someoneAtWork(store: Store, day: number, random: Random): StaffMember {
  return random.pick(store.staff.filter(({ leftOn }) => leftOn === null || day < leftOn));
}
