import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The composed supergraph, as `npm run schema:compose` wrote it. */
export function supergraphSdl(): string {
  const here = dirname(createRequire(import.meta.url).resolve('@reelhouse/reelhouse/package.json'));
  return readFileSync(join(here, '../../schema/supergraph.graphql'), 'utf8');
}
