import { connect, type Socket } from 'node:net';

/** An answer, as far as it is looked at. */
export interface RawAnswer {
  readonly status: number;
  /** The code of the first error, if the body is small. */
  readonly code: string | undefined;
}

const headEnd = '\r\n\r\n';
const smallBody = 4096;

/**
 * One kept-alive connection that sends requests as they stand and reads no more of the answers than it must: one process has to
 * offer more than a server can take. Answers have a length: chunks are not read.
 */
export class RawConnection {
  readonly #to: { readonly host: string; readonly port: number; readonly localAddress?: string };
  #socket: Socket | undefined;
  #answered: ((answer: RawAnswer | undefined) => void) | undefined;
  #unread: Buffer | undefined;
  #status = 0;
  #bodyLeft = 0;
  #smallBody: string | undefined;

  /** @param localAddress where it comes from, of the addresses that this machine has. */
  constructor(url: URL, localAddress?: string) {
    this.#to = { host: url.hostname, port: Number(url.port), ...(localAddress !== undefined && { localAddress }) };
  }

  /** Connects, unless it is. */
  open(): Promise<void> {
    const socket = (this.#socket ??= this.#connect());
    if (!socket.connecting) return Promise.resolve();
    return new Promise((resolve) => {
      socket.once('connect', resolve);
      socket.once('close', () => resolve());
    });
  }

  /**
   * Sends a request; nothing must be under way.
   *
   * @param answered is given the answer, or undefined if the connection ended without one.
   */
  send(request: Buffer | string, answered: (answer: RawAnswer | undefined) => void): void {
    this.#answered = answered;
    this.#socket ??= this.#connect();
    this.#socket.write(request);
  }

  destroy(): void {
    this.#answered = undefined;
    this.#socket?.destroy();
  }

  #connect(): Socket {
    const socket = connect({ ...this.#to, noDelay: true });
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('error', () => undefined); // told by "close"
    socket.on('close', () => {
      if (this.#socket === socket) this.#socket = undefined;
      this.#end(undefined);
    });
    return socket;
  }

  #read(chunk: Buffer): void {
    if (this.#bodyLeft > 0) {
      this.#readBody(chunk);
      return;
    }
    const all = this.#unread ? Buffer.concat([this.#unread, chunk]) : chunk;
    const end = all.indexOf(headEnd);
    this.#unread = end === -1 ? all : undefined;
    if (end === -1) return;
    const head = all.toString('latin1', 0, end);
    this.#status = Number(head.slice(9, 12));
    const length = this.#status === 304 ? 0 : Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
    if (Number.isNaN(length)) {
      this.#socket?.destroy(new Error('the answer has no length'));
      return;
    }
    this.#bodyLeft = length;
    this.#smallBody = length <= smallBody ? '' : undefined;
    this.#readBody(all.subarray(end + headEnd.length));
  }

  #readBody(chunk: Buffer): void {
    this.#bodyLeft -= chunk.length;
    if (this.#smallBody !== undefined) this.#smallBody += chunk.toString('latin1');
    if (this.#bodyLeft <= 0) this.#answer();
  }

  #answer(): void {
    const code = this.#smallBody === undefined ? undefined : /"code":"([A-Z_]+)"/.exec(this.#smallBody)?.[1];
    this.#end({ status: this.#status, code });
  }

  #end(answer: RawAnswer | undefined): void {
    const answered = this.#answered;
    this.#answered = undefined;
    this.#unread = undefined;
    this.#bodyLeft = 0;
    answered?.(answer);
  }
}

/** A POST of JSON. */
export function post(url: URL, body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Buffer {
  const head = headOf('POST', url.pathname, url, {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  });
  return Buffer.concat([Buffer.from(head), Buffer.from(body)]);
}

/** A GET with this query. */
export function get(url: URL, query: string): Buffer {
  return Buffer.from(headOf('GET', `${url.pathname}?${query}`, url, { 'content-type': 'application/json' }));
}

function headOf(method: string, path: string, url: URL, headers: Readonly<Record<string, string>>): string {
  const all = { host: url.host, accept: 'application/json', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}
