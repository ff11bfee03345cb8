import { ApolloClient, gql, HttpLink, InMemoryCache, type ApolloLink } from '@apollo/client';
import { CombinedGraphQLErrors, CombinedProtocolErrors } from '@apollo/client/errors';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client as Urql, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { lastResult } from './held-stream.ts';
import { Arrivals, returned, serveStreams, subscription, type StreamServer } from './stream-server.fixture.ts';

let server: StreamServer;
beforeAll(async () => {
  // Apollo's link asks whether an error is an event of the browser's own.
  vi.stubGlobal('WebSocket', WebSocket);
  server = await serveStreams({ drainSeconds: 1 });
});
afterAll(async () => {
  await server.stop();
  vi.unstubAllGlobals();
});

/** What a client says of its subscription, one after the other. */
type Seen = Arrivals<unknown>;

/** Subscribes, and returns what unsubscribes. */
type Subscribe = (seen: Seen, url: string, query?: string) => () => void;

const codesOf = (errors: readonly { extensions?: Record<string, unknown> | undefined }[] | undefined) =>
  errors?.map(({ extensions }) => extensions?.['code']);

const told = (error: Error) =>
  CombinedGraphQLErrors.is(error) || CombinedProtocolErrors.is(error) ? codesOf(error.errors) : 'cut off';

function apollo(link: (url: string) => ApolloLink): Subscribe {
  return (seen, url, query = subscription) => {
    const client = new ApolloClient({ cache: new InMemoryCache(), link: link(url) });
    const subscribed = client.subscribe({ query: gql(query) }).subscribe({
      next: ({ data, error }) => seen.add(error ? told(error) : (data as { returned: string }).returned),
      error: (error: unknown) => seen.add(error),
      complete: () => seen.add('complete'),
    });
    return () => subscribed.unsubscribe();
  };
}

function urql(options: (url: string) => Partial<ConstructorParameters<typeof Urql>[0]>): Subscribe {
  return (seen, url, query = subscription) => {
    const client = new Urql({ url, preferGetMethod: false, exchanges: [fetchExchange], ...options(url) });
    const subscribed = client.subscription<{ returned: string }>(query, {}).subscribe(({ data, error, hasNext }) => {
      if (error) seen.add(error.networkError ? 'cut off' : codesOf(error.graphQLErrors));
      // It tells the last result again when there are no more.
      else if (!hasNext) seen.add('complete');
      else seen.add(data?.returned);
    });
    return () => subscribed.unsubscribe();
  };
}

const wsUrl = (url: string) => url.replace('http', 'ws');
const wsClient = (url: string) =>
  createWsClient({
    url: wsUrl(url),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: 'Bearer ws' },
  });

function sink(seen: Seen) {
  return {
    next: ({ data, errors }: { data?: { returned: string } | null; errors?: readonly object[] }) =>
      seen.add(errors ? codesOf(errors) : data?.returned),
    error: (error: unknown) => seen.add(Array.isArray(error) ? codesOf(error) : 'cut off'),
    complete: () => seen.add('complete'),
  };
}

const clients: [string, Subscribe][] = [
  [
    'graphql-ws',
    (seen, url, query = subscription) => wsClient(url).subscribe<{ returned: string }>({ query }, sink(seen)),
  ],
  [
    'graphql-sse',
    (seen, url, query = subscription) =>
      createSseClient({ url, retryAttempts: 0 }).subscribe<{ returned: string }>({ query }, sink(seen)),
  ],
  ['@urql/core over server-sent events', urql(() => ({ fetchSubscriptions: true }))],
  [
    '@urql/core over graphql-ws',
    urql((url) => {
      const client = wsClient(url);
      const forwardSubscription = ({ query = '', variables }: { query?: string; variables?: object }) => ({
        subscribe: (observer: Parameters<typeof client.subscribe>[1]) => ({
          unsubscribe: client.subscribe({ query, variables: variables as Record<string, unknown> }, observer),
        }),
      });
      return { exchanges: [subscriptionExchange({ forwardSubscription: forwardSubscription as never })] };
    }),
  ],
  ['@apollo/client over multipart', apollo((uri) => new HttpLink({ uri }))],
  ['@apollo/client over graphql-ws', apollo((url) => new GraphQLWsLink(wsClient(url)))],
];

describe.each(clients)('%s', (_, subscribe) => {
  test('gets results as they come, and the end', async () => {
    const seen: Seen = new Arrivals();
    subscribe(seen, server.url);
    const stream = await server.opened.next();
    stream.push(returned('ACADEMY DINOSAUR'));
    // Nothing else is sent before it was seen: what is held back would never come.
    expect(await seen.next()).toBe('ACADEMY DINOSAUR');
    stream.push(returned('ZORRO ARK'));
    expect(await seen.next()).toBe('ZORRO ARK');
    stream.end();
    expect(await seen.next()).toBe('complete');
    expect(stream.returned).toBe(0);
  });

  test('leaves, and the stream is let go of, once', async () => {
    const seen: Seen = new Arrivals();
    const unsubscribe = subscribe(seen, server.url);
    const stream = await server.opened.next();
    stream.push(returned('ACADEMY DINOSAUR'));
    await seen.next();
    unsubscribe();
    await stream.left;
    expect(stream.returned).toBe(1);
  });

  test('is told with a code why its stream ends', async () => {
    const seen: Seen = new Arrivals();
    subscribe(seen, server.url);
    const stream = await server.opened.next();
    stream.push(lastResult('SUBSCRIPTION_SCHEMA_RELOAD'));
    expect(await seen.next()).toEqual(['SUBSCRIPTION_SCHEMA_RELOAD']);
  });

  test('is told what is wrong with its operation', async () => {
    const seen: Seen = new Arrivals();
    subscribe(seen, server.url, 'subscription { nothing }');
    expect(await seen.next()).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  test('is cut off when the server goes', async () => {
    const going = await serveStreams({ drainSeconds: 0, streams: { endStreams: () => undefined } });
    const seen: Seen = new Arrivals();
    subscribe(seen, going.url);
    const stream = await going.opened.next();
    stream.push(returned('ACADEMY DINOSAUR'));
    await seen.next();
    await going.stop();
    const said = await seen.next();
    expect(said).not.toBe('complete');
    await stream.left;
    expect(stream.returned).toBe(1);
  });
});
