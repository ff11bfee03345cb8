import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInternalKeys, readSigningKey } from '@reelhouse/auth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultEdgeSettings } from '../edge/default-edge-settings.ts';
import { compose, readableLog, supergraphAt } from '../graph.fixture.ts';
import { live } from '../subscriptions/planned-graph.fixture.ts';
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

describe('events', () => {
  const inFile = 'events: {nats: "nats://c:4222", prefix: file}';
  const expected =
    'EVENTS_PREFIX: expected what stands before the subjects of events, usually the name of the database';
  const eventsOf = async (text: string, environment: Record<string, string>) => {
    const config = await write('events.yaml', text);
    return (await command(['--supergraph', file, '--config', config], environment)).events;
  };
  test.each<[string, string, Record<string, string>, object | undefined]>([
    ['nobody says', '', {}, undefined],
    ['the file says', inFile, {}, { nats: 'nats://c:4222', prefix: 'file' }],
    [
      'variables say before the file',
      inFile,
      { NATS_URL: 'tls://a,nats://b:4222', EVENTS_PREFIX: 'shop' },
      { nats: 'tls://a,nats://b:4222', prefix: 'shop' },
    ],
    ['empty variables do not', inFile, { NATS_URL: '', EVENTS_PREFIX: '' }, { nats: 'nats://c:4222', prefix: 'file' }],
    ['both say', 'events: {prefix: file}', { NATS_URL: 'nats://a' }, { nats: 'nats://a', prefix: 'file' }],
    ['a prefix alone does not', 'events: {prefix: file}', {}, undefined],
  ])('are where %s', async (_, text, environment, events) => {
    expect(await eventsOf(text, environment)).toEqual(events);
  });

  test.each<[string, Record<string, string>, string]>([
    ['', { NATS_URL: 'nats://a' }, `${expected}; or set events.prefix in the configuration file`],
    ['events: {nats: "nats://a"}', {}, `${expected}; or set events.prefix in the configuration file`],
    [
      '',
      { NATS_URL: 'http://user:hunter2@a', EVENTS_PREFIX: 'a' },
      'NATS_URL: expected a URL such as nats://host:4222, or several with commas between them',
    ],
  ])('%j with %j is refused', async (text, environment, line) => {
    await expect(eventsOf(text, environment)).rejects.toThrow(
      expect.objectContaining({ name: 'StartupError', message: line }),
    );
  });

  test('a supergraph that has some, without a place where they come from, is told of', async () => {
    const sdl = `${live} type Query { a: Int }
      type Subscription {
        late: Loan @event(subject: "desk.loan.late", payload: "id: loanId")
        lost: Loan @event(subject: "desk.loan.lost", payload: "id: loanId")
        asked: Loan
      }
      type Loan @key(fields: "id") { id: ID! }`;
    const supergraph = await write(
      'live.graphql',
      compose({ desk: sdl }, () => 'http://desk/'),
    );
    expect((await command(['--supergraph', supergraph])).warnings).toEqual([
      'NATS_URL is not set: what events answer cannot be subscribed to (Subscription.late, Subscription.lost)',
    ]);
    const heard = await command(['--supergraph', supergraph], { NATS_URL: 'nats://a', EVENTS_PREFIX: 'a' });
    expect(heard.warnings).toEqual([]);
  });
});

test('streams and proxies are as the file says', async () => {
  const config = await write('streams.yaml', 'streams: {perAddress: 5}\ntrustedProxies: "2"');
  const read = await command(['--supergraph', file, '--config', config]);
  expect([read.streams, read.trustedProxies]).toEqual([{ perAddress: 5 }, 2]);
  expect(Object.keys(await command(['--supergraph', file]))).not.toContain('streams');
});

