import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { StartupError } from '@reelhouse/config';

const folder = 'bench/peers';
const run = promisify(execFile);
const minutes = 5;

/**
 * Installs what the gateway is measured beside, where that was not done before or is out of date. The peers are no
 * dependencies of the repository: they have a lock file of their own.
 *
 * @throws {StartupError} if npm cannot install them.
 */
export async function installPeers(print: (line: string) => void): Promise<void> {
  const installed = await changedAt(`${folder}/node_modules/.package-lock.json`);
  if (installed >= (await changedAt(`${folder}/package-lock.json`))) return;
  print(`installing the peers into ${folder} (once; half a minute)`);
  const args = ['ci', '--prefix', folder, '--no-fund', '--no-audit', '--loglevel=error'];
  try {
    await run('npm', args, { timeout: minutes * 60_000 });
  } catch (error) {
    const { stderr = '' } = error as { readonly stderr?: string };
    throw new StartupError(`the peers could not be installed: npm ${args.join(' ')}\n${stderr}`.trimEnd(), {
      cause: error,
    });
  }
}

async function changedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
