import { notACursor, type Connection, type PageRequest } from '@reelhouse/connections';
import DataLoader from 'dataloader';
import type { Sql } from './connect.ts';
import { keysetConnection } from './keyset-connection.ts';
import { sortKeys, type KeysetDefinition } from './keyset-definition.ts';
import { fitKeys, toKeysetPage, type KeysetPage } from './keyset-page.ts';
import { KeysetStatements, type KeysetEntry } from './keyset-statements.ts';
import { largestBatch, type RowLoader } from './loaders.ts';

/** A list of rows that is read by keyset pages. */
export interface KeysetList<Row extends object, Filter, Field extends string, Parent extends string> {
  /**
   * The whole list.
   *
   * @throws `BAD_USER_INPUT` if the cursor is not one of this list.
   */
  all(filter: Filter, request: PageRequest<Field>): Connection<Row>;
  /**
   * The part of the list that belongs to a parent. The pages of many parents are read with one statement.
   *
   * @throws `BAD_USER_INPUT` if the cursor is not one of this list.
   */
  of(parent: Parent, id: number, filter: Filter, request: PageRequest<Field>): Connection<Row>;
}

/** Keeps what was read of whole lists: each of these calls `read`, or gives what it has given before. */
export interface KeptLists<Filter, Field extends string> {
  page(filter: Filter, request: PageRequest<Field>, read: () => Promise<KeysetPage>): Promise<KeysetPage>;
  count(filter: Filter, read: () => Promise<number>): Promise<number>;
}

/**
 * A list for one request. It reads ids by keyset (no OFFSET: page 10 000 costs what page 1 costs), then the rows by
 * their ids, so that the columns of a row are stated once, in a checked statement, and all lists of a request share rows.
 *
 * @param rows the request's loader of the rows by id.
 * @param kept without it, nothing is kept. What belongs to a parent is not: it is read for many parents at once.
 */
export function createKeysetList<Row extends object, Filter, Field extends string, Parent extends string>(
  sql: Sql,
  rows: RowLoader<Row>,
  definition: KeysetDefinition<Filter, Field, Parent>,
  kept?: KeptLists<Filter, Field>,
): KeysetList<Row, Filter, Field, Parent> {
  const statements = new KeysetStatements(sql, definition);

  const pagesOf = batches<[Parent, Filter, PageRequest<Field>], KeysetPage>(async (ids, parent, filter, request) => {
    const entries = await statements.pagesOf(parent, ids, filter, request);
    const ofParent = new Map(ids.map((id) => [id, [] as KeysetEntry[]]));
    for (const entry of entries) ofParent.get(entry.parent)?.push(entry);
    return ids.map((id) => toKeysetPage(ofParent.get(id) ?? [], request));
  });
  const countsOf = batches<[Parent, Filter], number>(async (ids, parent, filter) => {
    const counts = new Map((await statements.countsOf(parent, ids, filter)).map((row) => [row.parent, row.count]));
    return ids.map((id) => counts.get(id) ?? 0);
  });

  function refuseForeignCursor({ cursor, order }: PageRequest<Field>): void {
    if (cursor && !fitKeys(cursor.keys, sortKeys(definition, order.field))) throw notACursor(cursor.argument);
  }

  return {
    all(filter, request) {
      refuseForeignCursor(request);
      const page = async () => toKeysetPage(await statements.page(filter, request), request);
      const count = async () => (await statements.count(filter))[0]?.count ?? 0;
      return keysetConnection(
        rows,
        () => (kept ? kept.page(filter, request, page) : page()),
        () => (kept ? kept.count(filter, count) : count()),
      );
    },
    of(parent, id, filter, request) {
      refuseForeignCursor(request);
      return keysetConnection(
        rows,
        () => pagesOf(parent, filter, request).load(id),
        () => countsOf(parent, filter).load(id),
      );
    },
  };
}

/** A loader by parent id for each distinct set of further arguments, which must be plain data. */
function batches<Arguments extends readonly unknown[], Value>(
  read: (ids: readonly number[], ...further: Arguments) => Promise<readonly Value[]>,
): (...further: Arguments) => DataLoader<number, Value> {
  const loaders = new Map<string, DataLoader<number, Value>>();
  return (...further) => {
    const key = JSON.stringify(further);
    let loader = loaders.get(key);
    if (!loader) {
      loader = new DataLoader((ids) => read(ids, ...further), { maxBatchSize: largestBatch });
      loaders.set(key, loader);
    }
    return loader;
  };
}
