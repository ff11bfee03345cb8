import { connect, type Socket } from 'node:net';

/** Where postgres.js wants to connect to. */
export interface SocketAddress {
  readonly host: readonly string[];
  readonly port: readonly number[];
  /** A Unix socket, which goes before host and port. */
  readonly path?: string;
}

/**
 * postgres.js leaves Nagle's algorithm on, which makes the last packet of each COPY wait some 40 ms for the server. Its
 * option `socket` is documented; its types leave it out.
 *
 * The socket is given while it still connects, and keeps what is written until then: postgres.js measures its time and hears
 * of its failure, by which the place in the pool becomes free again.
 */
export function openSocket({ host, port, path }: SocketAddress): Socket {
  const address = host[0] ?? 'localhost';
  const socket = path ? connect(path) : connect({ host: address, port: port[0] ?? 5432, noDelay: true });
  // A connection that ends in its beginning postgres.js would open again at once, for ever, and tell nobody.
  socket.once('end', () => socket.destroy(closedByServer()));
  closeLater(socket);
  // Where TLS is asked for, postgres.js takes the server's name from here.
  return Object.assign(socket, { host: address });
}

/**
 * Lets postgres.js hear of the end when it has written what it has put off to the next turn of the event loop. Else it would
 * write it nowhere, which ends the process, or keep it for the next connection, which hangs then. It hears of an end without
 * an error, by which it also refuses what it has written meanwhile; of the error it has heard.
 */
function closeLater(socket: Socket): void {
  const emit = socket.emit.bind(socket) as (event: string | symbol, ...values: unknown[]) => boolean;
  socket.emit = (event: string | symbol, ...values: unknown[]): boolean => {
    if (event !== 'close') return emit(event, ...values);
    setImmediate(() => setImmediate(() => emit('close', false)));
    return true;
  };
}

function closedByServer(): Error {
  return Object.assign(new Error('the server closed the connection'), { code: 'CONNECTION_CLOSED' });
}
