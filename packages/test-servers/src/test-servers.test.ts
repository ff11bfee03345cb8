import { createConnection } from 'node:net';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { isInstalled, startNats, startRedis } from './index.ts';

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
