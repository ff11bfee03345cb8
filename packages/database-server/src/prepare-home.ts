import { chmod, mkdir, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { StartupError } from '@reelhouse/config';

const enterable = 0o001;

/**
 * Makes the folder `REELHOUSE_HOME` if it is missing.
 *
 * PostgreSQL never runs as root. Where root started us, its account has to be able to pass through the folder, though not
 * to list it; what is in there keeps its own rights.
 *
 * @throws {StartupError} if it cannot be made.
 */
export async function prepareHome(home: string): Promise<void> {
  const folder = resolve(home);
  try {
    await mkdir(folder, { recursive: true });
    const { mode } = await stat(folder);
    if (process.getuid?.() === 0 && (mode & enterable) === 0) await chmod(folder, mode | enterable);
  } catch (error) {
    throw new StartupError(`REELHOUSE_HOME: cannot make the folder ${folder}`, { cause: error });
  }
}
