import { ApolloClient, HttpLink, InMemoryCache, type ApolloLink } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, fetchExchange, subscriptionExchange, type Exchange } from '@urql/core';
import { parse } from 'graphql';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Credentials } from '../graph-client.ts';

/** Gets what a client gets. */
export interface Sink {
  /** Data and errors of one event. */
  result(result: { readonly data?: unknown; readonly errors?: unknown }): void;
  /** The client says that nothing more comes, with the reason if it is an error. */
  end(error?: unknown): void;
}

/** What is subscribed to. */
export interface Subscribed {
  /** The URL of the GraphQL endpoint. */
  readonly url: string;
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  /** Who subscribes; nobody in particular without them. */
  readonly credentials?: Credentials;
}

/** A client that people use, by one of the transports. */
export interface LiveClient {
  readonly name: string;
  /** @returns what ends the subscription and lets go of the connection. */
  subscribe(subscribed: Subscribed, sink: Sink): () => void;
}

/** As an application does that tries again by itself, from the last event that it has. */
const once = { retryAttempts: 0 } as const;

const socketTo = ({ url, credentials = {} }: Subscribed) =>
  createWsClient({
    ...once,
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { ...credentials },
  });

function apollo(link: ApolloLink, { query, variables = {} }: Subscribed, sink: Sink): () => void {
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  const subscription = client
    .subscribe({ query: parse(query), variables, fetchPolicy: 'no-cache', errorPolicy: 'all' })
    .subscribe({
      next: ({ data, error }) => sink.result({ data, ...(error && { errors: error }) }),
      error: (error: unknown) => sink.end(error),
      complete: () => sink.end(),
    });
  return () => {
    subscription.unsubscribe();
    client.stop();
  };
}

function urql(
  exchange: Exchange,
  { url, query, variables = {}, credentials = {} }: Subscribed,
  sink: Sink,
): () => void {
  const client = new Client({
    url,
    exchanges: [exchange],
    fetchSubscriptions: true,
    fetchOptions: { headers: { ...credentials } },
    preferGetMethod: false,
  });
  const subscription = client.subscription(query, variables).subscribe(({ data, error, hasNext }) => {
    if (data !== undefined && data !== null) sink.result({ data });
    else if (error?.graphQLErrors.length) sink.result({ errors: error.graphQLErrors });
    if (!hasNext || error?.networkError) sink.end(error);
  });
  return () => subscription.unsubscribe();
}

/** Every client with every transport that it has. */
export const liveClients: readonly LiveClient[] = [
  {
    name: 'Apollo Client, multipart',
    subscribe(subscribed, sink) {
      const { url, credentials = {} } = subscribed;
      return apollo(new HttpLink({ uri: url, headers: { ...credentials } }), subscribed, sink);
    },
  },
  {
    name: 'Apollo Client, WebSocket',
    subscribe(subscribed, sink) {
      const socket = socketTo(subscribed);
      const stop = apollo(new GraphQLWsLink(socket), subscribed, sink);
      return () => {
        stop();
        void socket.dispose();
      };
    },
  },
  { name: 'urql, server-sent events', subscribe: (subscribed, sink) => urql(fetchExchange, subscribed, sink) },
  {
    name: 'urql, WebSocket',
    subscribe(subscribed, sink) {
      const socket = socketTo(subscribed);
      const exchange = subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (observer) => ({
            unsubscribe: socket.subscribe({ query, variables: { ...variables } }, observer),
          }),
        }),
      });
      const stop = urql(exchange, subscribed, sink);
      return () => {
        stop();
        void socket.dispose();
      };
    },
  },
  {
    name: 'graphql-ws',
    subscribe(subscribed, sink) {
      const { query, variables } = subscribed;
      const client = socketTo(subscribed);
      client.subscribe(
        { query, ...(variables && { variables }) },
        { next: (result) => sink.result(result), error: (error) => sink.end(error), complete: () => sink.end() },
      );
      return () => void client.dispose();
    },
  },
  {
    name: 'graphql-sse',
    subscribe({ url, query, variables, credentials = {} }, sink) {
      const client = createSseClient({ ...once, url, headers: { ...credentials } });
      client.subscribe(
        { query, ...(variables && { variables }) },
        { next: (result) => sink.result(result), error: (error) => sink.end(error), complete: () => sink.end() },
      );
      return () => client.dispose();
    },
  },
];
