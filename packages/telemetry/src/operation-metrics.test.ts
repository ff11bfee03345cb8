import { expect, test } from 'vitest';
import { Metrics } from './metrics.ts';

test('a scrape tells how many operations are under way, and how many were too many', async () => {
  const metrics = new Metrics({ ofProcess: false });
  let counts = { inFlight: 3, refused: 0 };
  metrics.gateway.showOperations(() => counts);
  await metrics.registry.metrics();
  counts = { inFlight: 1, refused: 12 };
  const text = await metrics.registry.metrics();
  expect(text.split('\n').filter((line) => line.startsWith('gateway_operations'))).toEqual([
    'gateway_operations_in_flight 1',
    'gateway_operations_refused_total 12',
  ]);
});
