import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, test } from 'vitest';
import type { ApolloServerPlugin } from '@apollo/server';
import { createApolloServer, type RequestContext } from '@reelhouse/http-server';
import { compose, gate, readableLog } from '../graph.fixture.ts';
import type { GatewayOptions, WatchedSupergraph } from '../start-gateway.ts';
import { SupergraphRuntime } from '../supergraph-runtime.ts';
import { recordedTransports, serveSubgraph, startLiveGateway, supergraphOf } from './live-gateway.fixture.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function start(options?: Partial<GatewayOptions<RequestContext>>, live?: Partial<WatchedSupergraph>) {
  const gateway = await startLiveGateway(options, live);
  stops.push(() => gateway.stop());
  return gateway;
}

const editions = '{ edition books { edition } }';
const answerOf = (name: string) => ({ data: { edition: name, books: [{ edition: name }, { edition: name }] } });

test('a changed file is served from the next request on, and what changed is logged', async () => {
  const gateway = await start();
  expect((await gateway.ask(editions)).body).toEqual(answerOf('first'));
  await gateway.replace(gateway.after);
  expect(await gateway.nextOutcome()).toMatchObject({
    kind: 'swapped',
    added: ['second'],
    removed: ['first'],
    changed: [],
  });
  expect((await gateway.ask(editions)).body).toEqual(answerOf('second'));
  expect((await gateway.ask('{ gone }')).body).toMatchObject({
    errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
  });
  const [line] = gateway.lines.filter(({ msg }) => msg === 'the supergraph schema was swapped');
  expect(line).toMatchObject({ added: ['second'], removed: ['first'], changed: [] });
  expect([line?.['schema'], line?.['previous']]).toEqual([
    expect.stringMatching(/^[0-9a-f]{12}$/),
    expect.stringMatching(/^[0-9a-f]{12}$/),
  ]);
  expect(await gateway.readiness()).toEqual({
    status: 200,
    body: { status: 'ok', checks: { catalogue: 'ok', second: 'ok' } },
  });
});

test('a subgraph that stayed keeps its transport', async () => {
  const gateway = await start();
  await gateway.replace(gateway.after);
  await gateway.nextOutcome();
  await gateway.transports.stopOf('first');
  expect(gateway.transports.stopped.map(({ name }) => name)).toEqual(['first']);
});

test('a request that was validated before the swap finishes on the old schema, and its subgraph is kept for it', async () => {
  const validated = gate();
  const release = gate();
  const held: ApolloServerPlugin<RequestContext> = {
    requestDidStart: async () => ({
      async didResolveOperation({ operationName }) {
        if (operationName !== 'Held') return;
        validated.open();
        await release.opened;
      },
    }),
  };
  const gateway = await start({ plugins: [held] });
  const answer = gateway.ask('query Held { gone edition books { edition } }');
  await validated.opened;
  await gateway.replace(gateway.after);
  await gateway.nextOutcome();
  expect((await gateway.ask(editions)).body).toEqual(answerOf('second'));
  expect(gateway.transports.stopped).toEqual([]);
  release.open();
  expect((await answer).body).toEqual({ data: { gone: 'still there', ...answerOf('first').data } });
  expect(await gateway.transports.stopOf('first')).toMatchObject({ running: 0 });
});

test.each<[string, ApolloServerPlugin<RequestContext>]>([
  ['is refused', {}],
  [
    'breaks',
    {
      requestDidStart: async () => ({
        willSendResponse: async () => {
          throw new Error('broken');
        },
      }),
    },
  ],
])('a request that %s does not hold the old schema', async (_, plugin) => {
  const gateway = await start({ plugins: [plugin] });
  await gateway.ask('{ nothing }');
  await gateway.ask('{');
  await gateway.replace(gateway.after);
  await gateway.nextOutcome();
  expect(await gateway.transports.stopOf('first')).toMatchObject({ running: 0 });
});

test('a fetch under way is waited for before its transport is stopped', async () => {
  const gateway = await start();
  const answer = gateway.ask('{ waiting edition }');
  await gateway.subgraphs.first.entered.opened;
  await gateway.replace(gateway.after);
  await gateway.nextOutcome();
  expect(gateway.transports.stopped).toEqual([]);
  gateway.subgraphs.first.release.open();
  expect((await answer).body).toEqual({ data: { waiting: 'first', edition: 'first' } });
  expect(await gateway.transports.stopOf('first')).toMatchObject({ running: 0 });
});

