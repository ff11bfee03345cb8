import { join, resolve } from 'node:path';
import type { DatabaseConfig } from './database-variables.ts';

/** The folder of the embedded server. */
export function embeddedDirectory(config: Pick<DatabaseConfig, 'REELHOUSE_HOME'>): string {
  return join(resolve(config.REELHOUSE_HOME), 'postgres');
}
