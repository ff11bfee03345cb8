import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInternalKeys } from '@reelhouse/auth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultEdgeSettings } from '../edge/default-edge-settings.ts';
import { readConfigFile } from './read-config-file.ts';

const { privateKey: key } = createInternalKeys();

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-config-'));
  file = join(folder, 'gateway.yaml');
});
afterAll(() => rm(folder, { recursive: true }));

async function read(text: string, environment: Record<string, string> = {}) {
  await writeFile(file, text);
  return readConfigFile(file, environment);
}

/** The lines of the refusal, without the name of the file. */
async function refusal(text: string, environment?: Record<string, string>): Promise<string[]> {
  const error = await read(text, environment).then(
    () => undefined,
    (refused: unknown) => refused,
  );
  expect(error).toMatchObject({ name: 'StartupError' });
  return (error as Error).message.split('\n').map((line) => {
    expect(line.startsWith(`${file}: `)).toBe(true);
    return line.slice(file.length + 2);
  });
}

test('the example can be used', async () => {
  const example = fileURLToPath(new URL('../../reelhouse-gateway.example.yaml', import.meta.url));
  const environment = { GATEWAY_PORT: '8080', ORDER_HISTORY_HOST: 'orders', INTERNAL_PRIVATE_KEY: key };
  expect(await readConfigFile(example, environment)).toEqual({
    port: 8080,
    host: '127.0.0.1',
    metricsPort: 9464,
    introspection: true,
    landingPage: true,
    maxBodyBytes: 262_144,
    compression: true,
    drainSeconds: 10,
    maxPlans: 1000,
    trustedProxies: 0,
    limits: { ...defaultEdgeSettings.limits, ...defaultEdgeSettings.http },
    rateLimits: {
      redis: 'redis://redis.internal:6379',
      address: { cost: 60_000, seconds: 60 },
      identity: { cost: 20_000, seconds: 60 },
      newOperation: 50,
    },
    costShownTo: defaultEdgeSettings.costShownTo,
    listeners: { mobile: { port: 4010, host: '127.0.0.1' } },
    registeredOperations: {
      manifests: 'schema/operations',
      level: defaultEdgeSettings.registration.level,
      rules: [
        { listener: 'mobile', level: 'require-id', clients: ['mobile'] },
        { scope: 'staff', level: 'off' },
        { clientId: 'storefront', level: 'safelist', clients: ['storefront'] },
      ],
    },
    persistedQueries: false,
    strictTransportSecurity: 31_536_000,
    streams: { perAddress: 1000, perIdentity: 50, total: 20_000, maxOperationsPerConnection: 100 },
    events: { nats: 'nats://nats.internal:4222', prefix: 'shop' },
    cors: { origins: ['https://shop.example.com'], credentials: false },
    authentication: {
      jwks: 'https://id.example.com/.well-known/jwks.json',
      issuer: 'https://id.example.com',
      audience: 'shop',
      scopesClaim: 'scope',
      clockToleranceSeconds: 5,
      maxTokenBytes: 4096,
      tokenLifetimeSeconds: 900,
      endedSessions: 'identity',
    },
    internalTokens: { key, issuer: 'gateway' },
    audit: { subgraph: 'identity' },
    subgraphDefaults: {
      deadlineSeconds: 10,
      maxResponseBytes: 8_388_608,
      connections: 64,
      retries: 2,
      forwardHeaders: [],
    },
    subgraphs: {
      film: { url: ['http://film.internal:4001/graphql'], deadlineSeconds: 2 },
      'order-history': {
        url: ['http://orders:4002/graphql', 'http://orders:4003/graphql'],
        forwardHeaders: ['accept-language'],
      },
    },
  });
});

test.each([
  ['nothing', '', {}],
  ['comments', '# later', {}],
  ['JSON', '{"port": 1, "subgraphs": {"film": {"retries": 0}}}', { port: 1, subgraphs: { film: { retries: 0 } } }],
  ['anchors', 'subgraphs: {a: &x {retries: 1}, b: *x}', { subgraphs: { a: { retries: 1 }, b: { retries: 1 } } }],
])('a file of %s is read', async (_, text, config) => {
  expect(await read(text)).toEqual(config);
});

