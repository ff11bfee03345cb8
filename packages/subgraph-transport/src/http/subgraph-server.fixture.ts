import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { parse } from 'graphql';
import type { RequestContext } from '@reelhouse/http-server';
import { readableLog } from '../../../logging/src/readable-log.fixture.ts';
import type { SubgraphOperation } from '../subgraph-transport.ts';
import type { HttpOptions } from './http-options.ts';
import { HttpTransport } from './http-transport.ts';

/** What a subgraph of a test does with a request, whose body is told. */
export type Behaviour = (response: ServerResponse, body: string, request: IncomingMessage) => void;

/** Answers with an object that says which instance it was. */
export function answerAs(instance: string): Behaviour {
  return (response) => response.end(JSON.stringify({ data: { instance } }));
}

/** A server that does what `behave` says at the moment, and counts its requests. */
export async function startSubgraphServer(behave: Behaviour, host = '127.0.0.1', port = 0) {
  const subgraph = { behave, requests: 0, port, url: '', stop: async (): Promise<void> => undefined };
  const server = createServer((request, response) => {
    subgraph.requests++;
    text(request).then(
      (body) => subgraph.behave(response, body, request),
      () => undefined,
    );
  });
  server.listen(port, host);
  await once(server, 'listening');
  subgraph.port = (server.address() as AddressInfo).port;
  subgraph.url = `http://${host}:${subgraph.port}/graphql`;
  subgraph.stop = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return subgraph;
}

/** An operation that servers of tests answer without looking at it. */
export function operationOf(kind: 'query' | 'mutation'): SubgraphOperation {
  const query = `${kind} { instance }`;
  return { kind, query, document: parse(query) };
}

/** A transport to these URLs, and what it logs. */
export function transportTo(url: string | readonly string[], options: Partial<HttpOptions<TestContext>> = {}) {
  const { lines, log } = readableLog();
  const transport = new HttpTransport<TestContext>({ subgraph: 'film', url, deadlineSeconds: 5, ...options });
  const [read, write] = [transport.prepare(operationOf('query')), transport.prepare(operationOf('mutation'))];
  const context = (more: Partial<TestContext> = {}): TestContext => ({ requestId: 'r-1', log, ...more });
  return {
    transport,
    lines,
    read: (variables: Record<string, unknown> = {}, more?: Partial<TestContext>) => read(variables, context(more)),
    write: (variables: Record<string, unknown> = {}, more?: Partial<TestContext>) => write(variables, context(more)),
  };
}

/** The context of a request in tests. */
export interface TestContext extends RequestContext {
  readonly viewer?: string;
}

/** What a client is told of a subgraph that does not answer. */
export const filmIsUnavailable = {
  errors: [
    {
      message: 'The "film" part of the graph is not available at the moment.',
      extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
    },
  ],
};
