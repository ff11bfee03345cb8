import type { Fragment, Sql } from './connect.ts';

/** A not-null SQL expression that a list is sorted by, and the type of its values. */
export interface SortKey {
  readonly expression: string;
  readonly type: 'integer' | 'text' | 'timestamptz' | 'date';
}

/** The filter of a list that has none. */
export type NoFilter = Readonly<Record<string, never>>;

/** How entries name their parent. */
export interface ParentKey {
  /** The integer expression of the parent's id. */
  readonly column: string;
  /** The join that the column needs, where it is in no table of the list: `join film_actor fa using (film_id)`. */
  readonly join?: string;
}

/**
 * What a list reads. The SQL in here is constant text of a `store/` file; values come in through `conditions` only.
 *
 * @typeParam Filter the parsed filter; plain data, because lists with an equal filter are read together.
 */
export interface KeysetDefinition<Filter, Field extends string, Parent extends string> {
  /** The tables, as after FROM: `film f`. */
  readonly from: string;
  /** The expression of the integer id; it breaks ties in every order. */
  readonly id: string;
  /** What each order sorts by, before the id. */
  readonly orders: Readonly<Record<Field, readonly SortKey[]>>;
  /** Each kind of parent that the list can belong to. */
  readonly parents: Readonly<Record<Parent, ParentKey>>;
  /**
   * The conditions of a filter; all of them must hold, and `false` stands for one that was not asked for. The tag is that
   * of `Sql` under a name that the check of whole statements passes over.
   */
  readonly conditions: (filter: Filter, fragment: Sql) => readonly (Fragment | false)[];
}

/** The keys that an order sorts by, the id last. */
export function sortKeys<Field extends string>(
  definition: Pick<KeysetDefinition<never, Field, never>, 'orders' | 'id'>,
  field: Field,
): readonly SortKey[] {
  return [...definition.orders[field], { expression: definition.id, type: 'integer' }];
}
