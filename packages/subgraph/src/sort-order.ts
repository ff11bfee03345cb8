import type { SortOrder } from '@reelhouse/connections';

/** The `sort` argument of a list, as `<Type>Sort` inputs have it. */
export interface SortArgument<Field extends string> {
  readonly field: Field;
  readonly direction?: 'ASCENDING' | 'DESCENDING';
}

/** The order that a `sort` argument asks for; the ids' without one. */
export function sortOrder<Field extends string>(sort: SortArgument<Field> | null | undefined): SortOrder<Field | 'ID'> {
  return { field: sort?.field ?? 'ID', descending: sort?.direction === 'DESCENDING' };
}