test('under load no request fails in a swap, and each answer is whole of the old or of the new', async () => {
  const gateway = await start();
  const answers: unknown[] = [];
  let go = true;
  const client = async () => {
    while (go) answers.push((await gateway.ask(editions)).body);
  };
  const clients = Array.from({ length: 16 }, client);
  for (const sdl of [gateway.after, gateway.before, gateway.after]) {
    await gateway.replace(sdl);
    expect(await gateway.nextOutcome()).toMatchObject({ kind: 'swapped', warmed: 1 });
    const { length } = answers;
    while (answers.length < length + 50) await gateway.ask(editions);
  }
  go = false;
  await Promise.all(clients);
  const whole = [JSON.stringify(answerOf('first')), JSON.stringify(answerOf('second'))];
  const seen = new Set(answers.map((answer) => JSON.stringify(answer)));
  expect([...seen].sort()).toEqual(whole);
  expect(gateway.transports.stopped.every(({ running }) => running === 0)).toBe(true);
});

describe('what is refused leaves the old schema, and readiness says so but stays', () => {
  const subgraph = (directive: string) => `schema
    @link(url: "https://specs.apollo.dev/link/v1.0") @link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION)
    @link(url: "https://example.com/${directive}/v1.0", for: SECURITY) { query: Query }`;
  test.each<[string, (sdl: string) => string, RegExp]>([
    ['an empty file', () => '', /^the supergraph schema cannot be used: .+$/],
    ['half a file', (sdl) => sdl.slice(0, sdl.length / 2), /^the supergraph schema cannot be used: Syntax Error/],
    ['a schema that is no supergraph', () => 'type Query { a: Int }', /^the supergraph schema cannot be used: .+$/],
    [
      'an unknown security feature',
      (sdl) => sdl.replace(/^schema[^{]*\{[^}]*\}/m, subgraph('lock')),
      /lock\/v1.0 for security, which this gateway does not enforce$/,
    ],
    [
      'a subgraph that does not answer',
      (sdl) => sdl.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:1'),
      /^the subgraph "catalogue" does not answer\nthe subgraph "second" does not answer$/,
    ],
  ])('%s', async (_, change, reason) => {
    const gateway = await start();
    await gateway.replace(change(gateway.after));
    expect(await gateway.nextOutcome()).toEqual({ kind: 'refused', reason: expect.stringMatching(reason) as string });
    expect((await gateway.ask(editions)).body).toEqual(answerOf('first'));
    expect(await gateway.readiness()).toEqual({
      status: 200,
      body: { status: 'ok', checks: { catalogue: 'ok', first: 'ok' }, warnings: { schema: 'refused' } },
    });
    expect(gateway.lines).toContainEqual(
      expect.objectContaining({ level: 50, msg: 'the new supergraph schema is refused; the one before serves on' }),
    );
    await gateway.replace(gateway.before);
    expect(await gateway.nextOutcome()).toEqual({ kind: 'unchanged' });
    expect((await gateway.readiness()).body).not.toHaveProperty('warnings');
  });
});

test('a file that cannot be read leaves the old schema', async () => {
  const gateway = await start();
  await rm(gateway.file);
  expect(await gateway.nextOutcome()).toEqual({ kind: 'refused', reason: `cannot read ${gateway.file}: ENOENT` });
  expect((await gateway.ask(editions)).body).toEqual(answerOf('first'));
  await writeFile(gateway.file, gateway.before);
  expect(await gateway.nextOutcome()).toEqual({ kind: 'unchanged' });
});

