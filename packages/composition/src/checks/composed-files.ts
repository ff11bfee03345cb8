import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ComposedSupergraph } from '../compose-supergraph.ts';
import { permissionChanges, permissionsPage } from '../permissions/permissions-page.ts';
import type { Problem } from '../problem.ts';
import { readIfPresent } from '../read-if-present.ts';
import { schemaPaths } from '../schema-paths.ts';

/** Writes what the subgraphs compose to into the repository. */
export async function writeComposedFiles(root: string, composed: ComposedSupergraph): Promise<void> {
  for (const { path, text } of composedFiles(composed)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

/**
 * The composed files of the repository that are not what its subgraphs compose to now; of who may see what, each change by
 * itself, so that none goes unnoticed.
 */
export async function findStale(root: string, composed: ComposedSupergraph): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { path, text } of composedFiles(composed)) {
    const recorded = await readIfPresent(join(root, path));
    if (recorded === text) continue;
    const changes =
      path === schemaPaths.permissions && recorded !== undefined
        ? permissionChanges(recorded, composed.permissions)
        : [];
    problems.push(
      ...(changes.length === 0 ? [{ message: 'not current: run npm run schema:compose', location: { path } }] : []),
      ...changes.map((change) => ({
        message: `${change} (run npm run schema:compose to record it)`,
        location: { path },
      })),
    );
  }
  return problems;
}

function composedFiles({ supergraphSdl, apiSdl, permissions }: ComposedSupergraph) {
  return [
    { path: schemaPaths.supergraph, text: supergraphSdl },
    { path: schemaPaths.api, text: apiSdl },
    { path: schemaPaths.permissions, text: permissionsPage(permissions) },
  ];
}
