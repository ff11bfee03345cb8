import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeApprovedChanges } from '../checks/approved-changes.ts';
import { checkSchema } from '../checks/check-schema.ts';
import { formatProblem } from '../problem.ts';
import { schemaPaths } from '../schema-paths.ts';
import type { CommandResult } from './command-result.ts';

/**
 * Makes the API schema the one that clients may rely on, and starts the record of approvals anew. Refused while the
 * check finds a problem.
 */
export async function release(root: string): Promise<CommandResult> {
  const { problems } = await checkSchema(root, { firstRelease: true });
  if (problems.length > 0) {
    return { succeeded: false, lines: [...problems.map(formatProblem), 'Not released: put these right first.'] };
  }
  await copyFile(join(root, schemaPaths.api), join(root, schemaPaths.baseline));
  await writeApprovedChanges(root, []);
  return { succeeded: true, lines: [`Released: ${schemaPaths.baseline} is now ${schemaPaths.api}.`] };
}
