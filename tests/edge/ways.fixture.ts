import { RawWebSocket } from '../../packages/http-server/src/streams/raw-websocket.fixture.ts';
import type { Credentials } from '../graph-client.ts';

/** The ways by which an operation can come to the house. */
export const ways = ['POST', 'GET', 'WebSocket', 'server-sent events', 'multipart'] as const;
export type Way = (typeof ways)[number];

/** The status of an answer: who takes streams only is told everything by one, and a WebSocket has none. */
export function statusBy(way: Way, status: number): number | undefined {
  if (way === 'WebSocket') return undefined;
  return way === 'POST' || way === 'GET' ? status : 200;
}

/** What a client sends: a text or an id, variables and whatever else. */
export type Parameters = Readonly<Record<string, unknown>>;

/** What a client is told. */
export interface Told {
  /** Undefined over a WebSocket, and 200 where all answers are streams. */
  readonly status: number | undefined;
  readonly codes: readonly string[];
  /** All that came, as it was written. */
  readonly text: string;
  readonly headers: Headers;
  /** Whether it is a subscription that goes on; the client has left it. */
  readonly isOpen: boolean;
}

/** Who asks, and what tells that a subscription has been opened. */
export interface Sender {
  readonly credentials?: Credentials | undefined;
  /** Resolves when the subscription is open: a WebSocket says nothing of it. Needed where it is expected. */
  readonly opened?: Promise<void> | undefined;
}

const streams = {
  'server-sent events': 'text/event-stream',
  multipart: 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0',
} as const;

/** Sends an operation. */
export async function sendBy(way: Way, url: string, sent: Parameters, sender: Sender = {}): Promise<Told> {
  const { credentials = {} } = sender;
  switch (way) {
    case 'POST':
      return toldOf(await post(url, JSON.stringify(sent), credentials));
    case 'GET':
      return toldOf(await get(url, sent, credentials));
    case 'WebSocket':
      return overWebSocket(url, sent, sender);
    case 'server-sent events':
    case 'multipart':
      return toldOf(await post(url, JSON.stringify(sent), { accept: streams[way], ...credentials }));
  }
}

/** Posts a body. */
export function post(
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
}

/** Sends a GET as clients do that no other site can be behind. */
export function get(url: string, sent: Parameters, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(`${url}?${searchOf(sent)}`, { headers: { 'apollo-require-preflight': 'yes', ...headers } });
}

/** The query string of an operation, without `?`. */
export function searchOf(sent: Parameters): string {
  const entries = Object.entries(sent).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return new URLSearchParams(entries).toString();
}

/** Reads an answer; a stream that goes on is left. */
export async function toldOf(response: Response): Promise<Told> {
  const { status, headers } = response;
  const isStream = Object.values(streams).some((type) =>
    headers.get('content-type')?.startsWith(type.split(';')[0] ?? type),
  );
  // Of a stream that goes on nobody knows how long it is.
  const isOpen = isStream && !headers.has('content-length');
  if (isOpen) await response.body?.cancel();
  const text = isOpen ? '' : await response.text();
  return { status, headers, text, codes: codesIn(text), isOpen };
}

/** The codes of errors, however they are framed. */
function codesIn(text: string): string[] {
  return [...text.matchAll(/"code":"([A-Z_]+)"/g)].map(([, code = '']) => code);
}

async function overWebSocket(url: string, sent: Parameters, { credentials, opened }: Sender): Promise<Told> {
  const socket = await RawWebSocket.connected(url.replace(/^http/, 'ws'), credentials);
  // The protocol wants a text, and takes an empty one.
  socket.say({ type: 'subscribe', id: '1', payload: { query: '', ...sent } });
  const message = socket.messages.next().then((each) => JSON.stringify(each.payload));
  const closed = socket.closed.then(({ code, reason }) => JSON.stringify({ closed: code, reason }));
  const open = opened?.then(() => undefined);
  const text = await Promise.race([message, closed, ...(open ? [open] : [])]);
  socket.socket.close();
  const known = text ?? '';
  return { status: undefined, headers: new Headers(), text: known, codes: codesIn(known), isOpen: text === undefined };
}
