import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compose, supergraphAt } from '../graph.fixture.ts';
import { readCommandLine } from './command-line.ts';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-'));
  file = await write(
    'supergraph.graphql',
    supergraphAt((name) => `http://${name}:4001/graphql`),
  );
});
afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function command(args: readonly string[], environment: Record<string, string> = {}) {
  const read = await readCommandLine(args, environment);
  if (read === 'help') throw new Error('not asked for');
  return read;
}

/** A supergraph of subgraphs with these names, each with the URL given. */
function named(names: Readonly<Record<string, string>>): Promise<string> {
  const sdls = Object.keys(names).map((name, index): [string, string] => [
    name,
    `${link} type Query { f${index}: Int }`,
  ]);
  return write(
    'named.graphql',
    compose(Object.fromEntries(sdls), (name) => names[name] ?? ''),
  );
}

describe('what is said twice: the option, else the variable, else the file, else the default', () => {
  const settings = { port: 3, host: 'c', metricsPort: 33, introspection: false, landingPage: true, drainSeconds: 3 };
  const options = ['--port', '1', '--host', 'a', '--metrics-port', '11'];
  const variables = { PORT: '2', HOST: 'b', METRICS_PORT: '22', INTROSPECTION: 'true', LANDING_PAGE: 'false' };

  test.each([
    ['all', options, variables, true, { port: 1, host: 'a', metricsPort: 11, introspection: true, landingPage: false }],
    [
      'variables and file',
      [],
      variables,
      true,
      { port: 2, host: 'b', metricsPort: 22, introspection: true, landingPage: false },
    ],
    ['the file', [], {}, true, settings],
    ['the file, and empty variables', [], { PORT: '', HOST: '', METRICS_PORT: '' }, true, settings],
    [
      'nothing',
      [],
      {},
      false,
      { port: 4000, host: '127.0.0.1', metricsPort: undefined, introspection: true, landingPage: true },
    ],
    ['nothing in production', [], { NODE_ENV: 'production' }, false, { introspection: false, landingPage: false }],
    ['the file in production', [], { NODE_ENV: 'production' }, true, { introspection: false, landingPage: true }],
  ])('%s', async (_, args, environment: Record<string, string>, withFile, expected) => {
    const config = await write('twice.json', JSON.stringify(settings));
    const more = withFile ? ['--config', config] : [];
    expect(await command(['--supergraph', file, ...args, ...more], environment)).toMatchObject(expected);
  });
});

describe('where a subgraph is', () => {
  test('the variable goes before the file, and that before the supergraph', async () => {
    const config = await write(
      'urls.yaml',
      'subgraphs: {film: {url: "http://b/"}, rental: {url: ["http://c/", "http://d/"]}}',
    );
    const read = await command(['--supergraph', file, '--config', config], { FILM_URL: 'http://a/' });
    expect(read.optionsFor({ name: 'film', url: 'http://x/' })).toEqual({ subgraph: 'film', url: ['http://a/'] });
    expect(read.optionsFor({ name: 'rental', url: 'http://x/' }).url).toEqual(['http://c/', 'http://d/']);
    expect(read.optionsFor({ name: 'later', url: 'http://x/' }).url).toEqual(['http://x/']);
    expect(() => read.optionsFor({ name: 'later', url: '' })).toThrow(
      expect.objectContaining({
        name: 'StartupError',
        message: expect.stringMatching(/^LATER_URL: expected a URL/) as string,
      }),
    );
  });

  test.each([
    ['film-list', 'FILM_LIST_URL'],
    ['film.list', 'FILM_LIST_URL'],
    ['FilmList', 'FILMLIST_URL'],
    ['film_list2', 'FILM_LIST2_URL'],
    ['2-films', '2_FILMS_URL'],
  ])('%s is placed by %s', async (name, variable) => {
    const unplaced = await named({ [name]: '' });
    const { optionsFor } = await command(['--supergraph', unplaced], { [variable]: 'http://a/' });
    expect(optionsFor({ name, url: '' }).url).toEqual(['http://a/']);
    await expect(command(['--supergraph', unplaced])).rejects.toThrow(
      `${variable}: expected a URL such as http://host:4001/graphql for the subgraph "${name}", because the supergraph has no URL for it; or set subgraphs.${name}.url in the configuration file`,
    );
  });

  test('each subgraph that is nowhere is a line', async () => {
    const unplaced = await named({ a: '', b: 'unix:/run/b', c: 'http://c/' });
    await expect(command(['--supergraph', unplaced])).rejects.toThrow(/^A_URL: [^\n]+\nB_URL: [^\n]+$/);
  });

  test('a variable that two subgraphs would read places neither', async () => {
    const rivals = await named({ 'film-list': 'http://a/', 'film.list': 'http://b/' });
    await expect(command(['--supergraph', rivals], { FILM_LIST_URL: 'http://c/' })).rejects.toThrow(
      /^FILM_LIST_URL: is the variable of the subgraphs "film-list" and "film\.list"; [^\n]+$/,
    );
    const { optionsFor } = await command(['--supergraph', rivals]);
    expect(optionsFor({ name: 'film.list', url: 'http://b/' }).url).toEqual(['http://b/']);
  });
});

