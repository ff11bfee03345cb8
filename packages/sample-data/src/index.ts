export { sampleAccounts, type SampleAccount, type SampleRole } from './accounts.ts';
export { announceDataset, owners } from './announce-dataset.ts';
export { copyRows, type CopyValue, type TableRows } from './copy-rows.ts';
export { DatasetRefused } from './dataset-refused.ts';
export {
  advanceSequences,
  clearDataset,
  currentDataset,
  describeRows,
  lockDataset,
  markDataset,
  type Dataset,
  type DatasetKind,
} from './dataset.ts';
export { fillReadModels } from './read-models.ts';
export { runSeedCommand, seedUsage, SeedUsageError, type SeedEnvironment } from './seed-command.ts';
export { seedSampleData, type SampleDataOptions, type SeedProgress, type SeedSummary } from './seed-sample-data.ts';
