import { parseArgs } from 'node:util';
import { StartupError } from '@reelhouse/config';

/**
 * Whether a benchmark is asked for in its short form, `npm run bench -- <name> --quick`.
 *
 * @throws {StartupError} with the usage line for arguments that mean nothing.
 */
export function isQuick(args: readonly string[], name: string): boolean {
  try {
    return parseArgs({ args: [...args], options: { quick: { type: 'boolean', default: false } } }).values.quick;
  } catch (error) {
    throw new StartupError(`usage: npm run bench -- ${name} [--quick]`, { cause: error });
  }
}