describe('variables of the environment', () => {
  test.each([
    ['host: ${H}', { H: 'a' }, { host: 'a' }],
    ['host: ${H}.${D:-example.com}', { H: 'a' }, { host: 'a.example.com' }],
    ['host: ${H:-b}', { H: '' }, { host: 'b' }],
    ['port: ${P}', { P: '80' }, { port: 80 }],
    ['compression: ${C}', { C: 'false' }, { compression: false }],
    ['host: $${H}', { H: 'a' }, { host: '${H}' }],
    ['host: $H', { H: 'a' }, { host: '$H' }],
    ['host: ${A}', { A: '${B}', B: 'b' }, { host: '${B}' }],
    ['cors: {origins: ["${O}"]}', { O: 'https://a.example' }, { cors: { origins: ['https://a.example'] } }],
  ])('%s with %j', async (text, environment: Record<string, string>, config) => {
    expect(await read(text, environment)).toEqual(config);
  });

  test.each([
    ['host: ${H}', ['host: the environment variable H is not set']],
    ['port: ${P}', ['port: the environment variable P is not set']],
    [
      'subgraphs: {film: {url: ["${A}", "${B:-}"]}}',
      [
        'subgraphs.film.url.0: the environment variable A is not set',
        expect.stringMatching(/^subgraphs\.film\.url\.1: /),
      ],
    ],
    ['host: ${', ['host: expected ${NAME} or ${NAME:-default}; a ${ that is no variable is written $${']],
    ['host: ${1A}', ['host: expected ${NAME} or ${NAME:-default}; a ${ that is no variable is written $${']],
  ])('%s is refused', async (text, lines) => {
    expect(await refusal(text)).toEqual(lines);
  });
});

const introspected = 'expected true or false, or "scopes" with a list of those that may ask for the schema';
const windowed = 'expected a whole number of seconds above 0, at most 86400';
const counted = 'expected a whole number above 0';
const level = 'expected off, log, safelist or require-id';
const scopes = 'expected a list of scopes of access tokens';
const edgeMistakes: [string, string[]][] = [
  ['introspection: yes', [`introspection: ${introspected}`]],
  ['introspection: {scope: [staff]}', [`introspection: ${introspected}`]],
  ['introspection: {scopes: []}', [`introspection.scopes: ${scopes}`]],
  [
    'limits: {maxDepth: 0, requestSeconds: 0, maxAliases: -1}',
    [
      `limits.maxDepth: ${counted}`,
      'limits.maxAliases: expected a whole number',
      'limits.requestSeconds: expected a number of seconds above 0, at most 86400',
    ],
  ],
  ['limits: {maxDept: 5}', ['limits.maxDept: there is no such setting; did you mean "maxDepth"?']],
  ['limits: 5', ['limits: expected a mapping of settings']],
  [
    'rateLimits: {redis: "http://:hunter2@a"}',
    ['rateLimits.redis: expected a URL such as redis://host:6379 or rediss://host:6379'],
  ],
  [
    'rateLimits: {address: {cost: 1}, identity: {cost: 0, seconds: 0.5}}',
    [
      `rateLimits.address.seconds: ${windowed}`,
      `rateLimits.identity.cost: ${counted}`,
      `rateLimits.identity.seconds: ${windowed}`,
    ],
  ],
  [
    'rateLimits: {address: {cost: 1, second: 1}}',
    [
      `rateLimits.address.seconds: ${windowed}`,
      'rateLimits.address.second: there is no such setting; did you mean "seconds"?',
    ],
  ],
  ['costShownTo: staff', [`costShownTo: ${scopes}`]],
  ['costShownTo: [""]', ['costShownTo.0: expected a scope of access tokens']],
  ['listeners: [mobile]', ['listeners: expected listeners by their names']],
  [
    'listeners: {mobile: {hos: a}}',
    [
      'listeners.mobile.port: expected a port number from 0 to 65535 (0: any free port)',
      'listeners.mobile.hos: there is no such setting; did you mean "host"?',
    ],
  ],
  ['listeners: {default: {port: 1}}', ['listeners.default: expected another name: it is the one of "port" and "host"']],
  ['registeredOperations: {level: on}', [`registeredOperations.level: ${level}`]],
  [
    'registeredOperations: {level: true, rules: {}}',
    [`registeredOperations.level: ${level}`, 'registeredOperations.rules: expected a list of rules'],
  ],
  [
    'registeredOperations: {rules: [{level: log}, {scope: a}, {scope: a, level: off, clients: []}, {scop: a, level: off}]}',
    [
      'registeredOperations.rules.0: expected a listener, a clientId or a scope, for whom it holds; "level" beside "rules" holds for all others',
      `registeredOperations.rules.1.level: ${level}`,
      'registeredOperations.rules.2.clients: expected at least one name of a client',
      'registeredOperations.rules.3.scop: there is no such setting; did you mean "scope"?',
      expect.stringMatching(/^registeredOperations\.rules\.3: expected a listener/) as string,
    ],
  ],
  [
    'registeredOperations: {manifests: m, rules: [{listener: mobile, level: log}]}',
    ['registeredOperations.rules.0.listener: expected the name of a listener: default'],
  ],
  [
    'registeredOperations: {rules: [{listener: default, level: safelist}]}',
    ['registeredOperations.manifests: expected the folder of the manifests, where not every level is off'],
  ],
  ['persistedQueries: 1', ['persistedQueries: expected true or false']],
  ['strictTransportSecurity: -1', ['strictTransportSecurity: expected a whole number']],
];

