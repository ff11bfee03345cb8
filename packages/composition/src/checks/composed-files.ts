import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ComposedSupergraph } from '../compose-supergraph.ts';
import type { Problem } from '../problem.ts';
import { readIfPresent } from '../read-if-present.ts';
import { schemaPaths } from '../schema-paths.ts';

/** Writes what the subgraphs compose to into the repository. */
export async function writeComposedFiles(root: string, composed: ComposedSupergraph): Promise<void> {
  for (const { path, text } of composedFiles(composed)) await writeFile(join(root, path), text);
}

/** The composed files of the repository that are not what its subgraphs compose to now. */
export async function findStale(root: string, composed: ComposedSupergraph): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { path, text } of composedFiles(composed)) {
    if ((await readIfPresent(join(root, path))) === text) continue;
    problems.push({ message: 'not current: run npm run schema:compose', location: { path } });
  }
  return problems;
}

function composedFiles({ supergraphSdl, apiSdl }: ComposedSupergraph) {
  return [
    { path: schemaPaths.supergraph, text: supergraphSdl },
    { path: schemaPaths.api, text: apiSdl },
  ];
}
