import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Service } from './topology.ts';

/** The root of the repository: where the programs of services are found from. */
export const servicesRoot = join(
  dirname(createRequire(import.meta.url).resolve('@reelhouse/services/package.json')),
  '../..',
);

/** What runs a service from its sources, at the root. */
export function serviceCommand({ program, args }: Service): [string, ...string[]] {
  return [process.execPath, '--conditions=reelhouse-source', '--import=tsx', `${program}.ts`, ...args];
}
