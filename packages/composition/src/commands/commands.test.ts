import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TemporaryRepository } from '../../test/temporary-repository.ts';
import { CompositionFailed } from '../index.ts';
import { approve } from './approve.ts';
import { check } from './check.ts';
import { compose } from './compose.ts';
import { release } from './release.ts';

const filmSdl = 'subgraphs/film/schema.graphql';
const titleRemoved = "Field 'title' was removed from object type 'Film'";

let repository: TemporaryRepository;
beforeEach(async () => {
  repository = await TemporaryRepository.create();
});
afterEach(() => repository.delete());

async function composeAndRelease(): Promise<void> {
  await compose(repository.root);
  expect(await release(repository.root)).toMatchObject({ succeeded: true });
}

test('a sound schema that is composed and released passes', async () => {
  await composeAndRelease();
  expect(await check(repository.root)).toEqual({ succeeded: true, lines: ['The schema is in order.'] });
  expect(await repository.read('schema/baseline.graphql')).toBe(await repository.read('schema/api.graphql'));
});

test('before the first release the check asks for one', async () => {
  await compose(repository.root);
  expect(await check(repository.root)).toMatchObject({
    succeeded: false,
    lines: ['schema/baseline.graphql: there is no baseline: run npm run schema:release', 'Problems found: 1.'],
  });
});

test('composing prints warnings', async () => {
  await repository.edit('subgraphs/rental/schema.graphql', 'extend type Film', '"Something else." type Film');
  const { lines } = await compose(repository.root);
  expect(lines[0]).toMatch(/^warning: .*inconsistent descriptions.*\(INCONSISTENT_DESCRIPTION\)$/s);
});

describe('the check fails', () => {
  beforeEach(composeAndRelease);

  test.each([
    [
      'a supergraph that is not current',
      filmSdl,
      'scopes: [["staff"]]',
      'scopes: [["manager"]]',
      'schema/supergraph.graphql: not current: run npm run schema:compose',
    ],
    [
      'an API schema that is not current',
      filmSdl,
      '"The title."',
      '"The original title."',
      'schema/api.graphql: not current: run npm run schema:compose',
    ],
    [
      'a permission that has changed, by itself',
      filmSdl,
      'scopes: [["staff"]]',
      'scopes: [["manager"]]',
      'docs/permissions.md: Film.price: staff -> manager (run npm run schema:compose to record it)',
    ],
    [
      'a field that is not decided',
      'subgraphs/rental/schema.graphql',
      'copies: Int',
      'copies: Int!',
      expect.stringContaining('nothing states who may see Film.copies: state'),
    ],
    [
      'a list that nothing gives a size',
      filmSdl,
      'price: Money ',
      'price: [Money] ',
      expect.stringContaining('nothing says how long Film.price is: state @listSize(assumedSize: …)'),
    ],
    [
      'a size by an argument that is not there',
      filmSdl,
      'slicingArguments: ["first"]',
      'slicingArguments: ["first", "last"]',
      expect.stringContaining('Slicing argument "last" is not an argument of "Query.films"'),
    ],
    [
      'a hint by which a cache would keep what is not for everybody',
      filmSdl,
      'price: Money ',
      'price: Money @cacheControl(maxAge: 5) ',
      expect.stringContaining('Film.price is not @public: take the hint away, or state scope: PRIVATE'),
    ],
    [
      'an undescribed field',
      filmSdl,
      '  "The title."\n',
      '',
      `${filmSdl}:40:3: Description is required for field "title" in type "Film"`,
    ],
    [
      'an undescribed argument',
      filmSdl,
      `"The film's id."\n    id`,
      'id',
      `${filmSdl}:8:5: Description is required for input value "id" in field "film"`,
    ],
    [
      'an undescribed type that subgraphs have in common',
      'schema/shared.graphql',
      '"An amount of money."',
      '',
      'schema/shared.graphql:3:6: Description is required for type "Money"',
    ],
    [
      'a field that is not in camelCase',
      'subgraphs/rental/schema.graphql',
      '  copies',
      '  copy_count',
      'subgraphs/rental/schema.graphql:7:3: Field "copy_count" should be in camelCase format',
    ],
    [
      'a connection that cannot be paged through',
      filmSdl,
      '    after: String\n',
      '    skip: String\n',
      expect.stringContaining('must include forward pagination arguments'),
    ],
    [
      'a deprecation without a reason',
      filmSdl,
      '@deprecated(reason: "Use title.")',
      '@deprecated',
      expect.stringContaining('Deprecation reason is required for field "oldTitle"'),
    ],
    [
      'a removed field',
      filmSdl,
      '  "The title."\n  title: String!\n',
      '',
      `schema/api.graphql: breaking change: ${titleRemoved} (if it is meant: npm run schema:approve -- "${titleRemoved}")`,
    ],
    [
      'a renamed argument',
      filmSdl,
      '    id: ID!\n  ): Film',
      '    key: ID!\n  ): Film',
      expect.stringContaining(`breaking change: Argument 'id: ID!' was removed from field 'Query.film'`),
    ],
    [
      'a field that may be null now',
      filmSdl,
      'title: String!',
      'title: String',
      expect.stringContaining(`breaking change: Field 'Film.title' changed type from 'String!' to 'String'`),
    ],
    [
      'SDL that does not compose',
      filmSdl,
      '  price: Money',
      '  price: Coins',
      `${filmSdl}:45:10: [film] Unknown type Coins (INVALID_GRAPHQL)`,
    ],
    [
      'a subgraph without a port',
      'subgraphs/film/package.json',
      '4001',
      '"film"',
      'subgraphs/film/package.json: expected the port of the subgraph: "reelhouse": { "port": 4001 }',
    ],
  ])('on %s', async (_, path, passage, replacement, problem) => {
    await repository.edit(path, passage, replacement);
    const { succeeded, lines } = await check(repository.root);
    expect(succeeded).toBe(false);
    expect(lines).toContainEqual(problem);
  });

  test('on a missing file', async () => {
    await repository.delete(filmSdl);
    expect((await check(repository.root)).lines).toContain(`${filmSdl}: the file is missing`);
  });

  test('on approvals that cannot be read', async () => {
    await repository.write('schema/approved-changes.json', '[{ "change": 1 }]');
    const { lines } = await check(repository.root);
    expect(lines[0]).toContain('schema/approved-changes.json: expected a JSON array of { "change": "…"');
  });

  test('with every problem at once', async () => {
    await repository.edit(filmSdl, '  "The title."\n  title: String!\n', '');
    await repository.edit(filmSdl, '"What renting it costs."', '');
    const { lines } = await check(repository.root);
    expect(lines.at(-1)).toBe('Problems found: 5.');
  });
});

