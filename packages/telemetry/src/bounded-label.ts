/** What stands for every value beyond the bound. */
export const otherValues = 'other';

/** No name that a person gives to an operation is longer. */
const longest = 100;

/**
 * Keeps the values of a label few, whatever clients send: each value of a label is a time series that is kept for as long
 * as the process runs.
 */
export class BoundedLabel {
  readonly #values: Set<string>;
  readonly #max: number;

  /**
   * @param max how many values stand for themselves; later ones are `other`.
   * @param known values that have a place from the start, so that nobody can take it.
   */
  constructor(max: number, known: Iterable<string> = []) {
    this.#values = new Set(known);
    this.#max = Math.max(max, this.#values.size);
  }

  /** The value itself, or `other`. */
  of(value: string): string {
    if (this.#values.has(value)) return value;
    if (this.#values.size >= this.#max || value.length > longest) return otherValues;
    this.#values.add(value);
    return value;
  }
}
