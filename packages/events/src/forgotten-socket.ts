import type { Socket } from 'node:net';
import type { NatsConnection } from '@nats-io/transport-node';

/** What the library keeps to itself. */
interface Inside {
  readonly protocol?: { readonly transport?: { readonly socket?: Socket } };
}

/**
 * Keeps the process alive when a connection is lost while something is written to it. The library then forgets the socket
 * with all listeners; that what was written has failed is told a moment later, to nobody, which ends the process.
 *
 * To be called for a connection, and again each time that it was made anew.
 */
export function keepListening(connection: NatsConnection): void {
  const socket = (connection as unknown as Inside).protocol?.transport?.socket;
  if (!socket) return;
  const removeAll = socket.removeAllListeners.bind(socket);
  socket.removeAllListeners = (event?: string | symbol): Socket => {
    removeAll(event);
    // The library hears of the loss by other means, and connects again.
    return socket.on('error', () => undefined);
  };
}
