import { StartupError } from '@reelhouse/config';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readMigrations } from './migration-files.ts';
import { subgraphSchemas } from './subgraph-schemas.ts';

const roots: string[] = [];
afterAll(() => Promise.all(roots.map((root) => rm(root, { recursive: true }))));

async function folderOf(files: readonly string[], text = 'select 1;'): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'migration-files-'));
  roots.push(root);
  for (const file of files) {
    await mkdir(dirname(join(root, 'migrations', file)), { recursive: true });
    await writeFile(join(root, 'migrations', file), text);
  }
  return join(root, 'migrations');
}

const first = ['film/0001.do.a.sql', 'film/0001.undo.a.sql'];

test('reads the migrations by number, and passes over hidden files and notes', async () => {
  const files = ['film/0002.do.b.sql', 'film/0002.undo.b.sql', ...first, 'film/README.md', 'film/.a.swp'];
  const directory = await folderOf(files);
  expect(await readMigrations(directory, ['film'])).toMatchObject([
    { subgraph: 'film', version: 1, name: 'a', do: { file: 'migrations/film/0001.do.a.sql' } },
    { subgraph: 'film', version: 2, name: 'b', undo: { file: 'migrations/film/0002.undo.b.sql' } },
  ]);
});

test.each([
  ['another ending', [...first, 'film/0002.do.b.SQL'], 'migrations/film/0002.do.b.SQL: expected a name such as'],
  ['another word', [...first, 'film/0002.up.b.sql'], 'migrations/film/0002.up.b.sql: expected a name such as'],
  ['a letter for a digit', ['film/O001.do.a.sql'], 'migrations/film/O001.do.a.sql: expected a name such as'],
  ['no undo', ['film/0001.do.a.sql'], 'migrations/film/0001.do.a.sql: migrations/film/0001.undo.a.sql is missing'],
  ['an undo of another name', ['film/0001.do.a.sql', 'film/0001.undo.b.sql'], '0001.undo.a.sql is missing'],
  ['no forward file', [...first, 'film/0002.undo.b.sql'], '0002.undo.b.sql: undoes a migration that is not there'],
  [
    'a number twice',
    [...first, 'film/0001.do.b.sql'],
    'migrations/film/0001.do.b.sql: its number is taken by migrations/film/0001.do.a.sql',
  ],
  [
    'a gap',
    [...first, 'film/0003.do.c.sql', 'film/0003.undo.c.sql'],
    'migrations/film/0003.do.c.sql: the number 0002 is missing before it',
  ],
])('refuses %s', async (_, files, message) => {
  const attempt = readMigrations(await folderOf(files), ['film']);
  await expect(attempt).rejects.toThrow(StartupError);
  await expect(attempt).rejects.toThrow(message);
});

test('tells every problem at once', async () => {
  const directory = await folderOf(['film/0001.do.a.sql', 'store/2.sql']);
  await expect(readMigrations(directory, ['film', 'store'])).rejects.toThrow(/0001\.undo\.a\.sql is missing\n.*2\.sql/);
});

test.each(['commit;', 'select 1;\n  ROLLBACK ;', 'start transaction;', 'begin work;'])(
  'refuses a file that says %j',
  async (text) => {
    const directory = await folderOf(first, text);
    await expect(readMigrations(directory, ['film'])).rejects.toThrow('0001.do.a.sql: begins or ends a transaction');
  },
);

test('a function’s block is no transaction', async () => {
  const text = 'create function f() returns void language plpgsql as $$\nbegin\n  perform 1;\nend;\n$$;';
  expect(await readMigrations(await folderOf(first, text), ['film'])).toHaveLength(1);
});

test('the folders are the schemas', async () => {
  expect(await subgraphSchemas(await folderOf(['store/x', 'film/x', 'README.md']))).toEqual(['film', 'store']);
});

test.each(['public', 'migrations', 'extensions', 'pg_film', 'Film', 'film-2'])('refuses a folder %j', async (name) => {
  await expect(subgraphSchemas(await folderOf([`${name}/x`]))).rejects.toThrow(`${name}: no name for a schema`);
});

test('refuses a directory that is not there', async () => {
  await expect(subgraphSchemas('/nowhere/migrations')).rejects.toThrow(StartupError);
});
