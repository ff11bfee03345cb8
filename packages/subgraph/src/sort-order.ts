import type { SortOrder } from '@reelhouse/connections';

/** The `sort` argument of a list, as `<Type>Sort` inputs have it. */
export interface SortArgument<Field extends string> {
  readonly field: Field;
  readonly direction?: 'ASCENDING' | 'DESCENDING';
}

/** The order that a `sort` argument asks for; the ids' without one. */
export function sortOrder<Field extends string>(sort: SortArgument<Field> | null | undefined): SortOrder<Field | 'ID'>;
/** The order that a `sort` argument asks for; that of `defaultField` without one. */
export function sortOrder<Field extends string>(
  sort: SortArgument<Field> | null | undefined,
  defaultField: NoInfer<Field>,
): SortOrder<Field>;
export function sortOrder(sort: SortArgument<string> | null | undefined, defaultField = 'ID'): SortOrder {
  return { field: sort?.field ?? defaultField, descending: sort?.direction === 'DESCENDING' };
}
