import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createApolloServer, serveGraphQL, type RequestContext } from '@reelhouse/http-server';
import { HttpTransport, InProcessTransport, type SubgraphTransport } from '@reelhouse/subgraph-transport';
import { parse } from 'graphql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readableLog } from '../../logging/src/readable-log.fixture.ts';
import { defineFacts, EntityClient } from './index.ts';

interface Title {
  readonly title: string;
}

const titleFacts = defineFacts<Title>({
  subgraph: 'film',
  type: 'Film',
  selection: 'title',
  check(answer) {
    const { title } = answer as { title: unknown };
    if (typeof title !== 'string') throw new TypeError('expected a title');
    return { title };
  },
});

const languageFacts = defineFacts({
  subgraph: 'film',
  type: 'Language',
  selection: 'name',
  check: (answer) => answer as { name: string },
});

/** The ids that each fetch asked for. */
let fetches: string[][];
/** The request ids that the owner saw. */
let seen: Set<string>;
/** What the owner answers instead of titles. */
let answer: (id: string) => unknown;

const titleOf = (id: string): unknown => (Number(id) > 1000 ? null : { id, title: `Film ${id}` });

const schema = buildSubgraphSchema({
  typeDefs: parse(`
    type Query { none: Int }
    type Film @key(fields: "id") { id: ID! title: String }
    type Language @key(fields: "id") { id: ID! name: String! }
  `),
  resolvers: {
    Film: {
      __resolveReference({ id }: { id: string }, { batch, requestId }: OwnerContext) {
        if (batch.length === 0) fetches.push(batch);
        batch.push(id);
        seen.add(requestId);
        return answer(id);
      },
    },
    Language: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `Language ${id}` }) },
  },
});

interface OwnerContext extends RequestContext {
  readonly batch: string[];
}

const ownerContext = ({ requestId, log: logger }: Pick<RequestContext, 'requestId' | 'log'>): OwnerContext => ({
  requestId,
  log: logger,
  batch: [],
});

const { log, lines } = readableLog();
const request = { requestId: 'request-1', log };
const unavailable = {
  message: 'The "film" part of the graph is needed for this and not available at the moment. Nothing was done.',
  extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
};

beforeEach(() => {
  fetches = [];
  seen = new Set();
  answer = titleOf;
  lines.length = 0;
});

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

function inProcess(): Promise<SubgraphTransport<RequestContext>> {
  return Promise.resolve(new InProcessTransport<RequestContext>({ subgraph: 'film', schema, context: ownerContext }));
}

async function overHttp(): Promise<SubgraphTransport<RequestContext>> {
  const server = await serveGraphQL({
    apollo: createApolloServer<OwnerContext>({ source: schema, log, introspection: false }),
    context: ownerContext,
    host: '127.0.0.1',
    port: 0,
    log,
  });
  const transport = new HttpTransport<RequestContext>({ subgraph: 'film', url: server.url });
  stops.push(
    () => transport.stop(),
    () => server.stop(),
  );
  return transport;
}

describe.each([
  ['in the same process', inProcess],
  ['over HTTP', overHttp],
])('%s', (_, open) => {
  async function client(deadlineSeconds?: number): Promise<EntityClient> {
    const transport = await open();
    return new EntityClient({ reach: () => transport, ...(deadlineSeconds !== undefined && { deadlineSeconds }) });
  }

  test('facts come in the order of the ids, null where there is no entity', async () => {
    const entities = (await client()).forRequest(request);
    expect(await entities.load(titleFacts, [3, 2000, 1, 3])).toEqual([
      { title: 'Film 3' },
      null,
      { title: 'Film 1' },
      { title: 'Film 3' },
    ]);
    expect(fetches).toEqual([['3', '2000', '1']]);
  });

  test('a hundred are one fetch, and so is what is asked at once', async () => {
    const entities = (await client()).forRequest(request);
    const ids = Array.from({ length: 100 }, (_each, index) => 100 - index);
    const [all, one] = await Promise.all([entities.load(titleFacts, ids), entities.load(titleFacts, [500])]);
    expect(all).toEqual(ids.map((id) => ({ title: `Film ${id}` })));
    expect(one).toEqual([{ title: 'Film 500' }]);
    expect(fetches).toHaveLength(1);
  });

  test('a request asks nothing twice, another one asks anew', async () => {
    const asked = await client();
    const entities = asked.forRequest(request);
    await entities.load(titleFacts, [1]);
    await entities.load(titleFacts, [2, 1]);
    await asked.forRequest(request).load(titleFacts, [1]);
    expect(fetches).toEqual([['1'], ['2'], ['1']]);
  });

  test('other facts of the same subgraph are another fetch', async () => {
    const entities = (await client()).forRequest(request);
    expect(await Promise.all([entities.load(titleFacts, [1]), entities.load(languageFacts, [1])])).toEqual([
      [{ title: 'Film 1' }],
      [{ name: 'Language 1' }],
    ]);
  });

  test('nothing is asked for no ids', async () => {
    expect(await (await client()).forRequest(request).load(titleFacts, [])).toEqual([]);
    expect(fetches).toEqual([]);
  });

  test('the owner is asked as the request', async () => {
    await (await client()).forRequest(request).load(titleFacts, [1]);
    expect([...seen]).toEqual(['request-1']);
  });

  test.each<[string, (id: string) => unknown]>([
    ['something else than was asked for', (id) => ({ id, title: null })],
    [
      'an error',
      () => {
        throw new Error('relation "film" does not exist');
      },
    ],
  ])('an owner that answers %s is not available', async (_what, wrong) => {
    answer = wrong;
    const entities = (await client()).forRequest(request);
    await expect(entities.load(titleFacts, [1])).rejects.toMatchObject(unavailable);
    expect(lines.at(-1)).toMatchObject({ msg: 'facts could not be had', subgraph: 'film', type: 'Film' });
  });

  test('an owner that is too late is not available', async () => {
    answer = () => new Promise(() => {});
    const entities = (await client(0.05)).forRequest(request);
    await expect(entities.load(titleFacts, [1])).rejects.toMatchObject(unavailable);
    expect(lines.at(-1)).toMatchObject({ err: { message: 'no answer within 0.05 s' } });
  });
});

describe('an owner behind HTTP that answers', () => {
  let server: Server;

  test.each([
    ['not at all', undefined],
    ['no entities', { data: {} }],
    ['null', { data: null }],
    ['too few', { data: { _entities: [] } }],
    ['too many', { data: { _entities: [{ title: 'A' }, { title: 'B' }] } }],
    ['an entity that is a text', { data: { _entities: ['A'] } }],
    ['data beside an error', { data: { _entities: [{ title: 'A' }] }, errors: [{ message: 'x' }] }],
  ])('%s is not available', async (_, body) => {
    server = createServer((incoming, response) => {
      if (body === undefined) incoming.socket.destroy();
      else response.end(JSON.stringify(body));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const transport = new HttpTransport<RequestContext>({ subgraph: 'film', url: `http://127.0.0.1:${port}` });
    stops.push(
      () => transport.stop(),
      async () => server.close(),
    );
    const entities = new EntityClient({ reach: () => transport }).forRequest(request);
    await expect(entities.load(titleFacts, [1])).rejects.toMatchObject(unavailable);
  });
});
