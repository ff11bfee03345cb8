import { findUnreleased } from '../documents/find-unreleased.ts';
import type { CommandResult } from './command-result.ts';

/** Checks that the documents of each client make the manifest of its version. */
export async function check(root: string): Promise<CommandResult> {
  const lines = await findUnreleased(root);
  const succeeded = lines.length === 0;
  return { succeeded, lines: succeeded ? ['The documents of all clients are registered.'] : lines };
}
