import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientRelease } from '@reelhouse/operation-manifest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RawWebSocket } from '../../../packages/http-server/src/streams/raw-websocket.fixture.ts';
import { codesOf, send, type EdgeAnswer } from '../edge/edge-gateway.fixture.ts';
import { idOf, release } from '../registered-operations/releases.fixture.ts';
import { runUntilItListens, type LogLine } from './running-gateway.fixture.ts';
import { serveBell, serveShop, shopSupergraph } from './shop-subgraphs.fixture.ts';
import { startIssuer, type TokenIssuer } from './token-issuer.fixture.ts';

const replaced = 'the settings were replaced';
const unchanged = 'the configuration file was read again: no setting that can be replaced has changed';
const refused = 'the configuration file is refused; the settings before hold on';
const afterRestart = 'settings that have changed hold after a restart only';
const schemaRefused = 'the new supergraph schema is refused; the one before serves on';
const schemaServedAgain = 'the supergraph schema is the one that is served again';
const swapped = 'the supergraph schema was swapped';

const name = 'query Name { name }';
const held = 'query Held($id: ID!) { held(id: $id) }';
const old = 'query Old { old }';
const rings = 'subscription Rings { rings }';
const onlyOnTheWeb = 'query Web { name aisle { number } }';
const later = 'query Later { aisle { number } }';

let folder: string;
let shop: Awaited<ReturnType<typeof serveShop>>;
let bell: Awaited<ReturnType<typeof serveBell>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-'));
  [shop, bell] = [await serveShop(), await serveBell()];
  await writeFile(join(folder, 'supergraph.graphql'), supergraph());
  await write(
    'manifests',
    release('mobile', '0.9.0', old),
    release('mobile', '1.0.0', name, held, rings),
    release('web', '1.0.0', onlyOnTheWeb),
  );
});
afterAll(async () => {
  await Promise.all([shop.stop(), bell.stop()]);
  await rm(folder, { recursive: true });
});

const supergraph = (more?: string) => shopSupergraph({ shop, bell }, more);

async function write(manifests: string, ...releases: readonly ClientRelease[]): Promise<void> {
  for (const { client, release: version, manifest } of releases) {
    await mkdir(join(folder, manifests, client), { recursive: true });
    await writeFile(join(folder, manifests, client, `${version}.json`), JSON.stringify(manifest));
  }
}

async function replace(file: string, text: string): Promise<void> {
  await writeFile(join(folder, `.${file}`), text);
  await rename(join(folder, `.${file}`), join(folder, file));
}

type Gateway = Awaited<ReturnType<typeof runUntilItListens>>;

async function readinessOf({ origin }: Gateway) {
  const response = await fetch(`${origin}/health/ready`);
  const { warnings } = (await response.json()) as { warnings?: unknown };
  return { status: response.status, warnings };
}

