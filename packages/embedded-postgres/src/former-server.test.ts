import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findBinaries, programPath } from './binaries.ts';
import { isPostgres } from './former-server.ts';
import { findFreePort } from './free-port.ts';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from './index.ts';
import { readLines } from './read-lines.ts';
import { settingArguments } from './server-settings.ts';
import { chooseServerUser } from './server-user.ts';

test('a server that nobody watches over is not removed under its feet, and is stopped by the next start', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'embedded-postgres-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  await (await startEmbeddedPostgres({ directory, durable: false })).stop();

  const data = join(directory, 'data');
  const program = programPath(await findBinaries(), 'postgres');
  const orphan = spawn(program, ['-D', data, ...settingArguments(await findFreePort(), false, {})], {
    ...(await chooseServerUser(data)),
    cwd: data,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(orphan, 'exit');
  onTestFinished(() => void orphan.kill('SIGQUIT'));
  await new Promise<void>((resolve) => {
    readLines(orphan.stderr, (line) => {
      if (line.includes('ready to accept connections')) resolve();
    });
  });

  await expect(removeEmbeddedPostgres(directory)).rejects.toThrow(
    `in use by process ${orphan.pid}: stop that one first`,
  );
  const server = await startEmbeddedPostgres({ directory, durable: false });
  expect(await ended).toEqual([0, null]);
  await server.stop();
});

test.each([
  ['/opt/pg 18/bin/postgres -D /data', true],
  ['postgres: checkpointer', true],
  ['postgres', true],
  ['node /srv/postgres/start.js', false],
  ['/usr/bin/postgres_exporter', false],
  ['npm start', false],
])('%j is a PostgreSQL server: %s', (command, expected) => {
  expect(isPostgres({ command, startedAt: '' })).toBe(expected);
});
