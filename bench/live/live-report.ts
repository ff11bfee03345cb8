import Table from 'cli-table3';

/** What was measured of one way to serve a subscription to so many listeners. */
export interface LiveFigures {
  readonly title: string;
  readonly listeners: number;
  /** Milliseconds from the event to a listener that has it. */
  readonly p50: number;
  readonly p99: number;
  /** Requests to subgraphs that one event costs. */
  readonly fetchesPerEvent: number;
  /** What the gateway's process grew by for each listener that waits; undefined where it is too few to tell. */
  readonly bytesPerListener: number | undefined;
}

/** The figures as a table. */
export function liveTable(figures: readonly LiveFigures[]): string {
  const table = new Table({
    head: ['served by', 'listeners', 'p50 ms', 'p99 ms', 'fetches/event', 'kB/idle listener'],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
    style: { head: [] },
  });
  for (const { title, listeners, p50, p99, fetchesPerEvent, bytesPerListener } of figures) {
    table.push([
      title,
      listeners,
      p50.toFixed(1),
      p99.toFixed(1),
      fetchesPerEvent.toFixed(1),
      bytesPerListener === undefined ? '' : (bytesPerListener / 1000).toFixed(1),
    ]);
  }
  return table.toString();
}
