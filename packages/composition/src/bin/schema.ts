import { approve } from '../commands/approve.ts';
import { check } from '../commands/check.ts';
import type { CommandResult } from '../commands/command-result.ts';
import { compose } from '../commands/compose.ts';
import { release } from '../commands/release.ts';
import { SchemaError } from '../schema-error.ts';

const usage = `Usage: schema <command>, in the repository's root folder
  compose                          writes schema/supergraph.graphql, schema/api.graphql and docs/permissions.md
  check                            lists every problem of the schema
  approve "<change>" ["<reason>"]  puts on record that a breaking change is meant
  release                          makes the API schema the one that clients may rely on`;

const [command, ...args] = process.argv.slice(2);
const { succeeded, lines } = await run(process.cwd());
const output = succeeded ? process.stdout : process.stderr;
output.write(`${lines.join('\n')}\n`);
process.exitCode = succeeded ? 0 : 1;

async function run(root: string): Promise<CommandResult> {
  try {
    switch (command) {
      case 'compose':
        return await compose(root);
      case 'check':
        return await check(root);
      case 'approve':
        return await approve(root, ...args);
      case 'release':
        return await release(root);
      default:
        return { succeeded: false, lines: [usage] };
    }
  } catch (error) {
    if (error instanceof SchemaError) return { succeeded: false, lines: [error.message] };
    throw error;
  }
}
