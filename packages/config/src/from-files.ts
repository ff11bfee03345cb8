import { readFileSync } from 'node:fs';
import { StartupError } from './startup-error.ts';

/**
 * Lets secrets come from files, as container platforms hand them over: for each of these variables, `<NAME>_FILE` may
 * name a file that holds the value instead.
 *
 * @returns the environment with those values.
 * @throws {StartupError} if a file cannot be read, or a variable is given both ways.
 */
export function fromFiles(
  environment: Record<string, string | undefined>,
  variables: readonly string[],
): Record<string, string | undefined> {
  const read = variables.flatMap((name): [string, string][] => {
    const file = environment[`${name}_FILE`];
    if (!file) return [];
    if (environment[name]) throw new StartupError(`${name}: given twice, also by ${name}_FILE`);
    try {
      return [[name, readFileSync(file, 'utf8').trim()]];
    } catch (cause) {
      throw new StartupError(`${name}_FILE: cannot be read`, { cause });
    }
  });
  return { ...environment, ...Object.fromEntries(read) };
}
