import { expect, test } from 'vitest';
import type { ReadinessReport } from './index.ts';
import { serve } from './server.fixture.ts';

async function get(url: string) {
  const response = await fetch(url);
  return { status: response.status, body: await response.json() };
}

test.each<[string, () => ReadinessReport, number, object]>([
  [
    'everything is there',
    () => ({ film: true, store: true }),
    200,
    { status: 'ok', checks: { film: 'ok', store: 'ok' } },
  ],
  [
    'a part is not',
    () => ({ film: false, store: true }),
    503,
    { status: 'unavailable', checks: { film: 'unavailable', store: 'ok' } },
  ],
  [
    'something is to be seen to',
    () => ({ film: true, schema: 'refused' }),
    200,
    { status: 'ok', checks: { film: 'ok' }, warnings: { schema: 'refused' } },
  ],
  [
    'it cannot be found out',
    () => {
      throw new Error('secret');
    },
    503,
    { status: 'unavailable', checks: {} },
  ],
])('readiness when %s', async (_, ready, status, body) => {
  const server = await serve({ ready });
  const [readiness, liveness] = [await get(`${server.origin}/health/ready`), await get(`${server.origin}/health/live`)];
  const plain = await get(`${server.origin}/health`);
  await server.stop();
  expect(plain).toEqual(readiness);
  expect(readiness).toEqual({ status, body });
  expect(liveness).toEqual({ status: 200, body: { status: 'ok' } });
});

test('without a report an instance that answers is ready', async () => {
  const server = await serve();
  const readiness = await get(`${server.origin}/health/ready`);
  await server.stop();
  expect(readiness).toEqual({ status: 200, body: { status: 'ok', checks: {} } });
});

test('HEAD is answered without a body', async () => {
  const server = await serve();
  const response = await fetch(`${server.origin}/health/live`, { method: 'HEAD' });
  await server.stop();
  expect([response.status, await response.text()]).toEqual([200, '']);
});