test.each([
  ['registeredOperations: {level: off}', 'off'],
  ['registeredOperations: {level: "off"}', 'off'],
  ['registeredOperations: {level: false}', 'off'],
  ['%YAML 1.1\n---\nregisteredOperations: {level: off}', 'off'],
  ['%YAML 1.1\n---\nregisteredOperations: {level: require-id, manifests: a}', 'require-id'],
  ['registeredOperations: {level: "${LEVEL}"}', 'off'],
])('the level of %j is %s', async (text, expected) => {
  expect((await read(text, { LEVEL: 'off' })).registeredOperations?.level).toBe(expected);
});

describe('a mistake is one line that says where it is and what is expected', () => {
  const port = 'expected a port number from 0 to 65535 (0: any free port)';
  const url = 'expected a URL such as http://host:4001/graphql';
  const origin = 'expected an origin such as https://shop.example.com, without a path, or "*"';
  const nats = 'expected a URL such as nats://host:4222, or several with commas between them';
  const prefix = 'expected what stands before the subjects of events, usually the name of the database';
  const header = 'expected the name of a request header that is not of one connection and not set by the gateway';
  test.each<[string, string[]]>([
    ['port: 65536', [`port: ${port}`]],
    ['port: 80.5', [`port: ${port}`]],
    ['port: http', [`port: ${port}`]],
    ['port:', [`port: ${port}`]],
    ['metricsPort: -1', [`metricsPort: ${port}`]],
    ['host: ""', ['host: expected an address such as 0.0.0.0']],
    ['host: 5', ['host: expected an address such as 0.0.0.0']],
    ['compression: 1', ['compression: expected true or false']],
    ['maxBodyBytes: 0', ['maxBodyBytes: expected a whole number above 0']],
    ['maxBodyBytes: 256kB', ['maxBodyBytes: expected a whole number above 0']],
    ['maxPlans: .inf', ['maxPlans: expected a whole number above 0']],
    ['drainSeconds: 0', ['drainSeconds: expected a number of seconds above 0, at most 86400']],
    ['cors: true', ['cors: expected a mapping of settings']],
    ['cors: {}', ['cors.origins: expected a list of origins']],
    ['cors: {origins: []}', ['cors.origins: expected at least one origin']],
    ['cors: {origins: https://a.example}', ['cors.origins: expected a list of origins']],
    ['cors: {origins: [https://a.example/]}', [`cors.origins.0: ${origin}`]],
    ['cors: {origins: ["https://*.example.com/x"]}', [`cors.origins.0: ${origin}`]],
    ['cors: {origins: [null]}', [`cors.origins.0: ${origin}`]],
    ['cors: {origins: ["*", https://a.example]}', ['cors.origins: expected "*" alone, or origins only']],
    [
      'cors: {origins: ["*"], credentials: true}',
      ['cors.credentials: expected false where every origin is allowed; name the origins instead'],
    ],
    ['authentication: true', ['authentication: expected a mapping of settings']],
    [
      'authentication: {}',
      [
        'authentication.jwks: expected the URL of the keys, such as https://id.example.com/.well-known/jwks.json',
        'authentication.issuer: expected the issuer of access tokens, their "iss"',
        'authentication.audience: expected whom access tokens are for, their "aud"',
      ],
    ],
    [
      'authentication: {jwks: "file:///etc/keys", issuer: "", audience: 5, clockToleranceSeconds: 301, maxTokenBytes: 0}',
      [
        'authentication.jwks: expected the URL of the keys, such as https://id.example.com/.well-known/jwks.json',
        'authentication.issuer: expected the issuer of access tokens, their "iss"',
        'authentication.audience: expected whom access tokens are for, their "aud"',
        'authentication.clockToleranceSeconds: expected a number of seconds from 0 to 300',
        'authentication.maxTokenBytes: expected a whole number above 0',
      ],
    ],
    [
      'authentication: {jwks: "http://a/", issuer: a, audience: b, jwk: c}',
      ['authentication.jwk: there is no such setting; did you mean "jwks"?'],
    ],
    ['trustedProxies: -1', ['trustedProxies: expected a whole number']],
    ['streams: 5', ['streams: expected a mapping of settings']],
    [
      'streams: {perAddress: 0, perIdentity: 1.5, total: many, maxOperationsPerConnection: -1}',
      ['perAddress', 'perIdentity', 'total', 'maxOperationsPerConnection'].map(
        (name) => `streams.${name}: expected a whole number above 0`,
      ),
    ],
    ['streams: {perAdress: 1}', ['streams.perAdress: there is no such setting; did you mean "perAddress"?']],
    ['events: nats://a', ['events: expected a mapping of settings']],
    ['events: {nats: "http://a:4222", prefix: ""}', [`events.nats: ${nats}`, `events.prefix: ${prefix}`]],
    ['events: {nats: "nats://a:4222,b:4222", prefix: 5}', [`events.nats: ${nats}`, `events.prefix: ${prefix}`]],
    ['events: {nat: "nats://a"}', ['events.nat: there is no such setting; did you mean "nats"?']],
    ['internalTokens: {}', ['internalTokens.key: expected an Ed25519 private key, as PEM (PKCS #8) or JWK']],
    [
      'internalTokens: {key: hunter2}',
      ['internalTokens.key: expected an Ed25519 private key, as PEM (PKCS #8) or JWK'],
    ],
    ['subgraphDefaults: {forwardHeaders: [X-Client-Address]}', [`subgraphDefaults.forwardHeaders.0: ${header}`]],
    ['subgraphs: [film]', ['subgraphs: expected the settings of subgraphs by their names']],
    ['subgraphs: {film: http://a/}', ['subgraphs.film: expected a mapping of settings']],
    ['subgraphs: {film: {url: film}}', [`subgraphs.film.url.0: ${url}`]],
    ['subgraphs: {film: {url: ftp://film/}}', [`subgraphs.film.url.0: ${url}`]],
    ['subgraphs: {film: {url: []}}', [`subgraphs.film.url: ${url}, or a list of them`]],
    [
      'subgraphs: {film: {deadlineSeconds: soon}}',
      ['subgraphs.film.deadlineSeconds: expected a number of seconds above 0, at most 86400'],
    ],
    ['subgraphs: {film: {connections: 0}}', ['subgraphs.film.connections: expected a whole number above 0']],
    ['subgraphs: {film: {retries: -1}}', ['subgraphs.film.retries: expected a whole number']],
    [
      'subgraphDefaults: {forwardHeaders: authorization}',
      ['subgraphDefaults.forwardHeaders: expected a list of names of request headers'],
    ],
    ['subgraphDefaults: {forwardHeaders: [Host]}', [`subgraphDefaults.forwardHeaders.0: ${header}`]],
    ['subgraphDefaults: {forwardHeaders: ["x y"]}', [`subgraphDefaults.forwardHeaders.0: ${header}`]],
    ['prot: 1', ['prot: there is no such setting; did you mean "port"?']],
    ['max_plans: 1', ['max_plans: there is no such setting; did you mean "maxPlans"?']],
    ['elephant: 1', ['elephant: there is no such setting']],
    ['subgraphDefaults: {url: http://a/}', ['subgraphDefaults.url: there is no such setting']],
    ['subgraphs: {film: {deadline: 1}}', ['subgraphs.film.deadline: there is no such setting']],
    [
      'subgraphs: {film: {forwardHeader: []}}',
      ['subgraphs.film.forwardHeader: there is no such setting; did you mean "forwardHeaders"?'],
    ],
    [
      'cors: {origins: ["*"], credential: true}',
      ['cors.credential: there is no such setting; did you mean "credentials"?'],
    ],
    ['- 1', ['expected a mapping of settings']],
    ['port', ['expected a mapping of settings']],
    ['port: x\nhost: 5', [`port: ${port}`, 'host: expected an address such as 0.0.0.0']],
    ...edgeMistakes,
  ])('%s', async (text, lines) => {
    expect(await refusal(text)).toEqual(lines);
  });

  test.each([
    ['port: 1\nport: 2', /^Map keys must be unique at line 2, column 1$/],
    ['port: [1', /at line 1, column \d+$/],
    ['port: !!js/function 3', /^Unresolved tag/],
    ['port: *none', /^Unresolved alias/],
    ['--- 1\n--- 2', /multiple documents/],
  ])('what is not YAML: %j', async (text, line) => {
    expect(await refusal(text)).toEqual([expect.stringMatching(line)]);
  });

  test('values are not repeated: they may be secrets', async () => {
    const lines = await refusal('port: "${SECRET}"\nsubgraphs: {film: {url: "${SECRET}"}}', { SECRET: 'hunter2' });
    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toContain('hunter2');
  });

  test('a file that is not there', async () => {
    await expect(readConfigFile('/nowhere.yaml', {})).rejects.toThrow('--config: cannot read /nowhere.yaml: ENOENT');
  });
});
