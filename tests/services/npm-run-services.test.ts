import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { canRunServices } from './running-services.ts';

const root = join(import.meta.dirname, '../..');
const entry = ['--conditions=reelhouse-source', '--import=tsx', 'packages/services/src/bin/services.ts'];

/** `npm run services`, as its entry point. */
interface Started {
  readonly process: ChildProcess;
  readonly lines: readonly string[];
  /** The URL of the graph, once it says it; rejects if it ends before. */
  readonly open: Promise<string>;
  readonly exit: Promise<{ code: number | null; errors: string }>;
}

/** The processes that a process has started and that still run. */
async function childrenOf(pid: number): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`);
  const lists = await Promise.all(threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8')));
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
}

/** Where the shell finds a program. */
async function whereIs(program: string): Promise<string> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const entries = await readdir(folder).catch((): string[] => []);
    if (entries.includes(program)) return join(folder, program);
  }
  throw new Error(`${program} is not installed`);
}

/** Whether a process runs: one that nobody has waited for yet does not. */
async function runs(pid: number): Promise<boolean> {
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return state !== '' && !/\) Z /.test(state);
}

describe.skipIf(!canRunServices)('npm run services', () => {
  let home: string;
  const running: Started[] = [];
  beforeAll(async () => void (home = await mkdtemp(join(tmpdir(), 'reelhouse-services-'))));
  afterAll(() => rm(home, { recursive: true, force: true }));
  afterEach(async () => {
    for (const { process: child, exit } of running.splice(0)) {
      child.kill('SIGTERM');
      await exit;
    }
  });

  function start(environment: Record<string, string> = {}): Started {
    const { PATH } = process.env;
    const child = spawn(process.execPath, [...entry, '--free-ports'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH, REELHOUSE_HOME: home, SAMPLE_DATA: 'false', LOG_LEVEL: 'warn', ...environment },
    });
    const lines: string[] = [];
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const open = new Promise<string>((resolve, reject) => {
      createInterface(child.stdout).on('line', (line) => {
        lines.push(line);
        const [, url] = /graph is at (http\S+)\. /.exec(line) ?? [];
        if (url !== undefined) resolve(url);
      });
      child.once('exit', () => reject(new Error(`ended before it was open: ${errors}`)));
    });
    open.catch(() => {});
    const exit = once(child, 'close').then(([code]) => ({ code: code as number | null, errors }));
    const started = { process: child, lines, open, exit };
    running.push(started);
    return started;
  }

  const stopped = (lines: readonly string[]) =>
    lines.flatMap((line) => /^(\S+) +\| stopped$/.exec(line)?.slice(1) ?? []);

  test('Ctrl-C stops all of them, those in front first, and leaves no process', async () => {
    const { process: child, lines, open, exit } = start();
    const response = await fetch(await open, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ films { totalCount } }"}',
    });
    expect(await response.json()).toEqual({ data: { films: { totalCount: 0 } } });
    const children = await childrenOf(child.pid ?? 0);
    // The services, Redis, NATS, and PostgreSQL.
    expect(children.length).toBeGreaterThanOrEqual(9);
    child.kill('SIGINT');
    expect(await exit).toEqual({ code: 0, errors: '' });
    expect(lines).toContain('Finishing what is under way …');
    const order = stopped(lines);
    expect(order[0]).toBe('gateway');
    expect(order.slice(1, -2).sort()).toEqual(['customer', 'film', 'identity', 'payment', 'rental', 'store']);
    expect(order.slice(-2).sort()).toEqual(['nats', 'redis']);
    expect(await Promise.all(children.map(runs))).toEqual(children.map(() => false));
  }, 60_000);

  test('a service that ends by itself ends the others, and is named', async () => {
    const { process: child, lines, open, exit } = start();
    await open;
    const children = await childrenOf(child.pid ?? 0);
    const commands = await Promise.all(
      children.map(async (pid) => ({ pid, command: await readFile(`/proc/${pid}/cmdline`, 'utf8') })),
    );
    const rental = commands.find(({ command }) => command.includes('subgraphs/rental/serve'));
    process.kill(rental?.pid ?? 0, 'SIGKILL');
    expect(await exit).toEqual({
      code: 1,
      errors: 'reelhouse: rental ended by itself; its lines say why\n',
    });
    expect(lines).toContain('rental ended. Stopping the others …');
    expect(await Promise.all(children.map(runs))).toEqual(children.map(() => false));
  }, 60_000);

  test('a server that is not installed is told in a line, and nothing is left running', async () => {
    const programs = join(home, 'programs');
    await mkdir(programs);
    for (const program of ['sh', 'redis-server']) await symlink(await whereIs(program), join(programs, program));
    const { exit } = start({ PATH: programs });
    const { code, errors } = await exit;
    expect(errors).toBe(
      'reelhouse: nats-server is not installed: install it (Debian: apt-get install nats-server) or set NATS_URL\n',
    );
    expect(code).toBe(1);
  }, 60_000);
});
