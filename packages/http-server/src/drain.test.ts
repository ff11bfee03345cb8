import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { ask, serve } from './server.fixture.ts';

async function connected(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  await once(socket, 'connect');
  return socket;
}

async function exchange(socket: Socket, path: string): Promise<string> {
  socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`);
  const [answer] = (await once(socket, 'data')) as [string];
  return answer;
}

test('stop lets a request in flight finish, closes idle connections and refuses new requests', async () => {
  const server = await serve();
  const idle = await connected(server.port);
  expect(await exchange(idle, '/health/live')).toContain('200 OK');
  const [first, second, third] = [
    await connected(server.port),
    await connected(server.port),
    await connected(server.port),
  ];
  const slow = ask(server.url, '{ slow }');
  await server.entered.opened;

  const idleClosed = once(idle, 'close');
  const stopped = server.stop();
  expect(server.stop()).toBe(stopped);
  await idleClosed;
  await expect(ask(server.url, '{ hello }')).rejects.toThrow('fetch failed');
  expect(await exchange(first, '/graphql?query={hello}')).toMatch(/503 .*SHUTTING_DOWN/s);
  expect(await exchange(second, '/health/ready')).toMatch(/503 .*shutting down/s);
  expect(await exchange(third, '/health/live')).toMatch(/200 OK.*connection: close/is);

  server.release.open();
  const { response, body } = await slow;
  expect(body).toEqual({ data: { slow: 'done' } });
  expect(response.headers.get('connection')).toBe('close');
  await stopped;
});

test('a request that outlasts the drain is cut off', async () => {
  const server = await serve({ drainSeconds: 0.05 });
  const cutOff = expect(ask(server.url, '{ slow }')).rejects.toThrow('fetch failed');
  await server.entered.opened;
  await server.stop();
  await cutOff;
  expect(server.lines).toContainEqual(expect.objectContaining({ msg: 'requests were cut off', requests: 1 }));
  server.release.open();
});

test('a connection that never sent anything does not hold the stop up', async () => {
  const server = await serve({ drainSeconds: 60 });
  const silent = await connected(server.port);
  const closed = once(silent, 'close');
  await Promise.all([server.stop(), closed]);
});
