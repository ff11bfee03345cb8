/** The database holds rows that must not be overwritten. The message says which, and what would overwrite them. */
export class DatasetRefused extends Error {
  override readonly name = 'DatasetRefused';
}
