import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readableLog } from '../graph.fixture.ts';
import { WatchedFile } from './watched-file.ts';

let folder: string;
let file: string;
const open: WatchedFile[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watched-file-'));
  file = join(folder, 'supergraph.graphql');
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((watched) => watched.close()));
  await rm(folder, { recursive: true });
});

async function watched(path: string, text: string) {
  const told: string[] = [];
  const awaited: (() => void)[] = [];
  const tell = (what: string) => {
    told.push(what);
    awaited.shift()?.();
  };
  const watching = new WatchedFile(path, text, readableLog().log, {
    onText: tell,
    onUnreadable: (reason) => tell(reason),
  });
  open.push(watching);
  await watching.start();
  async function next() {
    if (told.length === 0) await new Promise<void>((resolve) => awaited.push(resolve));
    return told.shift();
  }
  return { watching, told, next };
}

async function replaceLink(target: string, path: string) {
  await symlink(target, `${path}.new`);
  await rename(`${path}.new`, path);
}

test('a file that is written into', async () => {
  await writeFile(file, 'one');
  const { next } = await watched(file, 'one');
  await writeFile(file, 'two');
  expect(await next()).toBe('two');
  await writeFile(file, 'three');
  expect(await next()).toBe('three');
});

test('a file that is replaced by rename, again and again', async () => {
  await writeFile(file, 'one');
  const { next } = await watched(file, 'one');
  for (const text of ['two', 'three']) {
    await writeFile(join(folder, 'new'), text);
    await rename(join(folder, 'new'), file);
    expect(await next()).toBe(text);
  }
});

test('a change between reading and watching', async () => {
  await writeFile(file, 'two');
  const { next } = await watched(file, 'one');
  expect(await next()).toBe('two');
});

test('a link that is replaced, and the file that it leads to', async () => {
  for (const [name, text] of Object.entries({ a: 'one', b: 'two' })) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'x.graphql'), text);
  }
  await symlink(join('a', 'x.graphql'), file);
  const { next } = await watched(file, 'one');
  await replaceLink(join('b', 'x.graphql'), file);
  expect(await next()).toBe('two');
  await writeFile(join(folder, 'b', 'x.graphql'), 'three');
  expect(await next()).toBe('three');
});

test('a Kubernetes config map, whose link in the middle is replaced and whose old folder is removed', async () => {
  const version = async (name: string, text: string) => {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'supergraph.graphql'), text);
  };
  await version('..2026_01', 'one');
  await symlink('..2026_01', join(folder, '..data'));
  await symlink(join('..data', 'supergraph.graphql'), file);
  const { next } = await watched(file, 'one');
  let last = '..2026_01';
  for (const [name, text] of [
    ['..2026_02', 'two'],
    ['..2026_03', 'three'],
  ] as const) {
    await version(name, text);
    await replaceLink(name, join(folder, '..data'));
    await rm(join(folder, last), { recursive: true });
    last = name;
    expect(await next()).toBe(text);
  }
});

test('a folder on the way that is a link', async () => {
  for (const [name, text] of Object.entries({ r1: 'one', r2: 'two' })) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'x.graphql'), text);
  }
  await symlink('r1', join(folder, 'current'));
  const { next } = await watched(join(folder, 'current', 'x.graphql'), 'one');
  await replaceLink('r2', join(folder, 'current'));
  expect(await next()).toBe('two');
});

test('a file that goes away and comes back', async () => {
  await writeFile(file, 'one');
  const { next } = await watched(file, 'one');
  await rm(file);
  expect(await next()).toBe(`cannot read ${file}: ENOENT`);
  await writeFile(file, 'one');
  expect(await next()).toBe('one');
});

test('links in a circle cannot be read', async () => {
  await symlink('supergraph.graphql', file);
  const { next } = await watched(file, 'one');
  expect(await next()).toBe(`cannot read ${file}: ELOOP`);
});

test('other files of the folder, the same content and anything after the end are not told', async () => {
  await writeFile(file, 'one');
  const { told, next, watching } = await watched(file, 'one');
  await writeFile(join(folder, 'other'), 'two');
  await writeFile(file, 'one');
  watching.readAgain();
  expect(await next()).toBe('one');
  await writeFile(file, 'two');
  await watching.close();
  watching.readAgain();
  expect(told).toEqual([]);
});

/** How many files and folders this process watches, as Linux tells of its inotify instance. */
async function watches(): Promise<number> {
  const descriptors = await readdir('/proc/self/fdinfo');
  const infos = await Promise.all(
    descriptors.map((descriptor) => readFile(`/proc/self/fdinfo/${descriptor}`, 'utf8').catch(() => '')),
  );
  return infos.join('').split('inotify wd:').length - 1;
}

test.skipIf(process.platform !== 'linux')('nothing is left when it is closed', async () => {
  const before = await watches();
  await writeFile(file, 'one');
  const { watching } = await watched(file, 'one');
  expect(await watches()).toBe(before + 1);
  await watching.close();
  expect(await watches()).toBe(before);
});