test('a change that may surprise a client is noted and passes', async () => {
  await composeAndRelease();
  await repository.edit(
    filmSdl,
    '    id: ID!\n  ): Film',
    '    id: ID!\n    "In which language."\n    language: String\n  ): Film',
  );
  await compose(repository.root);
  expect(await check(repository.root)).toMatchObject({
    succeeded: true,
    lines: [expect.stringMatching(/^note: clients may notice: .*language/), 'The schema is in order.'],
  });
});

describe('approving a breaking change', () => {
  beforeEach(async () => {
    await composeAndRelease();
    await repository.edit(filmSdl, '  "The title."\n  title: String!\n', '');
    await compose(repository.root);
  });

  test('lets the check pass, and is on record until the release', async () => {
    expect(await check(repository.root)).toMatchObject({ succeeded: false });
    expect(await approve(repository.root, titleRemoved, 'No client asks for it.')).toMatchObject({ succeeded: true });
    expect(await check(repository.root)).toMatchObject({ succeeded: true });
    expect(JSON.parse(await repository.read('schema/approved-changes.json'))).toEqual([
      { change: titleRemoved, reason: 'No client asks for it.' },
    ]);

    expect(await release(repository.root)).toMatchObject({ succeeded: true });
    expect(await repository.read('schema/approved-changes.json')).toBe('[]\n');
    expect(await check(repository.root)).toMatchObject({ succeeded: true });
  });

  test.each([undefined, 'Field title', titleRemoved.toUpperCase()])('needs its exact words: not %j', async (change) => {
    const { succeeded, lines } = await approve(repository.root, change);
    expect(succeeded).toBe(false);
    expect(lines).toContain(`  npm run schema:approve -- "${titleRemoved}"`);
  });

  test('must be withdrawn when the change is', async () => {
    await approve(repository.root, titleRemoved);
    await repository.edit(filmSdl, '"The old title."', '"The title."\n  title: String!\n  "The old title."');
    await compose(repository.root);
    expect(await check(repository.root)).toMatchObject({
      succeeded: false,
      lines: [
        `schema/approved-changes.json: the approval of "${titleRemoved}" has no such change any more: remove it`,
        'Problems found: 1.',
      ],
    });
  });

  test('is needed before a release', async () => {
    const { succeeded, lines } = await release(repository.root);
    expect(succeeded).toBe(false);
    expect(lines.at(-1)).toBe('Not released: put these right first.');
    expect(await repository.read('schema/baseline.graphql')).toContain('title: String!');
  });
});

test('what does not compose is not written', async () => {
  await composeAndRelease();
  await repository.edit(filmSdl, 'price: Money', 'price: Coins');
  await expect(compose(repository.root)).rejects.toThrow(CompositionFailed);
  expect(await repository.read('schema/api.graphql')).toContain('price: Money');
});