describe('the edge of a gateway that runs', () => {
  let issuer: TokenIssuer;
  let gateway: Gateway;
  let mobile: string;
  beforeAll(async () => {
    issuer = await startIssuer();
    await writeFile(join(folder, 'gateway.yaml'), settings());
    const args = ['--supergraph', 'supergraph.graphql', '--config', 'gateway.yaml'];
    gateway = await runUntilItListens(args, folder);
    mobile = (gateway.before.at(-1)?.['urls'] as Record<string, string>)['mobile']!;
  });
  afterAll(async () => {
    expect(await gateway.stop()).toBe(0);
    issuer.stop();
  });

  /** What stands in the file: JSON is YAML. */
  function settings(changed: Readonly<Record<string, unknown>> = {}, registered: object = {}): string {
    const rules = [
      { listener: 'mobile', level: 'require-id', clients: ['mobile'] },
      { clientId: 'mobile', level: 'require-id', clients: ['mobile'] },
      { scope: 'staff', level: 'off' },
    ];
    return JSON.stringify({
      port: 0,
      listeners: { mobile: { port: 0 } },
      authentication: { jwks: issuer.jwks, issuer: 'reelhouse', audience: 'reelhouse' },
      registeredOperations: { manifests: 'manifests', level: 'log', rules, ...registered },
      ...changed,
    });
  }

  /** Changes the file, and waits until that has had its effect. @returns the line that says which. */
  async function edit(text: string, effect = replaced, seen?: LogLine[]): Promise<LogLine> {
    await replace('gateway.yaml', text);
    return gateway.logged(effect, seen);
  }

  /** What it comes to: the code of its refusal, or what was answered. */
  const outcome = (answer: EdgeAnswer): unknown => codesOf(answer)[0] ?? answer.body.data;
  const asked = async (parameters: object, url = gateway.url, headers?: Record<string, string>) =>
    outcome(await send(url, parameters, headers));
  const named = { name: 'Reelhouse' };
  const byId = (body: string) => ({ documentId: idOf(body) });

  /** That everything is as the file had it at first. */
  async function expectAsItWas(): Promise<void> {
    expect(await asked({ query: '{ name aisle { next { number } } }' })).toEqual({ ...named, aisle: { next: null } });
    expect(await asked({ query: '{ __schema { queryType { name } } }' })).toHaveProperty('__schema');
    expect(await asked(byId(name), mobile)).toEqual(named);
    expect(await asked(byId(onlyOnTheWeb), mobile)).toBe('PERSISTED_QUERY_NOT_IN_LIST');
    expect(await asked({ query: name }, mobile)).toBe('PERSISTED_QUERY_ID_REQUIRED');
  }

  test('where a request comes to, and who sends it, decides its level', async () => {
    await expectAsItWas();
    const app = { authorization: `Bearer ${await issuer.sign({ client_id: 'mobile', scope: 'customer' })}` };
    expect(await asked({ query: name }, gateway.url, app)).toBe('PERSISTED_QUERY_ID_REQUIRED');
    expect(await asked(byId(name), gateway.url, app)).toEqual(named);
    const staff = { authorization: `Bearer ${await issuer.sign()}` };
    // The rule of the listener comes first.
    expect(await asked({ query: name }, mobile, staff)).toBe('PERSISTED_QUERY_ID_REQUIRED');
    await edit(settings({}, { level: 'safelist' }));
    expect(await asked({ query: '{ name }' })).toBe('QUERY_NOT_IN_SAFELIST');
    expect(await asked({ query: '{ name }' }, gateway.url, staff)).toEqual(named);
    await edit(settings());
    await expectAsItWas();
  });

  const deep = { query: '{ aisle { next { number } } }' };
  test.each<[string, string, object]>([
    ['registeredOperations.level', 'QUERY_NOT_IN_SAFELIST', { registeredOperations: { level: 'safelist' } }],
    ['limits.maxDepth', 'MAX_DEPTH_LIMIT', { limits: { maxDepth: 2 } }],
    ['limits.maxCost', 'COST_ESTIMATED_TOO_EXPENSIVE', { limits: { maxCost: 1 } }],
    ['introspection', 'INTROSPECTION_DISABLED', { introspection: false }],
    ['introspection', 'INTROSPECTION_DISABLED', { introspection: { scopes: ['staff'] } }],
    ['rateLimits.address', 'REQUEST_RATE_LIMITED', { rateLimits: { address: { cost: 1, seconds: 3600 } } }],
    ['maxBodyBytes', 'REQUEST_TOO_LARGE', { maxBodyBytes: 20 }],
  ])('an edit of %s holds at once (%s), and so does taking it back', async (changed, code, edited) => {
    const { registeredOperations, ...others } = edited as { registeredOperations?: object };
    const query = changed === 'introspection' ? { query: '{ __schema { queryType { name } } }' } : deep;
    expect(await asked(query)).toBeTypeOf('object');
    expect(await edit(settings(others, registeredOperations))).toMatchObject({ level: 30, changed: [changed] });
    expect(await asked(query)).toBe(code);
    expect(await edit(settings())).toMatchObject({ changed: [changed] });
    await expectAsItWas();
  });

  test('a limit that the file had at the start is gone when it is taken out', async () => {
    await replace('small.yaml', JSON.stringify({ port: 0, maxBodyBytes: 20, limits: { maxDepth: 2 } }));
    const args = ['--supergraph', 'supergraph.graphql', '--config', 'small.yaml'];
    const small = await runUntilItListens(args, folder);
    const codes = async () => codesOf(await send(small.url, deep));
    expect(await codes()).toEqual(['REQUEST_TOO_LARGE']);
    await replace('small.yaml', JSON.stringify({ port: 0 }));
    await small.logged(replaced);
    expect(await codes()).toEqual([]);
    await small.stop();
  });

  test('requests, subscriptions and sockets go on over an edit; what comes after it is refused by it', async () => {
    const { entered, release: letGo } = shop.holdOf('over an edit');
    const onSocket = shop.holdOf('on a socket');
    const byHttp = send(gateway.url, { query: held, variables: { id: 'over an edit' } });
    const socket = await RawWebSocket.connected(gateway.url.replace('http', 'ws'));
    const say = (id: string, payload: object) => socket.say({ type: 'subscribe', id, payload });
    say('listening', { query: rings });
    say('asking', { query: '{ held(id: "on a socket") }' });
    await Promise.all([entered.opened, onSocket.entered.opened, bell.listened]);

    await edit(settings({ introspection: false, limits: { maxDepth: 1 } }, { level: 'require-id' }));
    expect(await asked({ query: name })).toBe('PERSISTED_QUERY_ID_REQUIRED');
    say('again', { query: rings });
    expect(await socket.messages.next()).toMatchObject({
      type: 'error',
      id: 'again',
      payload: [{ extensions: { code: 'PERSISTED_QUERY_ID_REQUIRED' } }],
    });
    bell.ring('ding');
    const told = { type: 'next', id: 'listening', payload: { data: { rings: 'ding' } } };
    expect(await socket.messages.next()).toEqual(told);
    letGo.open();
    onSocket.release.open();
    expect(outcome(await byHttp)).toEqual({ held: 'over an edit' });
    const answered = { type: 'next', id: 'asking', payload: { data: { held: 'on a socket' } } };
    expect(await socket.messages.next()).toEqual(answered);
    expect(await socket.messages.next()).toEqual({ type: 'complete', id: 'asking' });
    // The protocol wants a text, and takes an empty one.
    say('by id', { query: '', ...byId(name) });
    expect(await socket.messages.next()).toMatchObject({ type: 'next', id: 'by id', payload: { data: named } });
    socket.socket.close();
    await edit(settings());
  });

  test('while it is edited over and over, no request fails', async () => {
    const outcomes: unknown[] = [];
    let isEdited = true;
    const clients = [gateway.url, mobile].map(async (url) => {
      while (isEdited) outcomes.push(await asked(byId(name), url));
    });
    for (const level of ['safelist', 'require-id', 'off', 'log'] as const) await edit(settings({}, { level }));
    isEdited = false;
    await Promise.all(clients);
    expect(outcomes).toEqual(outcomes.map(() => named));
    expect(outcomes.length).toBeGreaterThan(0);
  });

  // Each edit would also take away what `expectAsItWas` looks for.
  const strict = { introspection: false, limits: { maxDepth: 1 } };
  test.each<[string, () => Promise<string> | string, RegExp[]]>([
    ['YAML', () => 'introspection: false\nlimits: {maxDepth: 1', [/^gateway\.yaml: .* at line 2, column \d+/]],
    [
      'values',
      () => settings({ ...strict, limits: { maxDepth: 1, maxCost: -1 }, drainSeconds: 'long' }, { level: 'some' }),
      [/: drainSeconds: expected/, /: limits\.maxCost: expected/, /: registeredOperations\.level: expected off, log/],
    ],
    [
      'a rule for a listener that is not there',
      () => settings(strict, { rules: [{ listener: 'mobil', level: 'off' }] }),
      [/: registeredOperations\.rules\.0\.listener: expected the name of a listener: default, mobile$/],
    ],
    [
      'a folder of manifests that is not there',
      () => settings(strict, { manifests: 'gone' }),
      [/gone: expected a folder/],
    ],
    [
      'manifests',
      async () => {
        await write('broken', release('mobile', '1.0.0', name), release('web', '1', name));
        await writeFile(join(folder, 'broken/mobile/1.1.0.json'), '{');
        return settings(strict, { manifests: 'broken' });
      },
      [/mobile\/1\.1\.0\.json: expected JSON$/, /web\/1\.json: expected the version of a release/],
    ],
    [
      'registered operations',
      async () => {
        await write('unanswered', release('mobile', '1.0.0', name, 'query New { new }', 'query Newer { newer }'));
        return settings(strict, { manifests: 'unanswered' });
      },
      [/ New of mobile 1\.0\.0 is not answered by the schema: .*"new"/, / Newer of mobile 1\.0\.0 is not answered/],
    ],
  ])('a mistake in %s leaves all as it was, is told of, and can be put right', async (_, text, mistakes) => {
    expect(await readinessOf(gateway)).toEqual({ status: 200 });
    const { level, reason, err } = await edit(await text(), refused);
    const lines = String(reason).split('\n');
    expect([level, lines.length, err]).toEqual([50, mistakes.length, undefined]);
    for (const [index, mistake] of mistakes.entries()) expect(lines[index]).toMatch(mistake);
    expect(await readinessOf(gateway)).toEqual({ status: 200, warnings: { config: 'refused' } });
    await expectAsItWas();
    await edit(settings(), unchanged);
    expect(await readinessOf(gateway)).toEqual({ status: 200 });
    await expectAsItWas();
  });

  test('SIGHUP has the folder of manifests read again: all releases of it count, or those before', async () => {
    expect(await asked(byId(later), mobile)).toBe('PERSISTED_QUERY_NOT_IN_LIST');
    await write('manifests', release('mobile', '1.1.0', later));
    gateway.signal('SIGHUP');
    await gateway.logged(unchanged);
    expect(await asked(byId(later), mobile)).toEqual({ aisle: { number: 1 } });
    await expectAsItWas();

    const bad = join(folder, 'manifests/mobile/1.2.0.json');
    await writeFile(bad, '{');
    await rm(join(folder, 'manifests/mobile/1.1.0.json'));
    gateway.signal('SIGHUP');
    expect(await gateway.logged(refused)).toMatchObject({ reason: expect.stringContaining('1.2.0.json') as string });
    expect(await readinessOf(gateway)).toEqual({ status: 200, warnings: { config: 'refused' } });
    expect(await asked(byId(later), mobile)).toEqual({ aisle: { number: 1 } });
    await rm(bad);
    gateway.signal('SIGHUP');
    await gateway.logged(unchanged);
    expect(await readinessOf(gateway)).toEqual({ status: 200 });
    expect(await asked(byId(later), mobile)).toBe('PERSISTED_QUERY_NOT_IN_LIST');
  });

  test('a supergraph that a release could not be answered from is refused, by its name', async () => {
    await replace('supergraph.graphql', supergraph(''));
    const { reason } = await gateway.logged(schemaRefused);
    expect(reason).toMatch(/^the operation Old of mobile 0\.9\.0 is not answered by the schema: .*"old"/);
    expect(await readinessOf(gateway)).toEqual({ status: 200, warnings: { schema: 'refused' } });
    expect(await asked(byId(old), mobile)).toEqual({ old: 'still there' });
    await replace('supergraph.graphql', supergraph());
    await gateway.logged(schemaServedAgain);
    expect(await readinessOf(gateway)).toEqual({ status: 200 });
  });

  test('once the release is retired, the supergraph is served: by one SIGHUP for both', async () => {
    await replace('supergraph.graphql', supergraph(''));
    await gateway.logged(schemaRefused);
    await rm(join(folder, 'manifests/mobile/0.9.0.json'));
    gateway.signal('SIGHUP');
    await gateway.logged(swapped);
    expect(await asked(byId(old), mobile)).toBe('PERSISTED_QUERY_NOT_IN_LIST');
    expect(await asked({ query: old })).toBe('GRAPHQL_VALIDATION_FAILED');
    await expectAsItWas();
  });

  test('a release that only the next supergraph answers is taken with it', async () => {
    await write('manifests', release('mobile', '1.2.0', old));
    gateway.signal('SIGHUP');
    await gateway.logged(refused);
    await replace('supergraph.graphql', supergraph());
    await gateway.logged(swapped);
    await gateway.logged(unchanged);
    expect(await readinessOf(gateway)).toEqual({ status: 200 });
    expect(await asked(byId(old), mobile)).toEqual({ old: 'still there' });
  });

  test('what needs a restart is said in one line, and all else holds', async () => {
    const seen: LogLine[] = [];
    const changed = {
      port: 4242,
      listeners: { mobile: { port: 0 }, desk: { port: 0 } },
      cors: { origins: ['https://shop.example.com'] },
      drainSeconds: 1,
      limits: { maxDepth: 1 },
    };
    await edit(settings(changed), replaced, seen);
    const { level, settings: told } = await gateway.logged(afterRestart, seen);
    expect([level, new Set(told as string[])]).toEqual([
      40,
      new Set(['port', 'listeners.desk', 'cors', 'drainSeconds']),
    ]);
    expect(await asked(deep)).toBe('MAX_DEPTH_LIMIT');
    await edit(settings(), replaced, seen);
    expect(seen.filter(({ msg }) => msg === afterRestart)).toHaveLength(1);
    await expectAsItWas();
  });
});
