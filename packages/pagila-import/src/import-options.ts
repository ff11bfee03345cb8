import type { Clock } from '@reelhouse/clock';
import type { PagilaTableName } from './tables/pagila-table.ts';
import type { BrokenRow } from './store/problems.ts';

/** How far an import is. */
export interface ImportProgress {
  readonly step: 'reading' | 'checking' | 'writing';
  readonly bytesRead: number;
  readonly bytes: number;
}

/** How a dump is imported. */
export interface ImportOptions {
  /** What stands for a time of the last update or a day of creation that the dump does not have. */
  readonly clock: Clock;
  /** Whether real rows may be replaced; sample rows are replaced anyway. No by default. */
  readonly replace?: boolean;
  /** Whether rows that break a rule are left out; by default they keep the dump from being imported. */
  readonly skipInvalid?: boolean;
  /** The IANA zone that times without a zone are in, and the stores. `UTC` by default. */
  readonly timeZone?: string;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** What became of the rows of one table of the dump. */
export interface TableSummary {
  readonly table: PagilaTableName;
  readonly read: number;
  readonly written: number;
  readonly leftOut: number;
}

/** What was imported. */
export interface ImportSummary {
  /** In the order in which they were written. */
  readonly tables: readonly TableSummary[];
  /** In the order of the dump. */
  readonly leftOut: readonly BrokenRow[];
  /** Members of the staff whose password is in no form that is known; it was not taken. */
  readonly withoutPassword: readonly { readonly staffId: number; readonly line: number }[];
  /** Tables of the dump that Pagila does not have; their rows were passed over. */
  readonly passedOver: readonly string[];
  readonly seconds: number;
}
