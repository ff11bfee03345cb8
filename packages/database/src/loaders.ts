import DataLoader from 'dataloader';

/** Reads single rows by their key; the keys of one request that come together are read with one statement. */
export type RowLoader<Row extends object, Key = number> = DataLoader<Key, Row | undefined>;

/**
 * A loader of rows by a unique key, for one request.
 *
 * @param read reads the rows of up to 1000 distinct keys, in any order, leaving out those that are not there.
 * @param keyOf the key of a row.
 */
export function rowLoader<Row extends object, Key = number>(
  read: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): RowLoader<Row, Key> {
  return new DataLoader(
    async (keys) => {
      const rows = new Map<Key, Row>();
      for (const row of await read(keys)) rows.set(keyOf(row), row);
      return keys.map((key) => rows.get(key));
    },
    { maxBatchSize: largestBatch },
  );
}

/** Reads the rows that belong to a key; the keys of one request that come together are read with one statement. */
export type GroupLoader<Row extends object, Key = number> = DataLoader<Key, readonly Row[]>;

/**
 * A loader of short, whole groups of rows (the actors of a film) by the key that they belong to, for one request.
 *
 * @param read reads the rows of up to 1000 distinct keys, in the order that each group is to have.
 * @param keyOf the key that a row belongs to.
 */
export function groupLoader<Row extends object, Key = number>(
  read: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): GroupLoader<Row, Key> {
  return new DataLoader(
    async (keys) => {
      const groups = new Map<Key, Row[]>(keys.map((key) => [key, []]));
      for (const row of await read(keys)) groups.get(keyOf(row))?.push(row);
      return keys.map((key) => groups.get(key) ?? []);
    },
    { maxBatchSize: largestBatch },
  );
}

/** Bounds one statement; a page has at most 100 entries, so only deep nesting comes near it. */
export const largestBatch = 1000;
