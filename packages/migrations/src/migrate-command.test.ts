import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartupError } from '@reelhouse/config';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { runMigrateCommand } from './index.ts';
import { createTestDatabase, exampleMigrations } from './test-database.fixture.ts';

test('shows how things stand, goes up and goes down', async () => {
  await using database = await createTestDatabase(exampleMigrations);
  const run = async (...args: string[]) => {
    const lines: string[] = [];
    await runMigrateCommand(args, database.options, (line) => lines.push(line));
    return lines.map((line) => line.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, '<time>'));
  };
  expect(await run('up', 'film', '--to', '1')).toEqual([
    'subgraph  number  migration applied',
    'film      0001    create-films',
  ]);
  expect(await run('status')).toEqual([
    'subgraph  number  migration      state    applied at',
    'film      0001    create-films   applied  <time>',
    'film      0002    count-films    pending',
    'store     0001    create-stores  pending',
  ]);
  expect(await run('up', 'film')).toHaveLength(2);
  expect(await run('up', 'film')).toEqual(['nothing to do: 0 migrations applied']);
  expect(await run('down', 'film', '--to=0')).toEqual([
    'subgraph  number  migration undone',
    'film      0002    count-films',
    'film      0001    create-films',
  ]);
  expect(await run('down')).toEqual(['nothing to do: 0 migrations undone']);
});

test('writes how each subgraph connects, also a second time', async () => {
  await using database = await createTestDatabase(exampleMigrations);
  const folder = await mkdtemp(join(tmpdir(), 'role-urls-'));
  const run = () => runMigrateCommand(['up', '--role-urls', folder], database.options, () => {});
  await run();
  await run();
  const file = join(folder, 'film', 'database-url');
  expect((await stat(file)).mode & 0o777).toBe(0o400);
  const sql = postgres((await readFile(file, 'utf8')).trim(), { max: 1 });
  expect(await sql`select current_schema as schema`).toEqual([{ schema: 'film' }]);
  await sql.end();
  await rm(folder, { recursive: true });
});

test.each([
  [['status', '--role-urls', '/tmp']],
  [[]],
  [['sideways']],
  [['up', 'film', 'store']],
  [['up', '--to', '1']],
  [['down', 'film', '--to', 'first']],
  [['down', 'film', '--to=-1']],
  [['status', 'film', '--to', '1']],
  [['up', '--force']],
])('%j is answered with the usage', async (args) => {
  const options = { url: 'postgres://127.0.0.1:1/none', directory: '/nowhere', roleSecret: 's' };
  const attempt = runMigrateCommand(args, options, () => {});
  await expect(attempt).rejects.toThrow(StartupError);
  await expect(attempt).rejects.toThrow(/^usage: npm run migrate -- /);
});
