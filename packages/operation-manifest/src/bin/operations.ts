import { parseArgs } from 'node:util';
import { StartupError } from '@reelhouse/config';
import { check } from '../commands/check.ts';
import type { CommandResult } from '../commands/command-result.ts';
import { release } from '../commands/release.ts';

const usage = `Usage: operations <command>, in the repository's root folder
  release <client> [--replace]  registers the documents of clients/<client> as the operations of its version
  check                         lists the clients whose documents are not registered`;

const { succeeded, lines } = await run(process.cwd());
const output = succeeded ? process.stdout : process.stderr;
output.write(`${lines.join('\n')}\n`);
process.exitCode = succeeded ? 0 : 1;

async function run(root: string): Promise<CommandResult> {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { replace: { type: 'boolean' } } });
    const [command, ...args] = positionals;
    switch (command) {
      case 'release':
        return await release(root, args[0], values);
      case 'check':
        return await check(root);
      default:
        return { succeeded: false, lines: [usage] };
    }
  } catch (error) {
    if (error instanceof StartupError) return { succeeded: false, lines: error.message.split('\n') };
    if (error instanceof TypeError && 'code' in error) return { succeeded: false, lines: [error.message, usage] };
    throw error;
  }
}
