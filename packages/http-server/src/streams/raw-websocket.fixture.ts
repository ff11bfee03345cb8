import { once } from 'node:events';
import { WebSocket, type ClientOptions } from 'ws';
import { Arrivals } from './stream-server.fixture.ts';

/** A message of the protocol. */
export interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A WebSocket that says what a test wants, and nothing else. */
export class RawWebSocket {
  readonly socket: WebSocket;
  readonly messages = new Arrivals<Message>();
  /** How it was closed. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;

  constructor(url: string, protocols: string[] = ['graphql-transport-ws'], options: ClientOptions = {}) {
    this.socket = new WebSocket(url, protocols, options);
    this.socket.on('message', (data: Buffer) => this.messages.add(JSON.parse(data.toString()) as Message));
    this.socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
  }

  /** One that has been acknowledged. */
  static async connected(url: string, payload?: object, options?: ClientOptions): Promise<RawWebSocket> {
    const raw = await RawWebSocket.open(url, undefined, options);
    raw.say({ type: 'connection_init', ...(payload && { payload }) });
    const { type } = await raw.messages.next();
    if (type !== 'connection_ack') throw new Error(type);
    return raw;
  }

  static async open(url: string, protocols?: string[], options?: ClientOptions): Promise<RawWebSocket> {
    const raw = new RawWebSocket(url, protocols, options);
    await once(raw.socket, 'open');
    return raw;
  }

  say(message: object | string): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  subscribe(id: string, query: string): void {
    this.say({ type: 'subscribe', id, payload: { query } });
  }
}

/** How a handshake was refused. */
export async function refusedUpgrade(url: string, options: ClientOptions = {}, protocols = ['graphql-transport-ws']) {
  const socket = new WebSocket(url, protocols, options);
  socket.on('error', () => undefined);
  const [, response] = (await once(socket, 'unexpected-response')) as [
    unknown,
    AsyncIterable<Buffer> & { statusCode: number; headers: Record<string, string> },
  ];
  let text = '';
  for await (const chunk of response) text += chunk.toString();
  const { errors } = JSON.parse(text) as { errors: [{ extensions: { code: string } }] };
  return { status: response.statusCode, code: errors[0].extensions.code, headers: response.headers };
}