describe('the edge', () => {
  const configured = async (text: string, environment: Record<string, string> = {}) => {
    const config = await write('edge.yaml', text);
    return command(['--supergraph', file, '--config', config], environment);
  };

  test('is as nothing says it where nothing does', async () => {
    const read = await command(['--supergraph', file]);
    expect(read).toMatchObject({
      edgeConfig: { settings: defaultEdgeSettings },
      listeners: [],
      persistedQueries: false,
    });
    expect([read.followed, read.rateLimitRedis, read.edgeConfig.manifests]).toEqual([undefined, undefined, undefined]);
    const inProduction = await command(['--supergraph', file], { NODE_ENV: 'production' });
    expect(inProduction.edgeConfig.settings).toEqual({ ...defaultEdgeSettings, introspection: false });
  });

  test('is as the file says', async () => {
    const read = await configured(`
      maxBodyBytes: 1000
      limits: {maxDepth: "7", maxInFlight: 9}
      rateLimits: {address: {cost: 10, seconds: 1}}
      costShownTo: [staff]
      host: 0.0.0.0
      listeners: {mobile: {port: 1}, inner: {port: 2, host: 127.0.0.1}}
      registeredOperations: {manifests: operations, level: log, rules: [{listener: mobile, level: require-id}]}
      persistedQueries: true
      strictTransportSecurity: 60`);
    expect(read.edgeConfig.settings).toEqual({
      ...defaultEdgeSettings,
      limits: { ...defaultEdgeSettings.limits, maxDepth: 7 },
      rates: { address: { cost: 10, seconds: 1 }, identity: undefined },
      http: { ...defaultEdgeSettings.http, maxBodyBytes: 1000, maxInFlight: 9 },
      costShownTo: ['staff'],
      registration: { level: 'log', rules: [{ listener: 'mobile', level: 'require-id' }] },
    });
    expect(read).toMatchObject({
      edgeConfig: { manifests: join(folder, 'operations') },
      listeners: [
        { name: 'mobile', host: '0.0.0.0', port: 1 },
        { name: 'inner', host: '127.0.0.1', port: 2 },
      ],
      persistedQueries: true,
      strictTransportSeconds: 60,
    });
  });

  test.each<[string, Record<string, string>, unknown, boolean]>([
    ['introspection: {scopes: [staff]}', {}, { scopes: ['staff'] }, false],
    ['introspection: {scopes: [staff]}', { INTROSPECTION: 'true' }, true, true],
    ['introspection: true', { INTROSPECTION: 'false' }, false, false],
    ['introspection: true', { NODE_ENV: 'production' }, true, true],
  ])('%s with %j', async (text, environment, expected, forAll) => {
    const read = await configured(text, environment);
    expect([read.edgeConfig.settings.introspection, read.introspection]).toEqual([expected, forAll]);
  });

  test('gateways count together where the variable says, or its file, else the configuration', async () => {
    const text = 'rateLimits: {redis: "redis://c:6379"}';
    const secret = await write('redis', 'rediss://:hunter2@b:6379\n');
    expect((await configured(text)).rateLimitRedis).toBe('redis://c:6379');
    expect((await configured(text, { REDIS_URL: 'redis://a' })).rateLimitRedis).toBe('redis://a');
    expect((await configured(text, { REDIS_URL_FILE: secret })).rateLimitRedis).toBe('rediss://:hunter2@b:6379');
    await expect(configured(text, { REDIS_URL: 'http://:hunter2@a' })).rejects.toThrow(
      /^REDIS_URL: expected a URL such as redis:\/\/host:6379 or rediss:\/\/host:6379$/,
    );
  });

  test('is read again as it was read first', async () => {
    const { followed } = await configured('limits: {maxDepth: 5}', { INTROSPECTION: 'false', DEPTH: '6' });
    expect(followed).toMatchObject({ file: join(folder, 'edge.yaml'), text: 'limits: {maxDepth: 5}' });
    expect(followed?.read('limits: {maxDepth: "${DEPTH}"}\nintrospection: true').settings).toEqual({
      ...defaultEdgeSettings,
      introspection: false,
      limits: { ...defaultEdgeSettings.limits, maxDepth: 6 },
    });
    expect(() => followed?.read('limits: {maxDepth: no}\nport: no')).toThrow(/^[^\n]*edge.yaml: port: [^\n]+\n[^\n]+$/);
  });
});

