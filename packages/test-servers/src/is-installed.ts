import { spawnSync } from 'node:child_process';

/**
 * Whether tests that need a server can be run: `describe.skipIf(!isInstalled('nats-server'))`. Where they are required
 * (`REQUIRE_TEST_SERVERS`), as before a change lands, they are run whatever is installed, and fail if nothing is.
 */
export function isInstalled(program: 'redis-server' | 'nats-server'): boolean {
  if (process.env['REQUIRE_TEST_SERVERS']) return true;
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}
