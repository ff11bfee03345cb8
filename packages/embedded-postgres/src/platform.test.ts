import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { findBinaries, programPath } from './binaries.ts';
import { repairLibraryLinks } from './library-links.ts';
import { parsePostmasterFile } from './postmaster-file.ts';
import { findInProc, findWithPs } from './running-process.ts';
import { findAccount } from './server-user.ts';
import { startWith } from './start.ts';

async function makeFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'embedded-postgres-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test.each([
  ['win32', 'x64', 'there is no embedded PostgreSQL for Windows: set DATABASE_URL'],
  ['linux', 's390x', '(@embedded-postgres/linux-s390x is not installed): set DATABASE_URL'],
  ['openbsd', 'x64', '(@embedded-postgres/openbsd-x64 is not installed): set DATABASE_URL'],
])('%s on %s has no programs, and the error says what to do', async (platform, arch, message) => {
  await expect(findBinaries(platform, arch)).rejects.toMatchObject({
    name: 'StartupError',
    message: expect.stringContaining(message),
  });
});

test('links between libraries that the install script did not make are made', async () => {
  const installed = await findBinaries();
  const folder = await makeFolder();
  const root = join(folder, 'native');
  await cp(installed.root, root, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
  const names = await readdir(join(root, 'lib'), { withFileTypes: true });
  const links = names.filter((entry) => entry.isSymbolicLink()).map(({ name }) => join(root, 'lib', name));
  for (const link of links) await rm(link);
  const copy = { ...installed, root };

  await repairLibraryLinks(copy);
  await repairLibraryLinks(copy);
  for (const link of links) expect((await lstat(link)).isSymbolicLink()).toBe(true);
  const { stdout } = await promisify(execFile)(programPath(copy, 'postgres'), ['--version']);
  expect(stdout).toContain(`PostgreSQL) ${installed.major}.`);
});

test.runIf(process.getuid?.() === 0)('programs that only root can reach are copied beside the data, once', async () => {
  const installed = await findBinaries();
  const rootsOwn = await makeFolder();
  const root = join(rootsOwn, 'native');
  await cp(installed.root, root, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
  const directory = await makeFolder();
  const options = { directory, durable: false };

  await (await startWith({ ...installed, root }, options)).stop();
  expect(await readdir(directory)).toEqual(['data', 'password', 'programs']);
  const copied = join(directory, 'programs', installed.version, 'native');
  const first = await lstat(copied);
  await (await startWith({ ...installed, root }, options)).stop();
  expect((await lstat(copied)).ino).toBe(first.ino);
});

test.each([
  ['root:x:0:0::/root:/bin/sh\nnobody:x:65534:65533::/:\n', { uid: 65_534, gid: 65_533 }],
  ['nobody:x:65534:65534::/:\npostgres:x:101:104::/:\n', { uid: 101, gid: 104 }],
  ['nobody:*:-2:-2::/var/empty:\n_postgres:*:216:216::/var/empty:\n', { uid: 216, gid: 216 }],
  ['root:x:0:0::/root:/bin/sh\nmypostgres:x:5:5::/:\n', undefined],
])('the account to run as is found in %j', (passwd, user) => {
  expect(findAccount(passwd)).toEqual(user);
});

test.each(['', '123', '123\n/data\n1\n', 'x\n/data\n1\n5432\n', '0\n/data\n1\n5432\n\n\n\nready\n'])(
  '%j is no complete process file',
  (text) => {
    expect(parsePostmasterFile(text)).toBeUndefined();
  },
);

test('a process file tells id, port and state', () => {
  const text = '123\n/data\n1700000000\n5433\n\n127.0.0.1\n  1 2\nready   \n';
  expect(parsePostmasterFile(text)).toEqual({ pid: 123, port: 5433, ready: true });
  expect(parsePostmasterFile(text.replace('ready   ', 'starting'))).toMatchObject({ ready: false });
});

const ways = [
  { way: '/proc', find: findInProc, here: process.platform === 'linux' },
  { way: 'ps', find: findWithPs, here: existsSync('/bin/ps') },
];

test.each(ways.filter(({ here }) => here))(
  '$way knows running processes, always with the same start',
  async ({ find }) => {
    const found = await find(process.pid);
    expect(found?.startedAt).toMatch(/\d/);
    expect(found?.command).toContain('node');
    expect(await find(process.pid)).toEqual(found);
    expect(await find(2 ** 22 + 1)).toBeUndefined();
  },
);
