import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

const subjects = [
  'titles',
  'catalogue',
  'stores',
  'customers',
  'addresses',
  'copies',
  'conditions',
  'rentals',
  'payments',
] as const;

/** What random numbers are drawn for. Each subject has its own, so that a change to one leaves the rows of the others. */
export type Subject = (typeof subjects)[number];

/** Random numbers that are the same for the same seed and subject. */
export class Random {
  readonly #generator;

  /** @param seed any 32-bit integer. */
  constructor(seed: number, subject: Subject) {
    this.#generator = xoroshiro128plus(seed);
    // A jump skips 2^64 numbers: subjects never get into each other's.
    for (let jumps = 0; jumps <= subjects.indexOf(subject); jumps++) this.#generator.jump();
  }

  /** A number from 0 up to, but not including, 1. */
  fraction(): number {
    return (this.#generator.next() >>> 0) / 2 ** 32;
  }

  /** An integer from `min` to `max`, both included. */
  integer(min: number, max: number): number {
    return uniformInt(this.#generator, min, max);
  }

  /** True in `share` of all cases. */
  chance(share: number): boolean {
    return this.fraction() < share;
  }

  /** A number around 0, normally distributed with a standard deviation of 1. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.fraction())) * Math.cos(2 * Math.PI * this.fraction());
  }

  /**
   * An element of a list.
   *
   * @throws {RangeError} if the list is empty.
   */
  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('nothing to pick from');
    return list[this.integer(0, list.length - 1)] as T;
  }

  /** The elements of a list in another order. */
  shuffled<T>(list: readonly T[]): T[] {
    const result = [...list];
    for (let last = result.length - 1; last > 0; last--) {
      const other = this.integer(0, last);
      [result[last], result[other]] = [result[other] as T, result[last] as T];
    }
    return result;
  }
}
