import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { createApolloServer, serveGraphQL, type RequestContext } from '@reelhouse/http-server';
import { HttpTransport, type SubgraphTransport } from '@reelhouse/subgraph-transport';
import { ask } from '../gateway.fixture.ts';
import { compose, gate, readableLog } from '../graph.fixture.ts';
import { startGateway, type GatewayOptions, type WatchedSupergraph } from '../start-gateway.ts';
import type { SchemaOutcome } from './live-schema.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])`;
const catalogueSdl = `${link}
  type Query { books: [Book!]! }
  type Book @key(fields: "id") { id: ID! }`;
const editionSdl = (more: string) => `${link}
  type Query { edition: String! ${more} }
  type Book @key(fields: "id") { id: ID! edition: String! }`;

const sdlOf = { catalogue: catalogueSdl, first: editionSdl('waiting: String gone: String'), second: editionSdl('') };

/** `catalogue` has books; `first` and `second` both know their edition, and each says its own name. */
export type SubgraphName = keyof typeof sdlOf;

/** Composes some of the subgraphs. */
export function supergraphOf(names: readonly SubgraphName[], url: (name: SubgraphName) => string): string {
  return compose(Object.fromEntries(names.map((name) => [name, sdlOf[name]])), (name) => url(name as SubgraphName));
}

/** Serves a subgraph; `waiting` of `first` tells that it was asked, and answers when it is released. */
export async function serveSubgraph(name: SubgraphName, port = 0) {
  const entered = gate();
  const release = gate();
  const schema = buildSubgraphSchema({
    typeDefs: parse(sdlOf[name]),
    resolvers: {
      Query: {
        ...(name === 'catalogue' && { books: () => [{ id: '1' }, { id: '2' }] }),
        ...(name !== 'catalogue' && { edition: () => name }),
        ...(name === 'first' && {
          gone: () => 'still there',
          async waiting() {
            entered.open();
            await release.opened;
            return name;
          },
        }),
      },
      ...(name !== 'catalogue' && { Book: { edition: () => name } }),
    },
  });
  const { log } = readableLog();
  const server = await serveGraphQL<RequestContext>({
    apollo: createApolloServer({ source: schema, log, introspection: false }),
    context: ({ requestId, log: requestLog }) => ({ requestId, log: requestLog }),
    host: '127.0.0.1',
    port,
    log,
    drainSeconds: 0.01,
  });
  return { ...server, entered, release };
}

/** What becomes of schemas, one after the other. */
export function outcomeQueue() {
  const come: SchemaOutcome[] = [];
  const awaited: ((outcome: SchemaOutcome) => void)[] = [];
  return {
    onOutcome(outcome: SchemaOutcome) {
      const next = awaited.shift();
      if (next) next(outcome);
      else come.push(outcome);
    },
    next(): Promise<SchemaOutcome> {
      const first = come.shift();
      return first ? Promise.resolve(first) : new Promise((resolve) => awaited.push(resolve));
    },
  };
}

/** Says of the transports that a gateway makes how many requests they have, and when they are stopped. */
export function recordedTransports() {
  const running = new Map<string, number>();
  const stopped: { name: string; url: string; running: number }[] = [];
  const listeners = new Set<() => void>();
  function transportFor({ name, url }: { name: string; url: string }): SubgraphTransport<RequestContext> {
    const transport = new HttpTransport<RequestContext>({ subgraph: name, url });
    const count = (by: number) => running.set(name, (running.get(name) ?? 0) + by);
    return {
      prepare(operation) {
        const send = transport.prepare(operation);
        return async (...parameters) => {
          count(1);
          return send(...parameters).finally(() => count(-1));
        };
      },
      ready: () => transport.ready(),
      async stop() {
        stopped.push({ name, url, running: running.get(name) ?? 0 });
        await transport.stop();
        for (const listener of listeners) listener();
      },
    };
  }
  async function stopOf(name: string) {
    for (;;) {
      const found = stopped.find((candidate) => candidate.name === name);
      if (found) return found;
      await new Promise<void>((resolve) => listeners.add(resolve));
    }
  }
  return { transportFor, stopped, stopOf };
}

/** A gateway that watches a file with `catalogue` and `first`, and all three subgraphs. */
export async function startLiveGateway(
  options: Partial<GatewayOptions<RequestContext>> = {},
  live: Partial<WatchedSupergraph> = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'live-schema-'));
  const file = join(folder, 'supergraph.graphql');
  const subgraphs = {
    catalogue: await serveSubgraph('catalogue'),
    first: await serveSubgraph('first'),
    second: await serveSubgraph('second'),
  };
  const urlOf = (name: SubgraphName) => subgraphs[name].url;
  const before = supergraphOf(['catalogue', 'first'], urlOf);
  const after = supergraphOf(['catalogue', 'second'], urlOf);
  await writeFile(file, before);
  const outcomes = outcomeQueue();
  const transports = recordedTransports();
  const { lines, log } = readableLog();
  const gateway = await startGateway<RequestContext>({
    supergraphSdl: before,
    transportFor: transports.transportFor,
    context: ({ requestId, log: requestLog }) => ({ requestId, log: requestLog }),
    host: '127.0.0.1',
    port: 0,
    log,
    watch: { file, onOutcome: (outcome) => outcomes.onOutcome(outcome), ...live },
    ...options,
  });
  return {
    ...gateway,
    file,
    folder,
    lines,
    subgraphs,
    urlOf,
    before,
    after,
    transports,
    nextOutcome: () => outcomes.next(),
    /** Replaces the file as editors do. */
    async replace(sdl: string) {
      await writeFile(`${file}.new`, sdl);
      await rename(`${file}.new`, file);
    },
    ask: (query: string) => ask(gateway.url, query),
    async readiness() {
      const response = await fetch(`http://127.0.0.1:${gateway.port}/health/ready`);
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    async stop() {
      await gateway.stop();
      for (const subgraph of Object.values(subgraphs)) subgraph.release.open();
      await Promise.all(Object.values(subgraphs).map((subgraph) => subgraph.stop()));
      await rm(folder, { recursive: true });
    },
  };
}
