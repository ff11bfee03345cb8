import { compositionWarnings } from '../checks/check-schema.ts';
import { writeComposedFiles } from '../checks/composed-files.ts';
import { composeSupergraph } from '../compose-supergraph.ts';
import { readSubgraphs } from '../read-subgraphs.ts';
import { schemaPaths } from '../schema-paths.ts';
import type { CommandResult } from './command-result.ts';

/**
 * Composes the subgraphs and writes the supergraph, the API schema and who may see what.
 *
 * @throws {CompositionFailed} with every problem; nothing is written then.
 */
export async function compose(root: string): Promise<CommandResult> {
  const subgraphs = await readSubgraphs(root);
  const composed = composeSupergraph(subgraphs);
  await writeComposedFiles(root, composed);
  const names = subgraphs.map(({ name }) => name).join(', ');
  return {
    succeeded: true,
    lines: [
      ...compositionWarnings(composed).map((warning) => `warning: ${warning}`),
      `Composed ${names} into ${schemaPaths.supergraph}, ${schemaPaths.api} and ${schemaPaths.permissions}.`,
    ],
  };
}
