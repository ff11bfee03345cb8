import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { StartupError } from '@reelhouse/config';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { operationId, readReleases } from './index.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'operations-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

function manifestOf(...bodies: readonly string[]): string {
  const operations = bodies.map((body) => ({ id: operationId(body), name: body.split(' ')[1], type: 'query', body }));
  return JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations });
}

const film = 'query Film { film(id: 1) { title } }';
const films = 'query Films { films { totalCount } }';

test('releases come by client, and the older before the newer', async () => {
  for (const release of ['1.10.0', '1.9.0', '1.10.1-beta.1', '0.1.0+build.7']) {
    await write(`mobile/${release}.json`, manifestOf(film));
  }
  await write('desk/2.0.0.json', manifestOf(films, film));
  const releases = await readReleases(folder);
  expect(releases.map(({ client, release }) => `${client} ${release}`)).toEqual([
    'desk 2.0.0',
    'mobile 0.1.0+build.7',
    'mobile 1.9.0',
    'mobile 1.10.0',
    'mobile 1.10.1-beta.1',
  ]);
  expect(releases[0]?.manifest.operations.map(({ name }) => name)).toEqual(['Films', 'Film']);
});

test('without releases there are none', async () => {
  expect(await readReleases(folder)).toEqual([]);
  await mkdir(join(folder, 'mobile'));
  expect(await readReleases(folder)).toEqual([]);
});

test('a folder that is mounted, as links to what is hidden, is read', async () => {
  await write('mobile/..2026/1.0.0.json', manifestOf(film));
  await symlink(join('..2026', '1.0.0.json'), join(folder, 'mobile', '1.0.0.json'));
  expect(await readReleases(folder)).toMatchObject([{ client: 'mobile', release: '1.0.0' }]);
});

test.each(['1.0', '1.0.0.0', 'v1.0.0', '01.0.0', '1.0.0-', '1.0.0-01', '1.0.0+', 'latest', ''])(
  'a release that is named %j is refused',
  async (release) => {
    await write(`mobile/${release === '' ? 'x' : release}.json`.replace('x.json', 'json'), manifestOf(film));
    await expect(readReleases(folder)).rejects.toThrow(
      /mobile\/.*: expected the version of a release and \.json, such as 1\.4\.0\.json$/,
    );
  },
);

describe('what is not a release is refused:', () => {
  test('a folder that is not there', async () => {
    const missing = join(folder, 'nowhere');
    await expect(readReleases(missing)).rejects.toThrow(
      new StartupError(`${missing}: expected a folder of <client>/<release>.json that can be read`),
    );
  });

  test('a folder in the place of a manifest', async () => {
    await mkdir(join(folder, 'mobile', '1.0.0.json'), { recursive: true });
    await expect(readReleases(folder)).rejects.toThrow('1.0.0.json: expected a file that can be read');
  });

  test('all that is wrong, together', async () => {
    await write('README.md', 'Manifests');
    await write('mobile/1.0.0.json', manifestOf(film).replace(operationId(film), operationId(films)));
    await write('mobile/1.1.0.json', '{');
    await write('mobile/1.2.0.json', manifestOf(film));
    await write('Web App/1.0.0.json', manifestOf(film));
    await write('mobile/1.3.0.yaml', '');
    const error = await readReleases(folder).catch((refused: unknown) => refused);
    expect(error).toBeInstanceOf(StartupError);
    expect((error as StartupError).message.split('\n')).toEqual([
      `${join(folder, 'mobile/1.0.0.json')}: operations.0.id: expected the SHA-256 of the body, ${operationId(film)}`,
      `${join(folder, 'mobile/1.1.0.json')}: expected JSON`,
      `${join(folder, 'mobile/1.3.0.yaml')}: expected the version of a release and .json, such as 1.4.0.json`,
      `${join(folder, 'README.md')}: expected a folder with the name of a client: a-z, 0-9 and -`,
      `${join(folder, 'Web App')}: expected a folder with the name of a client: a-z, 0-9 and -`,
    ]);
  });

  test('a manifest that is too large, without being read', async () => {
    await write('mobile/1.0.0.json', ' '.repeat(8 * 1024 * 1024 + 1));
    await expect(readReleases(folder)).rejects.toThrow('1.0.0.json: expected at most 8388608 bytes');
  });
});
