import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { serverProcess, type ServerProcess } from './server-process.ts';

/** A Redis server that keeps nothing: killed and started again, it is empty. */
export interface TestRedis extends ServerProcess {
  readonly url: string;
  /** Kills it and removes its files. */
  dispose(): Promise<void>;
}

/** Starts a Redis server on a free port of 127.0.0.1. */
export async function startRedis(...options: readonly string[]): Promise<TestRedis> {
  const port = await freePort();
  const directory = await mkdtemp(join(tmpdir(), 'reelhouse-redis-'));
  const own = ['--bind', '127.0.0.1', '--port', String(port), '--dir', directory, '--save', '', '--appendonly', 'no'];
  const server = serverProcess({
    program: 'redis-server',
    args: [...own, ...options],
    ready: 'Ready to accept connections',
  });
  await server.start();
  return {
    ...server,
    url: `redis://127.0.0.1:${port}`,
    async dispose() {
      await server.kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
