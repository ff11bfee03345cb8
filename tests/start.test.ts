import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { catalogueOperation, deskOperation } from '@reelhouse/reelhouse';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { graphClient } from './graph-client.ts';

const root = join(import.meta.dirname, '..');
const home = await mkdtemp(join(tmpdir(), 'reelhouse-home-'));
afterAll(() => rm(home, { recursive: true, force: true }));

/** A process of `npm start`, as its entry point. */
interface Started {
  readonly process: ChildProcess;
  readonly lines: string[];
  /** The URL that it says it is open at; rejects if it ends before. */
  readonly open: Promise<string>;
  readonly exit: Promise<{ code: number | null; errors: string }>;
}

const running: Started[] = [];

const entry = ['--conditions=reelhouse-source', '--import=tsx', 'packages/reelhouse/src/bin/start.ts'];

function start(environment: Record<string, string> = {}, args: readonly string[] = []): Started {
  return run(process.execPath, [...entry, ...args], environment);
}

function run(command: string, args: readonly string[], environment: Record<string, string> = {}): Started {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], REELHOUSE_HOME: home, PORT: '0', LOG_LEVEL: 'warn', ...environment },
  });
  const lines: string[] = [];
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const open = new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
      const [, url] = /open at (http\S+)/.exec(line) ?? [];
      if (url) resolve(url);
    });
    child.once('exit', () => reject(new Error(`ended before it was open: ${errors}`)));
  });
  open.catch(() => {});
  const exit = once(child, 'close').then(([code]) => ({ code: code as number | null, errors }));
  const started = { process: child, lines, open, exit };
  running.push(started);
  return started;
}

afterEach(async () => {
  for (const { process: child, exit } of running.splice(0)) {
    child.kill('SIGKILL');
    await exit;
  }
});

async function titles(url: string): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ films(first: 3) { totalCount edges { node { title } } } }' }),
  });
  return response.json();
}

describe('with an embedded server', () => {
  let first: unknown;

  beforeAll(async () => {
    const { open, process: child, exit, lines } = start();
    first = await titles(await open);
    child.kill('SIGTERM');
    expect((await exit).code).toBe(0);
    expect(lines.join('\n')).toContain('Filling in sample rows');
  }, 60_000);

  test('the first start fills in rows', () => {
    expect(first).toMatchObject({ data: { films: { totalCount: 1000 } } });
  });

  test(
    'what the README asks is answered: the catalogue to anybody, the desk to who signs in as it says',
    {
      timeout: 90_000,
    },
    async () => {
      const { open, lines } = start();
      const url = await open;
      const anonymous = graphClient(() => url);
      const catalogue = await anonymous.ask(catalogueOperation);
      expect(catalogue).toMatchObject({ data: { films: { totalCount: 1000 } } });
      expect(catalogue).not.toHaveProperty('errors');

      const account = /as staff: (\S+), (\S+)/;
      await expect.poll(() => lines.join('\n')).toMatch(account);
      const [, username = '', password = ''] = account.exec(lines.join('\n')) ?? [];
      const readme = await readFile(join(root, 'README.md'), 'utf8');
      expect(readme).toContain(`username: "${username}", password: "${password}"`);
      const signIn = async () => {
        const { data } = await anonymous.ask(
          `mutation ($username: String!, $password: String!) {
          signInStaff(input: { username: $username, password: $password }) { accessToken viewer { storeId } }
        }`,
          { username, password },
        );
        return data?.['signInStaff'] as { accessToken: string | null; viewer: { storeId: string } | null };
      };
      // Identity reads in the background who there is. Attempts are few, or they would be too many.
      let signedIn = await signIn();
      await expect
        .poll(async () => (signedIn.viewer ? signedIn : (signedIn = await signIn())), {
          interval: 4000,
          timeout: 60_000,
        })
        .toMatchObject({ viewer: { storeId: '1' } });

      const staff = graphClient(
        () => url,
        () => Promise.resolve({ authorization: `Bearer ${signedIn.accessToken}` }),
      );
      const desk = await staff.ask(deskOperation, { storeId: '1' });
      expect(desk).not.toHaveProperty('errors');
      expect(JSON.stringify(desk.data)).toContain('"amount"');
      const denied = await anonymous.ask(deskOperation, { storeId: '1' });
      expect(denied.errors).toContainEqual(
        expect.objectContaining({ extensions: expect.objectContaining({ code: 'UNAUTHORIZED_FIELD_OR_TYPE' }) }),
      );
      expect(JSON.stringify(denied.data)).not.toContain('"customer"');
    },
  );

  test.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)('after %s the next start has the same rows', async (signal) => {
    const one = start();
    expect(await titles(await one.open)).toEqual(first);
    one.process.kill(signal);
    expect((await one.exit).code).toBe(signal === 'SIGKILL' ? null : 0);
    const two = start();
    expect(await titles(await two.open)).toEqual(first);
    expect(two.lines.join('\n')).not.toContain('Filling in');
  });

  test('a signal while it starts ends it in order', async () => {
    const { process: child, exit, lines } = start();
    await once(createInterface(child.stdout!), 'line');
    child.kill('SIGTERM');
    expect((await exit).code).toBe(0);
    expect(lines.at(-1)).toBe('Stopped. The data stays where it is.');
  });

  test('SIGTERM to npm reaches the server, which stops in order', async () => {
    const { open, process: npm, exit, lines } = run('npm', ['start']);
    await open;
    npm.kill('SIGTERM');
    await exit;
    expect(lines.at(-1)).toBe('Stopped. The data stays where it is.');
  });

  test('a second one on the same folder is refused in one line', async () => {
    await start().open;
    const { code, errors } = await start().exit;
    expect(code).toBe(1);
    expect(errors.trim().split('\n')).toEqual([expect.stringMatching(/^reelhouse: .* in use/)]);
  });

  test('--reset starts over', async () => {
    const { open, lines } = start({}, ['--reset']);
    await open;
    expect(lines.join('\n')).toContain('Filling in sample rows');
  });

  test('a taken port is told in one line, and the database is stopped', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    const { code, errors } = await start({ PORT: String(port) }).exit;
    taken.close();
    expect(code).toBe(1);
    expect(errors.trim().split('\n')).toEqual([expect.stringContaining(`port ${port}`)]);
    await start().open;
  });
});

describe('refused with exit code 1, a line a problem and no stack', () => {
  test.each([
    ['wrong settings, all at once', { PORT: 'x', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://u:secret@h/d' }, [], 3],
    ['an unreachable database', { DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/d' }, [], 1],
    ['--reset of a database that is not ours', { DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/d' }, ['--reset'], 1],
    ['an unknown option', {}, ['--rest'], 2],
  ] as const)('%s', async (_, environment, args, count) => {
    const { code, errors } = await start(environment, args).exit;
    expect(code).toBe(1);
    const lines = errors.trim().split('\n');
    expect(lines).toHaveLength(count);
    for (const line of lines) expect(line).toMatch(/^reelhouse: /);
    expect(errors).not.toMatch(/secret|at .*\.[jt]s:\d/);
  });
});
