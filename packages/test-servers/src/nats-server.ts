import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { serverProcess, type ServerProcess } from './server-process.ts';

/** A NATS server with JetStream that a test can kill, start again and rob of its store. */
export interface TestNats extends ServerProcess {
  readonly url: string;
  /** Deletes what the stopped server kept. */
  wipe(): Promise<void>;
  /** Kills it and removes its files. */
  dispose(): Promise<void>;
}

/** Starts a NATS server on a free port of 127.0.0.1. */
export async function startNats(): Promise<TestNats> {
  const port = await freePort();
  const directory = await mkdtemp(join(tmpdir(), 'reelhouse-nats-'));
  const args = ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', directory];
  const server = serverProcess({ program: 'nats-server', args, ready: 'Server is ready' });
  await server.start();
  return {
    ...server,
    url: `nats://127.0.0.1:${port}`,
    wipe: () => rm(join(directory, 'jetstream'), { recursive: true }),
    async dispose() {
      await server.kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
