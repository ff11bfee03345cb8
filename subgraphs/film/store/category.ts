import type { Connection } from '@reelhouse/connections';
import { createKeysetList, rowLoader, type KeysetDefinition, type NoFilter, type Sql } from '@reelhouse/database';
import type { CategorySortField } from '../generated/resolvers.ts';

/** A row of `film.category`. */
export interface CategoryRow {
  readonly id: number;
  readonly name: string;
}

/** A list of them. */
export type CategoryRows = Connection<CategoryRow>;

/** How categories are listed. */
export const categoryList: KeysetDefinition<NoFilter, CategorySortField, 'film'> = {
  from: 'category c',
  id: 'c.category_id',
  orders: { ID: [], NAME: [{ expression: 'c.name', type: 'text' }] },
  parents: { film: { column: 'fc.film_id', join: 'join film_category fc on fc.category_id = c.category_id' } },
  conditions: () => [],
};

/** The categories of one request. */
export function categoryStore(sql: Sql) {
  const byId = rowLoader(
    (ids) => sql<CategoryRow[]>`
      select category_id as id, name from category where category_id = any(${[...ids]}::integer[])`,
    (category) => category.id,
  );
  return { byId, list: createKeysetList(sql, byId, categoryList) };
}
