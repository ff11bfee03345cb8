import { StartupError } from '@reelhouse/config';
/** The database holds rows that must not be overwritten. The message says which, and what would overwrite them. */
export class DatasetRefused extends StartupError {
  override readonly name = 'DatasetRefused';
}