/** A port that nothing listens on at the moment. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('a new subgraph that comes up later than the file is served once it answers', async () => {
  const gateway = await start({}, { retrySeconds: 0.01 });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/graphql`;
  await gateway.replace(
    supergraphOf(['catalogue', 'second'], (name) => (name === 'second' ? url : gateway.urlOf(name))),
  );
  expect(await gateway.nextOutcome()).toEqual({ kind: 'refused', reason: 'the subgraph "second" does not answer' });
  const second = await serveSubgraph('second', port);
  stops.push(() => second.stop());
  let outcome = await gateway.nextOutcome();
  while (outcome.kind === 'refused') outcome = await gateway.nextOutcome();
  expect(outcome).toMatchObject({ kind: 'swapped', added: ['second'] });
  expect((await gateway.ask(editions)).body).toEqual(answerOf('second'));
});

test('a subgraph that did not answer before is not held against a new schema', async () => {
  const gateway = await start();
  await gateway.subgraphs.catalogue.stop();
  const elsewhere = `http://127.0.0.1:${await freePort()}/graphql`;
  await gateway.replace(
    supergraphOf(['catalogue', 'second'], (name) => (name === 'second' ? gateway.urlOf(name) : elsewhere)),
  );
  expect(await gateway.nextOutcome()).toMatchObject({ kind: 'swapped', added: ['second'], changed: ['catalogue'] });
});

/** A server that takes connections and says nothing. */
async function silentServer() {
  const connected = gate();
  const server = createServer(() => connected.open()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  stops.push(async () => void server.close());
  return { url: `http://127.0.0.1:${port}/graphql`, connected: connected.opened };
}

test('of several changes in quick succession only the last counts, and the first are let go of', async () => {
  const gateway = await start();
  const silent = await silentServer();
  const asked = supergraphOf(['catalogue', 'second'], (n) => (n === 'second' ? silent.url : gateway.urlOf(n)));
  await gateway.replace(asked);
  await silent.connected;
  await gateway.replace('type Query { superseded: Int }');
  await gateway.replace(gateway.after);
  expect(await gateway.nextOutcome()).toEqual({ kind: 'superseded' });
  expect(await gateway.nextOutcome()).toMatchObject({ kind: 'swapped', added: ['second'] });
  expect(gateway.transports.stopped).toContainEqual({ name: 'second', url: silent.url, running: 0 });
  expect((await gateway.ask(editions)).body).toEqual(answerOf('second'));
});

test('stop in the middle of a swap is clean', async () => {
  const gateway = await start();
  const silent = await silentServer();
  await gateway.replace(supergraphOf(['catalogue', 'second'], (n) => (n === 'second' ? silent.url : gateway.urlOf(n))));
  await silent.connected;
  await gateway.stop();
  stops.splice(stops.length - 2, 1);
  expect(await gateway.nextOutcome()).toEqual({ kind: 'superseded' });
  expect(gateway.transports.stopped.map(({ name }) => name).sort()).toEqual(['catalogue', 'first', 'second']);
  expect(process.getActiveResourcesInfo()).not.toContain('FSEventWrap');
});

test('the operations used most are planned before the swap, as far as they fit', async () => {
  const gateway = await start({}, { warming: { operations: 2, seconds: 60 } });
  for (const query of ['{ books { id } }', '{ gone }', '{ gone }', editions, editions, editions]) {
    await gateway.ask(query);
  }
  await gateway.replace(gateway.after);
  expect(await gateway.nextOutcome()).toMatchObject({ kind: 'swapped', warmed: 1 });
});

test('an old version is let go of, with its plans', async () => {
  setFlagsFromString('--expose_gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const { log } = readableLog();
  const { transportFor } = recordedTransports();
  const sdl = (field: string) => compose({ a: `type Query { ${field}: Int }` }, () => 'http://127.0.0.1:1/graphql');
  const runtime = new SupergraphRuntime<RequestContext>({ supergraphSdl: sdl('first'), transportFor, log });
  const apollo = createApolloServer<RequestContext>({
    source: runtime,
    log,
    introspection: false,
    plugins: [runtime.plugin],
  });
  await apollo.start();
  const ask = (field: string) =>
    apollo.executeOperation({ query: `{ ${field} }` }, { contextValue: { requestId: 'r-1', log } });
  await ask('first');
  const old = [new WeakRef(runtime.current), new WeakRef(runtime.current.parts.plans)];
  await runtime.swap(runtime.prepare(sdl('second')));
  await ask('second');
  // A reference that was looked at lives until the end of its turn.
  await setImmediate();
  collectGarbage();
  expect(old.map((reference) => reference.deref())).toEqual([undefined, undefined]);
  await apollo.stop();
});
