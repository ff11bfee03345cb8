import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, watch } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { findRunningEmbeddedPostgres, removeEmbeddedPostgres, startEmbeddedPostgres } from './index.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { waitForExit } from './running-process.ts';

/** Starts a server, says so, and holds it. */
const program = `
  import { startEmbeddedPostgres } from '@reelhouse/embedded-postgres';
  const server = await startEmbeddedPostgres({ directory: process.argv[1] });
  process.on('SIGINT', () => console.log('interrupted'));
  console.log(server.url);
`;

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'embedded-postgres-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true, maxRetries: 20 });
});

/** Runs the program in a process of its own, as a shell with job control would: it leads a process group. */
function launch() {
  const args = ['--conditions=reelhouse-source', '--import=tsx', '--input-type=module', '--eval', program, directory];
  const child = spawn(process.execPath, args, {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => String((await lines.next()).value);
  return { child, nextLine };
}

async function killAndReap(child: ChildProcess) {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Waits for a file whose name matches, and answers its name. */
async function appearsIn(folder: string, pattern: RegExp): Promise<string> {
  for await (const { filename } of watch(folder)) {
    if (filename !== null && pattern.test(filename)) return filename;
  }
  throw new Error('the folder is not watched any more');
}

async function postmasterPid() {
  const file = await readPostmasterFile(join(directory, 'data'));
  if (!file) throw new Error('no server is running');
  return file.pid;
}

test('no server outlives a launcher that is killed, and the next start finds the data', async () => {
  const { child, nextLine } = launch();
  const sql = postgres(await nextLine(), { max: 1, onnotice: () => {}, onclose: () => {} });
  await sql`create table film as select 1 as id`;
  const pid = await postmasterPid();

  await expect(startEmbeddedPostgres({ directory })).rejects.toThrow(`is in use by process ${child.pid}: stop`);
  await expect(removeEmbeddedPostgres(directory)).rejects.toThrow(`is in use by process ${child.pid}: stop`);
  expect(await findRunningEmbeddedPostgres(directory)).toMatchObject({ url: expect.stringContaining('postgres://') });

  await killAndReap(child);
  expect(await waitForExit(pid, 10_000)).toBe(true);
  await sql.end();

  const server = await startEmbeddedPostgres({ directory });
  onTestFinished(() => server.stop());
  const again = postgres(server.url, { max: 1 });
  expect(await again`select id from film`).toEqual([{ id: 1 }]);
  await again.end();
});

test('a start right after a kill waits for the end of the former server', async () => {
  const { child, nextLine } = launch();
  await nextLine();
  await killAndReap(child);
  const server = await startEmbeddedPostgres({ directory });
  expect(server.firstStart).toBe(false);
  await server.stop();
});

test('Ctrl-C in the terminal reaches the launcher, not the server', async () => {
  const { child, nextLine } = launch();
  const url = await nextLine();
  process.kill(-Number(child.pid), 'SIGINT');
  expect(await nextLine()).toBe('interrupted');
  const sql = postgres(url, { max: 1 });
  expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  await sql.end();
  const pid = await postmasterPid();
  await killAndReap(child);
  expect(await waitForExit(pid, 10_000)).toBe(true);
});

test('a launcher that is killed while it makes the data leaves nothing that counts as data', async () => {
  const { child } = launch();
  const incomplete = await appearsIn(directory, /^data\.incomplete-/);
  await appearsIn(join(directory, incomplete), /^PG_VERSION$/);
  await killAndReap(child);
  const server = await startEmbeddedPostgres({ directory });
  expect(server.firstStart).toBe(true);
  await server.stop();
  expect(await readdir(directory)).toEqual(['data', 'password']);
});

test.runIf(process.platform === 'linux')('the server is stopped when its supervisor is killed', async () => {
  const { child, nextLine } = launch();
  await nextLine();
  const pid = await postmasterPid();
  const ended = once(child, 'exit');
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const supervisor = Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1]);
  process.kill(supervisor, 'SIGKILL');
  expect(await waitForExit(pid, 10_000)).toBe(true);
  // Nothing keeps the launcher alive any more.
  expect(await ended).toEqual([0, null]);
});
