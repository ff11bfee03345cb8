import { Counter, Gauge, type Registry } from 'prom-client';

/** What a gateway tells of its subscriptions when it is asked; counts since its start. */
export interface SubscriptionCounts {
  readonly listeners: number;
  readonly groups: number;
  readonly events: number;
  readonly executions: number;
  readonly failures: number;
  readonly deliveries: number;
  readonly replays: number;
  /** Streams that have ended, by the code. */
  readonly ended: Readonly<Record<string, number | undefined>>;
}

/** Shows what a gateway's subscriptions do; the counts are read when somebody scrapes. */
export function showSubscriptions(registry: Registry, counts: () => SubscriptionCounts): void {
  const registers = [registry];
  const gauge = (name: string, help: string, value: (of: SubscriptionCounts) => number): void => {
    const metric: Gauge = new Gauge({ name, help, registers, collect: () => metric.set(value(counts())) });
  };
  const counter = (name: string, help: string, value: (of: SubscriptionCounts) => number): void => {
    const metric: Counter = new Counter({
      name,
      help,
      registers,
      collect() {
        metric.reset();
        metric.inc(value(counts()));
      },
    });
  };
  gauge('gateway_subscriptions', 'Subscriptions that are open', ({ listeners }) => listeners);
  gauge('gateway_subscription_groups', 'Groups of subscriptions that share their results', ({ groups }) => groups);
  counter('gateway_subscription_events_total', 'Events, once for each group that wanted them', ({ events }) => events);
  counter('gateway_subscription_executions_total', 'Executions for events', ({ executions }) => executions);
  counter('gateway_subscription_failures_total', 'Executions for events that broke', ({ failures }) => failures);
  counter('gateway_subscription_deliveries_total', 'Results that were given to subscriptions', (of) => of.deliveries);
  counter('gateway_subscription_replays_total', 'Readings of what somebody had missed', ({ replays }) => replays);
  const ended: Counter<'code'> = new Counter({
    name: 'gateway_subscriptions_ended_total',
    help: 'Subscriptions that have ended, by why',
    labelNames: ['code'],
    registers,
    collect() {
      ended.reset();
      for (const [code, count] of Object.entries(counts().ended)) ended.inc({ code }, count);
    },
  });
}
