import { Counter, Gauge, type Registry } from 'prom-client';

/** What a server tells of its operations when it is asked. */
export interface OperationCounts {
  readonly inFlight: number;
  /** Since its start: those that were refused because as many were under way as may be. */
  readonly refused: number;
}

/** Shows how busy a server is; the counts are read when somebody scrapes. */
export function showOperations(registry: Registry, counts: () => OperationCounts): void {
  const registers = [registry];
  const inFlight: Gauge = new Gauge({
    name: 'gateway_operations_in_flight',
    help: 'Operations that are under way',
    registers,
    collect: () => inFlight.set(counts().inFlight),
  });
  const refused: Counter = new Counter({
    name: 'gateway_operations_refused_total',
    help: 'Operations that were refused because as many were under way as may be',
    registers,
    collect() {
      refused.reset();
      refused.inc(counts().refused);
    },
  });
}
