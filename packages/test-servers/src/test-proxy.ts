import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What stands between clients and a server, and can fail. */
export interface TestProxy {
  /** The URL that the proxy was started for, by way of it. */
  readonly url: string;
  /** Another URL of that server, by way of the proxy: with the same credentials and path. */
  urlOf(url: string): string;
  /** Breaks every connection that is open. */
  cut(): void;
  /** Breaks every connection that is open, and refuses new ones. */
  refuse(): Promise<void>;
  /** Breaks every connection that is open, and from now on ends each that comes, before a byte is sent. */
  closeAtOnce(): void;
  /** Breaks every connection once a chunk with these bytes has come from a client, which is not passed on. */
  cutBefore(text: string): void;
  /** Lets everything through again. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a proxy in front of a server, on a free port of 127.0.0.1, which it keeps when it refuses connections. */
export async function startProxy(target: string): Promise<TestProxy> {
  const { hostname, port: targetPort } = new URL(target);
  const sockets = new Set<Socket>();
  let isClosing = false;
  let before: string | undefined;
  const server = createServer({ noDelay: true }, serve);

  function serve(client: Socket): void {
    if (isClosing) {
      sockets.add(client.on('error', () => undefined).on('close', () => sockets.delete(client)));
      // What has come already must be read: a socket with unread bytes never closes, and neither would the proxy.
      client.resume().end();
      return;
    }
    // URLs of PostgreSQL may leave out its port.
    const upstream = connect({ port: Number(targetPort || 5432), host: hostname, noDelay: true });
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
    upstream.pipe(client);
    client.on('data', (chunk: Buffer) => {
      if (before !== undefined && chunk.includes(before)) cut();
      else upstream.write(chunk);
    });
    client.on('end', () => upstream.end());
  }

  function cut(): void {
    for (const socket of sockets) socket.resetAndDestroy();
  }

  async function listen(at: number): Promise<void> {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
  }

  async function refuse(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    cut();
    await closed;
  }

  await listen(0);
  const { port } = server.address() as AddressInfo;
  const urlOf = (url: string): string => Object.assign(new URL(url), { host: `127.0.0.1:${port}` }).href;
  return {
    url: urlOf(target),
    urlOf,
    cut,
    refuse,
    closeAtOnce() {
      isClosing = true;
      cut();
    },
    cutBefore: (text) => void (before = text),
    async restore() {
      isClosing = false;
      before = undefined;
      if (!server.listening) await listen(port);
    },
    close: refuse,
  };
}
