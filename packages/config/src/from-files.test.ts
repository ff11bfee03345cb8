import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromFiles } from './from-files.ts';
import { StartupError } from './startup-error.ts';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'config-'));
  file = join(folder, 'database-url');
  await writeFile(file, 'postgres://film:secret@db/reelhouse\n');
});
afterAll(() => rm(folder, { recursive: true }));

test('a variable comes from the file that is named for it', () => {
  expect(fromFiles({ FILM_DATABASE_URL_FILE: file, PORT: '1' }, ['FILM_DATABASE_URL'])).toMatchObject({
    FILM_DATABASE_URL: 'postgres://film:secret@db/reelhouse',
    PORT: '1',
  });
  expect(fromFiles({ PORT: '1' }, ['FILM_DATABASE_URL'])).toEqual({ PORT: '1' });
});

test.each([
  [{ A_FILE: '/nowhere' }, 'A_FILE: cannot be read'],
  [{ A_FILE: '/nowhere', A: 'b' }, 'A: given twice, also by A_FILE'],
])('%j is refused', (environment, message) => {
  expect(() => fromFiles(environment, ['A'])).toThrow(new StartupError(message));
});