test('settings of a subgraph that is not there are told of', async () => {
  const config = await write('unknown.yaml', 'subgraphs: {rentals: {retries: 1}, film: {retries: 1}}');
  const { warnings } = await command(['--supergraph', file, '--config', config]);
  expect(warnings).toEqual([
    `${config}: subgraphs.rentals: the supergraph has no such subgraph; did you mean "rental"?`,
  ]);
});

describe('what subgraphs are asked is signed', () => {
  const [mine, other] = [createInternalKeys(), createInternalKeys()];
  const context = { requestId: 'r', log: readableLog().log, headers: { 'accept-language': 'de' } };
  const keyOf = (read: Awaited<ReturnType<typeof command>>): unknown => {
    const { authorization = '' } = read.optionsFor({ name: 'film', url: 'http://a/' }).headers?.(context) ?? {};
    return (
      JSON.parse(Buffer.from(authorization.slice(7).split('.')[0] ?? '', 'base64url').toString()) as { kid: string }
    ).kid;
  };
  const idOf = ({ privateKey }: typeof mine) => readSigningKey(privateKey)?.id;

  test('with the key of the variable or its file, else of the configuration', async () => {
    const config = await write('signed.json', JSON.stringify({ internalTokens: { key: other.privateKey } }));
    const secret = await write('key.pem', mine.privateKey);
    const args = ['--supergraph', file, '--config', config];
    expect(keyOf(await command(args))).toBe(idOf(other));
    expect(keyOf(await command(args, { INTERNAL_PRIVATE_KEY: mine.privateKey }))).toBe(idOf(mine));
    expect(keyOf(await command(['--supergraph', file], { INTERNAL_PRIVATE_KEY_FILE: secret }))).toBe(idOf(mine));
    const unsigned = await command(['--supergraph', file]);
    expect(unsigned.optionsFor({ name: 'film', url: 'http://a/' }).headers).toBeUndefined();
  });

  test('beside the headers that are forwarded, and shared by both', async () => {
    const config = await write('both.yaml', 'subgraphDefaults: {forwardHeaders: [accept-language]}');
    const read = await command(['--supergraph', file, '--config', config], { INTERNAL_PRIVATE_KEY: mine.privateKey });
    const { headers, identityKey } = read.optionsFor({ name: 'film', url: 'http://a/' });
    expect(headers?.(context)).toEqual({
      'accept-language': 'de',
      authorization: expect.stringMatching(/^Bearer /) as string,
    });
    const identity = { subject: 'staff:1', scopes: [], expiresAt: 1 };
    const keys = [
      context,
      { ...context, headers: {} },
      { ...context, identity },
      { ...context, headers: {}, identity },
    ];
    expect(new Set(keys.map((each) => identityKey?.(each))).size).toBe(4);
  });

  test.each([
    ['{}', { INTERNAL_PRIVATE_KEY: 'hunter2' }, 'INTERNAL_PRIVATE_KEY: expected an Ed25519 private key'],
    ['{}', { INTERNAL_PRIVATE_KEY_FILE: '/nowhere' }, 'INTERNAL_PRIVATE_KEY_FILE: cannot be read'],
    [
      '{subgraphs: {film: {forwardHeaders: [Authorization]}}}',
      { INTERNAL_PRIVATE_KEY: mine.privateKey },
      'subgraphs.film.forwardHeaders: authorization cannot be forwarded where the gateway signs what it asks',
    ],
    [
      '{authentication: {jwks: "http://a/", issuer: a, audience: b, endedSessions: fim}}',
      {},
      'authentication.endedSessions: the supergraph has no subgraph "fim"; did you mean "film"?',
    ],
    ['{audit: {subgraph: fim}}', {}, 'audit.subgraph: the supergraph has no subgraph "fim"; did you mean "film"?'],
    ['{audit: {subgraf: film}}', {}, 'did you mean "subgraph"?'],
  ])('%s with %j is refused', async (text, environment: Record<string, string>, message) => {
    const config = await write('refused.yaml', text);
    const error: unknown = await command(['--supergraph', file, '--config', config], environment).catch(
      (e: unknown) => e,
    );
    expect(error).toMatchObject({ name: 'StartupError', message: expect.stringContaining(message) as string });
    expect((error as Error).message).not.toContain('hunter2');
  });
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
