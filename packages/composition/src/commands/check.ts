import { checkSchema } from '../checks/check-schema.ts';
import { formatProblem } from '../problem.ts';
import type { CommandResult } from './command-result.ts';

/** Checks the schema and lists every problem. */
export async function check(root: string): Promise<CommandResult> {
  const { problems, notes } = await checkSchema(root);
  const verdict = problems.length === 0 ? 'The schema is in order.' : `Problems found: ${problems.length}.`;
  return {
    succeeded: problems.length === 0,
    lines: [...notes.map((note) => `note: ${note}`), ...problems.map(formatProblem), verdict],
  };
}
