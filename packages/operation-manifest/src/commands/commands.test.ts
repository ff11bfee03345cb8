import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { StartupError } from '@reelhouse/config';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { operationId, parseManifest } from '../index.ts';
import { check } from './check.ts';
import { release } from './release.ts';

const first = 'schema/operations/mobile/1.0.0.json';
const documents = {
  'clients/mobile/package.json': '{ "name": "mobile", "version": "1.0.0" }',
  'clients/mobile/operations/Film.graphql': '# A film.\nquery Film($id: ID!) { film(id: $id) { ...Title } }',
  'clients/mobile/fragments/Title.graphql': 'fragment Title on Film { title }',
  'clients/mobile/node_modules/other/Other.graphql': 'query Other { other }',
  'schema/api.graphql': 'type Query { film(id: ID!): Film } type Film { title: String! year: Int }',
};

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'operations-commands-'));
  for (const [path, text] of Object.entries(documents)) await write(path, text);
});
afterEach(() => rm(root, { recursive: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

const read = (path: string) => readFile(join(root, path), 'utf8');
const film = (fields: string) =>
  write('clients/mobile/operations/Film.graphql', `query Film($id: ID!) { film(id: $id) { ${fields} } }`);

test('a release registers what Apollo Client sends, under the SHA-256 of its text', async () => {
  expect(await release(root, 'mobile')).toEqual({
    succeeded: true,
    lines: [`Registered the operations of mobile 1.0.0 in ${first}.`],
  });
  const body = [
    'query Film($id: ID!) {\n  film(id: $id) {\n    ...Title\n    __typename\n  }\n}',
    'fragment Title on Film {\n  title\n  __typename\n}',
  ].join('\n\n');
  expect(parseManifest(await read(first), first).operations).toEqual([
    { id: operationId(body), name: 'Film', type: 'query', body },
  ]);
  expect(await check(root)).toMatchObject({ succeeded: true });
  expect(await release(root, 'mobile')).toMatchObject({ succeeded: true });
});

test('a version that is registered is not replaced unless it is said', async () => {
  await release(root, 'mobile');
  const registered = await read(first);
  await film('title year');
  const refused = await release(root, 'mobile');
  expect(refused.succeeded).toBe(false);
  expect(refused.lines).toEqual([expect.stringMatching(/1\.0\.0 is registered with other operations.*--replace/)]);
  expect(await read(first)).toBe(registered);
  expect(await release(root, 'mobile', { replace: true })).toMatchObject({ succeeded: true });
  expect(await read(first)).toContain('year');
});

test('the next version is registered beside the one before', async () => {
  await release(root, 'mobile');
  const registered = await read(first);
  await film('title year');
  expect(await check(root)).toEqual({
    succeeded: false,
    lines: [
      `${first}: not what clients/mobile makes: raise the version in clients/mobile/package.json, and run npm run operations -- release mobile`,
    ],
  });
  await write('clients/mobile/package.json', '{ "version": "1.1.0" }');
  const second = first.replace('1.0.0', '1.1.0');
  expect((await check(root)).lines).toEqual([
    `${second}: there is no manifest of this version: run npm run operations -- release mobile`,
  ]);
  await release(root, 'mobile');
  expect(await check(root)).toMatchObject({ succeeded: true });
  expect(await read(first)).toBe(registered);
  expect(await read(second)).toContain('year');
});

describe('nothing is registered of', () => {
  const lines = (client?: string) =>
    release(root, client).then(
      (result) => result.lines,
      (error: unknown) => {
        expect(error).toBeInstanceOf(StartupError);
        return (error as StartupError).message.split('\n');
      },
    );
  afterEach(() => expect(read(first)).rejects.toThrow('ENOENT'));

  test.each([undefined, 'web', '../mobile'])('a client that is not there: %j', async (client) => {
    expect(await lines(client)).toEqual(['Which client is released? There are: mobile']);
  });

  test.each(['', '{', '{}', '{ "version": "1.0" }', '{ "version": "../../x" }'])(
    'a package.json of %j',
    async (text) => {
      await write('clients/mobile/package.json', text);
      expect(await lines('mobile')).toEqual([
        'clients/mobile/package.json: expected the version of the client: "version": "1.4.0"',
      ]);
    },
  );

  test.each<[string, string, string, unknown[]]>([
    [
      'documents that are no GraphQL',
      'Bad',
      'query Bad {',
      ['clients/mobile/operations/Bad.graphql:1:12: GraphQLError: Syntax Error: Expected Name, found <EOF>.'],
    ],
    [
      'two operations of one name',
      'Same',
      'query Film { film(id: 1) { title } }',
      [
        expect.stringMatching(
          /operations\/Film\.graphql:1:1: Operation named "Film" already defined in: .*Same\.graphql/,
        ),
        expect.stringMatching(
          /operations\/Same\.graphql:1:1: Operation named "Film" already defined in: .*Film\.graphql/,
        ),
      ],
    ],
    [
      'an operation without a name',
      'Nameless',
      '{ film(id: 1) { title } }',
      [expect.stringMatching(/Nameless\.graphql:1:1: Anonymous GraphQL operations are not supported/)],
    ],
    [
      'what the schema does not have',
      'Actor',
      'query Actor { film(id: 1) { actor } }',
      ['clients/mobile: Actor: Cannot query field "actor" on type "Film".'],
    ],
    [
      'a fragment that is not there',
      'Missing',
      'query Missing { film(id: 1) { ...Nowhere } }',
      ['clients/mobile: Missing: Unknown fragment "Nowhere".'],
    ],
  ])('%s', async (_, name, text, expected) => {
    await write(`clients/mobile/operations/${name}.graphql`, text);
    expect(await lines('mobile')).toEqual(expected);
  });

  test('a client without documents', async () => {
    await rm(join(root, 'clients/mobile/operations'), { recursive: true });
    expect(await lines('mobile')).toEqual(['clients/mobile: operations: expected a list of 1 to 5000 operations']);
  });
});
