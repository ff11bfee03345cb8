import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import type { IncomingRequest } from './options.ts';
import { ask, serve } from './server.fixture.ts';

async function serveWithSignals() {
  const signals: (AbortSignal | undefined)[] = [];
  const context = ({ requestId, log, signal }: IncomingRequest) => {
    signals.push(signal);
    return { requestId, log };
  };
  return { server: await serve({ context }), signals };
}

test('a client that goes away before its answer was sent aborts the signal of its request', async () => {
  const { server, signals } = await serveWithSignals();
  const socket = connect(server.port, '127.0.0.1');
  socket.write('GET /graphql?query={slow} HTTP/1.1\r\nhost: x\r\napollo-require-preflight: 1\r\n\r\n');
  await server.entered.opened;
  const [signal] = signals;
  expect(signal?.aborted).toBe(false);
  const aborted = signal && once(signal, 'abort');
  socket.destroy();
  await aborted;
  server.release.open();
  await server.stop();
});

test('a client that gets its answer does not, whether it stays or not', async () => {
  const { server, signals } = await serveWithSignals();
  await ask(server.url, '{ hello }');
  await ask(server.url, '{ hello }', { connection: 'close' });
  await server.stop();
  expect(signals.map((signal) => signal?.aborted)).toEqual([false, false]);
});
