import { expect, test } from 'vitest';
import { Metrics } from './metrics.ts';

test('a scrape tells what subscriptions do now, and why they have ended', async () => {
  const metrics = new Metrics({ ofProcess: false });
  const ended: Record<string, number> = {};
  const counts = { listeners: 5, groups: 2, events: 7, executions: 6, failures: 1, deliveries: 30, replays: 3, ended };
  metrics.gateway.showSubscriptions(() => counts);
  await metrics.registry.metrics();
  ended['SUBSCRIBER_TOO_SLOW'] = 4;
  const text = await metrics.registry.metrics();
  expect(text.split('\n').filter((line) => line.startsWith('gateway_subscription'))).toEqual([
    'gateway_subscriptions 5',
    'gateway_subscription_groups 2',
    'gateway_subscription_events_total 7',
    'gateway_subscription_executions_total 6',
    'gateway_subscription_failures_total 1',
    'gateway_subscription_deliveries_total 30',
    'gateway_subscription_replays_total 3',
    'gateway_subscriptions_ended_total{code="SUBSCRIBER_TOO_SLOW"} 4',
  ]);
});
