import type { Connection, Edge } from '@reelhouse/connections';
import type { KeysetPage } from './keyset-page.ts';
import type { RowLoader } from './loaders.ts';

/**
 * A connection that reads its page when a part of the page is asked for, and its count when that is.
 *
 * A row that was deleted after its id was read is left out of the page rather than shown as null.
 */
export function keysetConnection<Row extends object>(
  rows: RowLoader<Row>,
  readPage: () => Promise<KeysetPage>,
  readCount: () => Promise<number>,
): Connection<Row> {
  const page = once(readPage);
  return {
    async edges() {
      const { entries } = await page();
      const edges = await Promise.all(
        entries.map(async ({ id, cursor }): Promise<Edge<Row> | undefined> => {
          const node = await rows.load(id);
          return node && { cursor, node };
        }),
      );
      return edges.filter((edge) => edge !== undefined);
    },
    async pageInfo() {
      const { entries, hasNextPage, hasPreviousPage } = await page();
      return {
        hasNextPage,
        hasPreviousPage,
        startCursor: entries[0]?.cursor ?? null,
        endCursor: entries.at(-1)?.cursor ?? null,
      };
    },
    totalCount: once(readCount),
  };
}

function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => (value ??= read());
}
