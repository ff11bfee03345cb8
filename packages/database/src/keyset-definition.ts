import type { Fragment, FragmentTag } from './connect.ts';

/** A not-null SQL expression that a list is sorted by, and the type of its values. */
export interface SortKey {
  readonly expression: string;
  readonly type: 'integer' | 'text' | 'timestamptz' | 'date';
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
  /** The integer expression that names the parent, for each kind of parent that the list can belong to. */
  readonly parents: Readonly<Record<Parent, string>>;
  /** The conditions of a filter; all of them must hold. */
  readonly conditions: (filter: Filter, fragment: FragmentTag) => readonly Fragment[];
}

/** The keys that an order sorts by, the id last. */
export function sortKeys<Field extends string>(
  definition: Pick<KeysetDefinition<never, Field, never>, 'orders' | 'id'>,
  field: Field,
): readonly SortKey[] {
  return [...definition.orders[field], { expression: definition.id, type: 'integer' }];
}
