import type { PageRequest } from '@reelhouse/connections';
import type { Fragment, Sql } from './connect.ts';
import { sortKeys, type KeysetDefinition, type SortKey } from './keyset-definition.ts';

/** An entry of a page as PostgreSQL gives it. */
export interface KeysetEntry {
  readonly id: number;
  /** The values of the sort keys as text, with all their digits. */
  readonly keys: readonly string[];
}

/** The statements that a list sends. They are made here and sent by whoever awaits them. */
export class KeysetStatements<Filter, Field extends string, Parent extends string> {
  readonly #sql: Sql;
  readonly #definition: KeysetDefinition<Filter, Field, Parent>;

  constructor(sql: Sql, definition: KeysetDefinition<Filter, Field, Parent>) {
    this.#sql = sql;
    this.#definition = definition;
  }

  /** A page of the whole list. */
  page(filter: Filter, request: PageRequest<Field>) {
    return this.#sql<KeysetEntry[]>`${this.#page(filter, request)}`;
  }

  /** The pages of many parents, each with the same filter and request. */
  pagesOf(parent: Parent, ids: readonly number[], filter: Filter, request: PageRequest<Field>) {
    const sql = this.#sql;
    const page = this.#page(filter, request, parent);
    return sql<(KeysetEntry & { readonly parent: number })[]>`
      select parent.id as parent, page.id, page.keys
      from unnest(${[...ids]}::integer[]) as parent (id)
      cross join lateral (${page}) page`;
  }

  /** How many entries the whole list has. */
  count(filter: Filter) {
    const sql = this.#sql;
    return sql<{ readonly count: number }[]>`
      select count(*)::integer as count from ${this.#from()} where ${this.#where(filter)}`;
  }

  /** How many entries belong to each of many parents; a parent without any is left out. */
  countsOf(parent: Parent, ids: readonly number[], filter: Filter) {
    const sql = this.#sql;
    const column = sql.unsafe(this.#definition.parents[parent].column);
    return sql<{ readonly parent: number; readonly count: number }[]>`
      select ${column} as parent, count(*)::integer as count
      from ${this.#from(parent)}
      where ${this.#where(filter, sql`${column} = any(${[...ids]}::integer[])`)}
      group by ${column}`;
  }

  /** At least one row more than asked for: that there is one is what `hasNextPage` says. */
  #page(filter: Filter, request: PageRequest<Field>, parent?: Parent): Fragment {
    const sql = this.#sql;
    const keys = sortKeys(this.#definition, request.order.field);
    const list = (suffix: string) => sql.unsafe(keys.map(({ expression }) => expression + suffix).join(', '));
    // All keys share one direction, so that a row comparison says where the page starts and an index can answer it.
    const downward = request.order.descending !== request.backward;
    const further: Fragment[] = [];
    if (parent !== undefined) further.push(sql`${sql.unsafe(this.#definition.parents[parent].column)} = parent.id`);
    if (request.cursor) {
      const values = this.#values(request.cursor.keys, keys);
      const start = values.reduce((all, one) => sql`${all}, ${one}`);
      further.push(sql`(${list('')}) ${sql.unsafe(downward ? '<' : '>')} (${start})`);
      // The first key alone says the same less exactly, but in words that leave out partitions.
      const [first] = keys;
      if (first && keys.length > 1) {
        further.push(
          sql`${sql.unsafe(first.expression)} ${sql.unsafe(downward ? '<=' : '>=')} ${values[0] ?? sql`null`}`,
        );
      }
    }
    return sql`
      select ${sql.unsafe(this.#definition.id)} as id, array[${list('::text')}] as keys
      from ${this.#from(parent)}
      where ${this.#where(filter, ...further)}
      order by ${list(downward ? ' desc' : ' asc')}
      limit ${sql.unsafe(String(rowsToRead(request.limit)))}`;
  }

  #where(filter: Filter, ...further: Fragment[]): Fragment {
    const sql = this.#sql;
    const conditions = this.#definition.conditions(filter, sql).filter((condition) => condition !== false);
    return [...conditions, ...further].reduce<Fragment>((all, one) => sql`${all} and ${one}`, sql`true`);
  }

  #values(texts: readonly string[], keys: readonly SortKey[]): Fragment[] {
    const sql = this.#sql;
    return keys.map(({ type }, index) => sql`${texts[index] ?? ''}::text::${sql.unsafe(type)}`);
  }

  #from(parent?: Parent): Fragment {
    const { from, parents } = this.#definition;
    const join = parent === undefined ? undefined : parents[parent].join;
    return this.#sql.unsafe(join === undefined ? from : `${from} ${join}`);
  }
}

/**
 * How many rows are read for a page: more than it has, in one of a few sizes. The number stands in the statement, because
 * with a parameter there PostgreSQL takes a tenth of the table for what will be read, trusts no prepared plan, and plans
 * every page anew; a few sizes, because each makes a prepared statement.
 */
function rowsToRead(limit: number): number {
  return pageSizes.find((size) => size > limit) ?? limit + 1;
}

const pageSizes = [2, 3, 6, 11, 21, 51, 101];
