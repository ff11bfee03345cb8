import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { serveSchema, type RequestContext } from '@reelhouse/http-server';
import { parse } from 'graphql';
import { compose, gate, readableLog } from '../graph.fixture.ts';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const shopSdl = (more: string) => `${link} type Query { name: String held(id: ID!): String aisle: Aisle ${more} }
  type Aisle { next: Aisle number: Int }`;
const bellSdl = `${link} type Query { bell: String } type Subscription { rings: String }`;

/** Serves a shop, in which each `held` tells that it was asked for, and is answered when it is told to be. */
export async function serveShop() {
  const holds = new Map<string, Record<'entered' | 'release', ReturnType<typeof gate>>>();
  const holdOf = (id: string) => {
    const hold = holds.get(id) ?? { entered: gate(), release: gate() };
    holds.set(id, hold);
    return hold;
  };
  const { log } = readableLog();
  const server = await serveSchema<RequestContext>({
    schema: buildSubgraphSchema({
      typeDefs: parse(shopSdl('old: String')),
      resolvers: {
        Query: {
          name: () => 'Reelhouse',
          old: () => 'still there',
          aisle: () => ({ number: 1 }),
          async held(_: unknown, { id }: { id: string }) {
            holdOf(id).entered.open();
            await holdOf(id).release.opened;
            return id;
          },
        },
      },
    }),
    introspection: false,
    context: ({ requestId, log: requestLog }) => ({ requestId, log: requestLog }),
    host: '127.0.0.1',
    port: 0,
    log,
    drainSeconds: 0.01,
  });
  return { ...server, holdOf };
}

/** Serves what rings for all who listen, when it is told to. */
export async function serveBell() {
  const streams: ServerResponse[] = [];
  const listened = gate();
  const server = createServer((request, response) => {
    if (request.headers.accept !== 'text/event-stream') {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"__typename":"Query"}}');
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    streams.push(response);
    listened.open();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    listened: listened.opened,
    ring(sound: string): void {
      for (const stream of streams) stream.write(`event: next\ndata: {"data":{"rings":"${sound}"}}\n\n`);
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/**
 * The supergraph of a shop and its bell.
 *
 * @param more fields of the shop, which it may have already.
 */
export function shopSupergraph(
  { shop, bell }: { readonly shop: { readonly url: string }; readonly bell: { readonly url: string } },
  more = 'old: String',
): string {
  return compose({ shop: shopSdl(more), bell: bellSdl }, (subgraph) => (subgraph === 'shop' ? shop.url : bell.url));
}
