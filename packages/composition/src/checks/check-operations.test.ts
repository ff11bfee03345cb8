import { operationId } from '@reelhouse/operation-manifest';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TemporaryRepository } from '../../test/temporary-repository.ts';
import { approve } from '../commands/approve.ts';
import { check } from '../commands/check.ts';
import { compose } from '../commands/compose.ts';
import { release } from '../commands/release.ts';

const filmSdl = 'subgraphs/film/schema.graphql';
const title = '  "The title."\n  title: String!\n';
const old = 'schema/operations/mobile/1.0.0.json';

let repository: TemporaryRepository;
beforeEach(async () => {
  repository = await TemporaryRepository.create();
  await compose(repository.root);
  await release(repository.root);
});
afterEach(() => repository.delete());

function operation(body: string) {
  const [type = '', name = ''] = body.split(/[\s({]+/);
  return { id: operationId(body), name, type, body };
}

function register(path: string, ...bodies: readonly string[]): Promise<void> {
  const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations: bodies.map(operation) };
  return repository.write(path, JSON.stringify(manifest));
}

const film = 'query Film($id: ID!) { film(id: $id) { title } }';
const copies = 'query Copies($id: ID!) { film(id: $id) { copies } }';
const oldTitle = 'query Films { films(first: 1) { edges { node { oldTitle } } } }';

test('operations that fit the schema pass', async () => {
  await register(old, film, copies);
  expect(await check(repository.root)).toEqual({ succeeded: true, lines: ['The schema is in order.'] });
});

describe('an operation of a release in use that breaks', () => {
  beforeEach(async () => {
    await register(old, film, copies);
    await register('schema/operations/mobile/1.1.0.json', copies);
    await register('schema/operations/web/2.0.0.json', copies, film);
    await repository.edit(filmSdl, title, '');
    await compose(repository.root);
  });

  const broken = (client: string, version: string) =>
    `schema/operations/${client}/${version}.json: ${client} ${version} relies on Film: Cannot query field "title" on type "Film". Did you mean "oldTitle"?`;

  test('is named, with its client and release', async () => {
    const { succeeded, lines } = await check(repository.root);
    expect(succeeded).toBe(false);
    expect(lines.filter((line) => line.includes('relies on'))).toEqual([
      broken('mobile', '1.0.0'),
      broken('web', '2.0.0'),
    ]);
  });

  test('fails the check though the change is approved, until its release is in use no more', async () => {
    await approve(repository.root, "Field 'title' was removed from object type 'Film'");
    expect(await check(repository.root)).toEqual({
      succeeded: false,
      lines: [broken('mobile', '1.0.0'), broken('web', '2.0.0'), 'Problems found: 2.'],
    });
    await repository.delete(old);
    await repository.delete('schema/operations/web/2.0.0.json');
    expect(await check(repository.root)).toMatchObject({ succeeded: true });
  });

  test('keeps the schema from being released', async () => {
    await approve(repository.root, "Field 'title' was removed from object type 'Film'");
    const { succeeded, lines } = await release(repository.root);
    expect(succeeded).toBe(false);
    expect(lines).toContain(broken('mobile', '1.0.0'));
  });
});

test('an argument that is required now breaks who does not send it', async () => {
  await register(old, oldTitle);
  await repository.edit(filmSdl, '    first: Int\n', '    first: Int\n    "Which."\n    kind: String!\n');
  await compose(repository.root);
  expect((await check(repository.root)).lines).toContainEqual(
    expect.stringMatching(/1\.0\.0\.json: mobile 1\.0\.0 relies on Films: .*"kind" of type "String!" is required/),
  );
});

test('what is deprecated and still used is noted, counted for each release', async () => {
  await register(old, film, oldTitle, oldTitle.replace('Films', 'OtherFilms'));
  await register('schema/operations/mobile/1.1.0.json', oldTitle);
  await register('schema/operations/mobile/1.2.0.json', film);
  const uses = 'uses what is deprecated: The field Film.oldTitle is deprecated. Use title.';
  expect(await check(repository.root)).toEqual({
    succeeded: true,
    lines: [
      `note: mobile 1.0.0 ${uses} (2: Films, OtherFilms)`,
      `note: mobile 1.1.0 ${uses} (1: Films)`,
      'The schema is in order.',
    ],
  });
});

test('manifests that cannot be read are problems, each by its path in the repository', async () => {
  await repository.write(old, '{');
  await register('schema/operations/mobile/latest.json', film);
  expect(await check(repository.root)).toEqual({
    succeeded: false,
    lines: [
      'schema/operations/mobile/1.0.0.json: expected JSON',
      'schema/operations/mobile/latest.json: expected the version of a release and .json, such as 1.4.0.json',
      'Problems found: 2.',
    ],
  });
});

test('documents of a client that are not registered are a problem', async () => {
  await repository.write('clients/mobile/package.json', '{ "version": "1.1.0" }');
  await repository.write('clients/mobile/operations/Film.graphql', film);
  expect((await check(repository.root)).lines).toEqual([
    'schema/operations/mobile/1.1.0.json: there is no manifest of this version: run npm run operations -- release mobile',
    'Problems found: 1.',
  ]);
});
