import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { listenWith, type Listening } from '../live/listening.fixture.ts';
import type { LiveClient, Subscribed } from '../live/live-clients.fixture.ts';

const once = { retryAttempts: 0 } as const;

/** Clients that send a token, and do not come back by themselves when they are cut off. */
export function clientsWith(token: string): readonly LiveClient[] {
  const authorization = `Bearer ${token}`;
  return [
    {
      name: 'WebSocket',
      subscribe({ url, query }, sink) {
        const client = createWsClient({
          ...once,
          url: url.replace(/^http/, 'ws'),
          webSocketImpl: WebSocket,
          connectionParams: { authorization },
        });
        client.subscribe(
          { query },
          { next: (result) => sink.result(result), error: (error) => sink.end(error), complete: () => sink.end() },
        );
        return () => void client.dispose();
      },
    },
    {
      name: 'server-sent events',
      subscribe({ url, query }, sink) {
        const client = createSseClient({ ...once, url, headers: { authorization } });
        client.subscribe(
          { query },
          { next: (result) => sink.result(result), error: (error) => sink.end(error), complete: () => sink.end() },
        );
        return () => client.dispose();
      },
    },
  ];
}

/** A subscription that anybody may have, and that tells nothing while nothing happens. */
export const quietSubscription = 'subscription { availabilityChanged(filmId: "1", storeId: "1") { film { title } } }';

/** Subscribes with every client of a token. */
export function listenWithAll(token: string, subscribed: Subscribed): readonly Listening[] {
  return clientsWith(token).map((client) => listenWith(client, subscribed));
}

/**
 * Why a subscription ended, in whichever way its client was told: by a last result, by an error of the operation, or by the
 * reason with which the WebSocket was closed.
 */
export async function endingOf(listening: Listening): Promise<string | undefined> {
  const reason = await listening.ended;
  if (isClose(reason)) return reason.code === 4403 ? reason.reason : undefined;
  const errors = Array.isArray(reason) ? (reason as unknown[]) : (await listening.next()).errors;
  const [error] = (errors ?? []) as readonly { readonly extensions?: { readonly code?: string } }[];
  return error?.extensions?.code;
}

function isClose(reason: unknown): reason is { readonly code: number; readonly reason: string } {
  return typeof reason === 'object' && reason !== null && 'code' in reason && 'reason' in reason;
}
