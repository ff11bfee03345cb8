import type { Random } from './random.ts';

/** Picks indexes, each as often as its weight says. */
export class WeightedChoice {
  /** The sum of the weights up to and including each index. */
  readonly #upTo: Float64Array;

  constructor(weights: ArrayLike<number>) {
    this.#upTo = new Float64Array(weights.length);
    for (let index = 0, sum = 0; index < weights.length; index++) {
      sum += weights[index] ?? 0;
      this.#upTo[index] = sum;
    }
  }

  get size(): number {
    return this.#upTo.length;
  }

  /**
   * An index.
   *
   * @param among picks from the first so many indexes only.
   * @throws {RangeError} if there is nothing to pick from.
   */
  pick(random: Random, among = this.#upTo.length): number {
    const sum = this.#upTo[among - 1];
    if (sum === undefined) throw new RangeError('nothing to pick from');
    const sought = random.fraction() * sum;
    let low = 0;
    let high = among - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#upTo[middle] ?? sum) > sought) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/**
 * Shares `total` out in whole numbers, in proportion to the weights: the sum is exactly `total` (method of the largest
 * remainders).
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((so, weight) => so + weight, 0);
  const quotas = weights.map((weight) => (total * weight) / sum);
  const shares = quotas.map(Math.floor);
  const missing = total - shares.reduce((so, share) => so + share, 0);
  const byRemainder = quotas.map((quota, index) => ({ index, remainder: quota - Math.floor(quota) }));
  byRemainder.sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, missing)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}

/**
 * How popular the thing of a rank (from 0) is: Zipf's law, flattened at the top (Mandelbrot), because a chain's greatest
 * hit has a hundredth of its rentals and not a tenth.
 */
export function popularityOfRank(rank: number): number {
  return (rank + 11) ** -0.8;
}
