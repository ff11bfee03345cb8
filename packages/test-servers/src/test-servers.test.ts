import { createConnection, createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { isInstalled, startNats, startProxy, startRedis } from './index.ts';

async function firstWords(url: string, question = ''): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = createConnection(Number(port), hostname);
  socket.write(question);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return answer.toString();
}

describe.skipIf(!isInstalled('nats-server'))('a NATS server', () => {
  test('answers, and again after it was killed', async () => {
    const nats = await startNats();
    expect(await firstWords(nats.url)).toMatch(/^INFO .*"jetstream":true/);
    await nats.kill();
    await expect(firstWords(nats.url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await nats.start();
    expect(await firstWords(nats.url)).toMatch(/^INFO /);
    await nats.dispose();
  });
});

describe.skipIf(!isInstalled('redis-server'))('a Redis server', () => {
  test('answers, and is empty after it was killed', async () => {
    const redis = await startRedis();
    expect(await firstWords(redis.url, 'SET a 1\r\n')).toBe('+OK\r\n');
    await redis.kill();
    await redis.start();
    expect(await firstWords(redis.url, 'GET a\r\n')).toBe('$-1\r\n');
    await redis.dispose();
  });
});

test('a proxy passes on what it gets, and fails as it is told to', async () => {
  const greeting = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => socket.end(`got ${chunk.toString()}`));
  }).listen(0, '127.0.0.1');
  await once(greeting, 'listening');
  const proxy = await startProxy(`tcp://name@127.0.0.1:${(greeting.address() as AddressInfo).port}/path`);
  expect(proxy.url).toMatch(/^tcp:\/\/name@127\.0\.0\.1:\d+\/path$/);
  const ask = async (question: string) => firstWords(proxy.url, question);
  expect(await ask('a')).toBe('got a');

  proxy.cutBefore('b');
  expect(await ask('a')).toBe('got a');
  await expect(ask('b')).rejects.toMatchObject({ code: 'ECONNRESET' });

  await proxy.refuse();
  await expect(ask('a')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await proxy.restore();
  expect(await ask('b')).toBe('got b');

  await proxy.close();
  greeting.close();
  await once(greeting, 'close');
});
