/**
 * A value as the dump has it: its text, `null`, or `undefined` for DEFAULT, which the dump leaves to the table.
 */
export type DumpValue = string | null | undefined;

/** A row as the dump has it, from a COPY block or an INSERT. */
export interface DumpRow {
  /** The table's name without its schema. */
  readonly table: string;
  /** The names of the columns, in the order of the values; undefined if the dump does not name them. */
  readonly columns: readonly string[] | undefined;
  readonly values: readonly DumpValue[];
  /** Where it begins in the file. */
  readonly line: number;
  /** Why the values could not be read, if they could not. */
  readonly problem?: string;
}