test("a subgraph's own settings go before those of all", async () => {
  const config = await write(
    'defaults.yaml',
    'subgraphDefaults: {retries: 1, deadlineSeconds: 3, forwardHeaders: [cookie]}\nsubgraphs: {film: {retries: 0, forwardHeaders: []}}',
  );
  const { optionsFor } = await command(['--supergraph', file, '--config', config]);
  expect(optionsFor({ name: 'film', url: 'http://a/' })).toEqual({
    subgraph: 'film',
    url: ['http://a/'],
    retries: 0,
    deadlineSeconds: 3,
  });
  expect(optionsFor({ name: 'rental', url: 'http://a/' })).toMatchObject({
    retries: 1,
    headers: expect.any(Function) as unknown,
    identityKey: expect.any(Function) as unknown,
  });
});

test('settings of a subgraph that is not there are told of', async () => {
  const config = await write('unknown.yaml', 'subgraphs: {rentals: {retries: 1}, film: {retries: 1}}');
  const { warnings } = await command(['--supergraph', file, '--config', config]);
  expect(warnings).toEqual([
    `${config}: subgraphs.rentals: the supergraph has no such subgraph; did you mean "rental"?`,
  ]);
});

describe('bad command lines', () => {
  test.each([
    [[], '--supergraph: expected the file of a supergraph schema'],
    [['--supergraph', '/nowhere.graphql'], '--supergraph: cannot read /nowhere.graphql'],
    [['--supergraphs', 'x'], "Unknown option '--supergraphs'; see --help"],
    [
      ['--supergraph', '/nowhere.graphql', '--config', '/nowhere.yaml'],
      '--config: cannot read /nowhere.yaml: ENOENT\n--supergraph: cannot read /nowhere.graphql',
    ],
    [
      ['--supergraph', '/nowhere.graphql', '--port', 'x'],
      '--port: expected a port number from 0 to 65535 (0: any free port)\n--supergraph: cannot read /nowhere.graphql',
    ],
    [
      ['--supergraph', '/nowhere.graphql', '--metrics-port', '-'],
      expect.stringMatching(/^--metrics-port: expected a port/),
    ],
  ])('%j is refused', async (args, message: unknown) => {
    await expect(readCommandLine(args, {})).rejects.toThrow(expect.objectContaining({ name: 'StartupError', message }));
  });
});

test.each([
  ['no supergraph', 'type Query { film: String }'],
  ['a subgraph', `${link} type Query { film: Film } type Film @key(fields: "id") { id: ID! }`],
  ['nothing', ''],
  ['a page', '<html></html>'],
  ['no type Query', 'schema @link(url: "https://specs.apollo.dev/link/v1.0") { query: Query }'],
])('a file of %s is refused in one line', async (_, sdl) => {
  const bad = await write('bad.graphql', sdl);
  await expect(command(['--supergraph', bad])).rejects.toThrow(
    expect.objectContaining({
      name: 'StartupError',
      message: expect.stringMatching(/^the supergraph schema cannot be used: [^\n]{10,}[^:]$/) as string,
    }),
  );
});
