export { ImportUsageError, importUsage, runImportCommand, type ImportEnvironment } from './import-command.ts';
export { importDump } from './import-dump.ts';
export type { ImportOptions, ImportProgress, ImportSummary, TableSummary } from './import-options.ts';
export { ImportRefused } from './import-refused.ts';
export type { BrokenRow } from './store/problems.ts';
