import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { StartupError } from '@reelhouse/config';

const run = promisify(execFile);
const minutes = 5;

/**
 * Builds the gateway and what it needs: it is measured as production runs it. What has not changed is not built again.
 *
 * @throws {StartupError} if it does not build.
 */
export async function buildGateway(print: (line: string) => void): Promise<void> {
  print('building the gateway');
  const args = ['exec', '--', 'turbo', 'run', 'build', '--filter=@reelhouse/gateway', '--output-logs=errors-only'];
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1' };
  try {
    await run('npm', args, { env, timeout: minutes * 60_000, maxBuffer: 2 ** 24 });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new StartupError(`the gateway does not build: npm ${args.join(' ')}\n${stdout}${stderr}`.trimEnd(), {
      cause: error,
    });
  }
}
