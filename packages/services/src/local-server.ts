import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { StartupError } from '@reelhouse/config';
import { freePorts } from './service-ports.ts';
import { startProcess, type ServiceProcess } from './service-process.ts';

/** A server that the chain needs and that is not ours, as it is started for a developer. */
interface LocalServer {
  readonly name: 'redis' | 'nats';
  readonly program: string;
  readonly variable: 'REDIS_URL' | 'NATS_URL';
  args(port: number, directory: string): readonly string[];
}

/** What runs beside the services, with what it keeps. */
export interface RunningServer {
  readonly url: string;
  readonly process?: ServiceProcess;
}

const servers: Readonly<Record<LocalServer['name'], LocalServer>> = {
  redis: {
    name: 'redis',
    program: 'redis-server',
    variable: 'REDIS_URL',
    // What is in it is in PostgreSQL as well: nothing is written to disk.
    args: (port, directory) => [
      ...['--bind', '127.0.0.1', '--port', String(port), '--dir', directory],
      ...['--save', '', '--appendonly', 'no', '--maxmemory', '256mb', '--maxmemory-policy', 'allkeys-lru'],
    ],
  },
  nats: {
    name: 'nats',
    program: 'nats-server',
    variable: 'NATS_URL',
    args: (port, directory) => ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', directory],
  },
};

/**
 * The server that the environment names, else one that is started on a free port and ends with the services.
 *
 * @param directory where it keeps its data.
 * @throws {StartupError} if there is none and it is not installed.
 */
export async function openLocalServer(
  name: LocalServer['name'],
  environment: Readonly<Record<string, string | undefined>>,
  directory: string,
  print: (line: string) => void,
): Promise<RunningServer> {
  const server = servers[name];
  const named = environment[server.variable];
  if (named) return { url: named };
  await mustBeInstalled(server);
  await mkdir(directory, { recursive: true });
  const [port = 0] = await freePorts(1);
  const { PATH } = environment;
  const process = startProcess({
    name,
    command: [server.program, ...server.args(port, directory)],
    cwd: directory,
    environment: { PATH },
    print,
  });
  return { url: `${name}://127.0.0.1:${port}`, process };
}

async function mustBeInstalled({ program, variable }: LocalServer): Promise<void> {
  const child = spawn(program, ['--version'], { stdio: 'ignore' });
  const failed = once(child, 'error').then(() => true);
  const ended = once(child, 'exit').then(() => false);
  if (await Promise.race([failed, ended])) {
    throw new StartupError(
      `${program} is not installed: install it (Debian: apt-get install ${program}) or set ${variable}`,
    );
  }
}
