import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { isInstalled, startNats } from '@reelhouse/test-servers';
import { connect } from '@nats-io/transport-node';
import { expect, test } from 'vitest';
import { keepListening } from './forgotten-socket.ts';

test.skipIf(!isInstalled('nats-server'))(
  'a connection that is lost while something is written does not end the process',
  async () => {
    const nats = await startNats();
    const uncaught: unknown[] = [];
    const onUncaught = (error: unknown): void => void uncaught.push(error);
    process.on('uncaughtException', onUncaught);
    const connection = await connect({ servers: nats.url, reconnect: false });
    keepListening(connection);
    const { transport } = (connection as unknown as { protocol: { transport: { socket: Socket; discard(): void } } })
      .protocol;
    const { socket } = transport;
    // As when the server has gone: the socket ends, what was published is flushed, and the library forgets it.
    socket.end();
    connection.publish('somewhere', 'something');
    await Promise.resolve();
    await Promise.resolve();
    transport.discard();
    await setImmediate();
    await setImmediate();
    process.off('uncaughtException', onUncaught);
    expect(uncaught).toEqual([]);
    expect(socket.errored).toMatchObject({ code: 'ERR_STREAM_WRITE_AFTER_END' });
    await nats.dispose();
  },
);
