import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A NATS server with JetStream that a test can kill, start again and rob of its store. */
export interface TestNats {
  readonly url: string;
  start(): Promise<void>;
  kill(): Promise<void>;
  /** Deletes what the stopped server kept. */
  wipe(): Promise<void>;
  /** Kills it and removes its files. */
  dispose(): Promise<void>;
}

/** Starts a NATS server on a free port of 127.0.0.1. */
export async function startNats(): Promise<TestNats> {
  const port = await freePort();
  const directory = await mkdtemp(join(tmpdir(), 'reelhouse-nats-'));
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const child = spawn('nats-server', ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', directory], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    server = child;
    for await (const line of createInterface({ input: child.stderr })) {
      if (line.includes('Server is ready')) break;
    }
    child.stderr.resume(); // else it would stop when the pipe is full
  }

  async function kill(): Promise<void> {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  }

  await start();
  return {
    url: `nats://127.0.0.1:${port}`,
    start,
    kill,
    wipe: () => rm(join(directory, 'jetstream'), { recursive: true }),
    async dispose() {
      await kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
