import { ImportRefused } from '../import-refused.ts';
import type { TableDefinition } from './create-table.ts';

/** Where the rows of a COPY or an INSERT go to. */
export interface Target {
  readonly table: string;
  /** The names of the columns in the order of the values; undefined if the dump does not name them. */
  readonly columns: readonly string[] | undefined;
}

/** How a statement names a table. */
export interface NamedTable {
  readonly schema: string | undefined;
  readonly name: string;
  /** The columns that the statement names, if it does. */
  readonly columns?: readonly string[] | undefined;
}

/** A table whose rows are wanted. */
export interface WantedTable {
  readonly name: string;
  /** Of a table that may be partitioned: columns by which its partitions are known, whatever their names. */
  readonly partitionColumns?: readonly string[] | undefined;
}

/** `payment_p2007_01`, `payment_p0000_default`. */
const partitionName = /^(.+?)(?:_p\d[\d_]*)?(?:_?default)?$/;

/** Knows which tables of a dump are wanted, and whose partitions the others are. */
export class WantedTables {
  /** The wanted tables that the dump defines, or has rows of. */
  readonly seen = new Set<string>();
  /** Tables with rows that are not wanted. */
  readonly passedOver = new Set<string>();
  readonly #wanted: ReadonlyMap<string, WantedTable>;
  readonly #definitions = new Map<string, TableDefinition>();
  readonly #schemas = new Map<string, string>();

  constructor(wanted: readonly WantedTable[]) {
    this.#wanted = new Map(wanted.map((table) => [table.name, table]));
  }

  /** Notes what the dump says about a table. */
  define(definition: TableDefinition): void {
    const { name } = definition;
    this.#definitions.set(name, { ...this.#definitions.get(name), ...definition });
    this.mention(name);
  }

  /** Notes that the dump has a table, with rows or not. */
  mention(name: string): void {
    const table = this.#tableOf(name, undefined);
    if (table !== undefined) this.seen.add(table);
  }

  /**
   * Where the rows of a statement go to; undefined if they are not wanted.
   *
   * @throws {ImportRefused} if the dump has the table twice, in different schemas.
   */
  targetOf({ schema, name, columns }: NamedTable, line: number): Target | undefined {
    const table = this.#tableOf(name, columns);
    if (table === undefined) {
      this.passedOver.add(name);
      return undefined;
    }
    const before = this.#schemas.get(table) ?? schema;
    if (before !== undefined && schema !== undefined && before !== schema) {
      throw new ImportRefused(`line ${line}: ${table} is in two schemas, ${before} and ${schema}; one is needed`);
    }
    if (before !== undefined) this.#schemas.set(table, before);
    this.seen.add(table);
    const definition = this.#definitions.get(name)?.columns ?? this.#definitions.get(table)?.columns;
    return { table, columns: columns ?? definition };
  }

  /** The wanted table that a name stands for: itself, or the one that it is a partition of. */
  #tableOf(name: string, columns: readonly string[] | undefined): string | undefined {
    if (this.#wanted.has(name)) return name;
    const definition = this.#definitions.get(name);
    const parent = definition?.parent ?? partitionName.exec(name)?.[1] ?? name;
    if (this.#wanted.has(parent)) return parent;
    // A dump of rows alone does not say whose partition a table is.
    if (definition) return undefined;
    for (const { name: table, partitionColumns } of this.#wanted.values()) {
      const isPartition = partitionColumns?.every((column) => columns?.includes(column) ?? true) ?? false;
      if (isPartition && name.startsWith(`${table}_`)) return table;
    }
    return undefined;
  }
}
