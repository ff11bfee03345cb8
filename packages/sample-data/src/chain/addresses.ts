import { Random } from '../random.ts';
import { secondLines, streets } from '../words/streets.ts';
import { countryOf, type City } from './places.ts';

export interface Address {
  readonly addressId: number;
  readonly address: string;
  readonly address2: string | null;
  readonly district: string;
  readonly cityId: number;
  readonly postalCode: string;
  readonly phone: string;
}

const letters = Array.from('ABCDEFGHJKLMNPRSTUVWXYZ');

/** The addresses of stores, staff and customers, in the order in which they are noted. */
export class AddressBook {
  readonly addresses: Address[] = [];
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = new Random(seed, 'addresses');
  }

  /** Notes a new address in a city. A home may have a second line. */
  add(city: City, kind: 'home' | 'store'): Address {
    const random = this.#random;
    const { place } = countryOf(city);
    const { form, names } = streets[place.streets];
    const address: Address = {
      addressId: this.addresses.length + 1,
      address: form.replace('#', String(random.integer(1, 240))).replace('~', random.pick(names)),
      address2:
        kind === 'home' && random.chance(0.15)
          ? random.pick(secondLines).replace('#', String(random.integer(1, 30)))
          : null,
      district: city.district,
      cityId: city.cityId,
      postalCode: place.postalCode
        .replace(/#/g, () => String(random.integer(0, 9)))
        .replace(/@/g, () => random.pick(letters)),
      // Numbers that begin with 555 are nobody's in most plans.
      phone: `+${place.callingCode} 555 ${this.#digits(3)} ${this.#digits(4)}`,
    };
    this.addresses.push(address);
    return address;
  }

  #digits(count: number): string {
    return String(this.#random.integer(0, 10 ** count - 1)).padStart(count, '0');
  }
}
