import type { RowLoader } from '@reelhouse/database';

/**
 * Rows that commands of a request have made or changed: they are shown to whoever gave the command, also those that the
 * policy would not let be seen.
 */
export class ChangedRows {
  readonly #keys = new Set<number>();

  /** Their keys. */
  get keys(): number[] {
    return [...this.#keys];
  }

  /** Shows further rows. What was read of them before is read again. */
  show(rows: RowLoader<object>, keys: readonly number[]): void {
    for (const key of keys) {
      this.#keys.add(key);
      rows.clear(key);
    }
  }
}
