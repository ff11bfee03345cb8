import Table from 'cli-table3';
import type { ColdFigures } from './cold-operations.ts';
import type { Figures } from './rounds.ts';
import { setUps, type SetUpId } from './set-ups.ts';
import type { Target } from './targets.ts';

const style = { head: [], border: [] };

/** The figures of the list operation, a set-up a line. */
export function listTable(figures: ReadonlyMap<SetUpId, Figures>): string {
  const head = ['', 'requests/s', 'p50 ms', 'p99 ms', 'gateway µs', 'subgraphs µs', 'busy', 'RSS MB'];
  return tableOf(head, (id) => {
    const found = figures.get(id);
    if (!found) return undefined;
    return [
      found.requestsPerSecond.toFixed(0),
      found.p50.toFixed(1),
      found.p99.toFixed(1),
      found.gatewayCpu.toFixed(0),
      found.subgraphCpu > 0 ? found.subgraphCpu.toFixed(0) : '',
      `${(found.busy * 100).toFixed(0)} %`,
      (found.rssBytes / 1e6).toFixed(0),
    ];
  });
}

/** The figures of distinct operations, a set-up a line: first seen, and in rotation. */
export function distinctTable(
  cold: ReadonlyMap<SetUpId, ColdFigures>,
  rotation: ReadonlyMap<SetUpId, Figures>,
): string {
  return tableOf(['', 'cold ms', 'cold p95 ms', 'requests/s in rotation', 'gateway µs', 'subgraphs µs'], (id) => {
    const first = cold.get(id);
    const again = rotation.get(id);
    if (!first || !again) return undefined;
    return [
      first.median.toFixed(1),
      first.p95.toFixed(1),
      again.requestsPerSecond.toFixed(0),
      again.gatewayCpu.toFixed(0),
      again.subgraphCpu > 0 ? again.subgraphCpu.toFixed(0) : '',
    ];
  });
}

/** The targets, and whether they are met. */
export function targetTable(byResolution: Readonly<Record<string, readonly Target[]>>): string {
  const table = new Table({ head: ['target', 'resolvers', 'aim', 'measured', ''], style });
  for (const [resolution, targets] of Object.entries(byResolution)) {
    for (const { name, aim, measured, met } of targets) {
      table.push([name, resolution, aim, measured.toFixed(2), met ? 'met' : 'not met']);
    }
  }
  return table.toString();
}

function tableOf(head: readonly string[], row: (id: SetUpId) => string[] | undefined): string {
  const table = new Table({
    head: [...head],
    colAligns: head.map((_, index) => (index === 0 ? 'left' : 'right')),
    style,
  });
  for (const { id, title } of setUps) {
    const cells = row(id);
    if (cells) table.push([title, ...cells]);
  }
  return table.toString();
}
