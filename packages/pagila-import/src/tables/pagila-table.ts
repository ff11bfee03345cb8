import type { ColumnType } from './column-types.ts';

/** A column of a table of Pagila that is imported. */
export interface Column {
  readonly type: ColumnType;
  /** Whether a row may be without a value. */
  readonly optional?: boolean;
  /** What stands for a column that the dump does not have. Without it, the column must be there unless it is optional. */
  readonly absent?: string;
}

/** A column that refers to the single key column of a table. */
export interface Reference {
  readonly column: string;
  readonly table: PagilaTableName;
}

/** No two rows may be alike in this. */
export interface Uniqueness {
  /** The SQL expressions that must not be all equal. */
  readonly expressions: readonly string[];
  /** Which rows it holds for; all by default. */
  readonly where?: string;
  /** What to say of a second one, before the line of the first: `two open rentals of one copy`. */
  readonly breach: string;
}

/** A rule of single rows that concerns several columns. */
export interface RowRule {
  /** An SQL condition on a row that breaks it. */
  readonly broken: string;
  readonly breach: string;
}

/** The tables of Pagila. */
export type PagilaTableName =
  | 'language'
  | 'category'
  | 'actor'
  | 'film'
  | 'film_actor'
  | 'film_category'
  | 'country'
  | 'city'
  | 'address'
  | 'store'
  | 'staff'
  | 'customer'
  | 'inventory'
  | 'rental'
  | 'payment';

/** What is known of a table of Pagila. */
export interface PagilaTable {
  readonly name: PagilaTableName;
  /** The columns whose values identify a row. */
  readonly key: readonly string[];
  /** The columns that are imported. Others that the dump has are passed over. */
  readonly columns: Readonly<Record<string, Column>>;
  /** The orders of columns that INSERTs without column names are known to have, each of another length. */
  readonly orders: readonly (readonly string[])[];
  /** Of a table that may be partitioned: columns by which its partitions are known, whatever their names. */
  readonly partitionColumns?: readonly string[];
  readonly references?: readonly Reference[];
  readonly unique?: readonly Uniqueness[];
  readonly rules?: readonly RowRule[];
  /** Whether it holds secrets, so that no message may quote a value. */
  readonly secret?: boolean;
}
