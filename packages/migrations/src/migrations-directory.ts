import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The folder `migrations/` of this repository. */
export const migrationsDirectory: string = join(
  dirname(createRequire(import.meta.url).resolve('@reelhouse/migrations/package.json')),
  '../../migrations',
);
