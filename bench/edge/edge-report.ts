import Table from 'cli-table3';
import type { Figures } from '../gateway/rounds.ts';
import type { RunningSetUp } from '../gateway/running-set-ups.ts';
import type { Target } from '../gateway/targets.ts';
import type { Abused } from './abuse.ts';
import { attacks } from './attacks/attacks.ts';
import type { Goodput } from './goodput.ts';

const style = { head: [], border: [] };

/** Set-ups, beside the first of them: by requests/s, and by CPU, which another process disturbs less. */
export function lanesTable<Id extends string>(
  all: readonly Pick<RunningSetUp<Id>, 'id' | 'title'>[],
  figures: ReadonlyMap<Id, Figures>,
): string {
  const first = all[0] && figures.get(all[0].id);
  const table = tableOf([
    '',
    'requests/s',
    'of the first',
    'µs',
    'µs more',
    'by µs',
    'p50 ms',
    'p99 ms',
    'busy',
    'RSS MB',
  ]);
  for (const { id, title } of all) {
    const found = figures.get(id);
    if (!found || !first) continue;
    table.push([
      title,
      found.requestsPerSecond.toFixed(0),
      (found.requestsPerSecond / first.requestsPerSecond).toFixed(2),
      found.gatewayCpu.toFixed(0),
      (found.gatewayCpu - first.gatewayCpu).toFixed(0),
      (first.gatewayCpu / found.gatewayCpu).toFixed(2),
      found.p50.toFixed(1),
      found.p99.toFixed(1),
      percent(found.busy),
      (found.rssBytes / 1e6).toFixed(0),
    ]);
  }
  return table.toString();
}

/** What is answered when more is asked than can be. */
export function goodputTable(all: readonly Goodput[]): string {
  const table = tableOf([
    'rows',
    'in flight',
    'capacity/s',
    'offered',
    'sent/s',
    'answered/s',
    'of capacity',
    'within 1 s',
    'refused/s',
    'p50 ms',
    'p99 ms',
    'lost',
  ]);
  for (const one of all) {
    const { resolution, limit, capacity, multiple, seconds } = one;
    table.push([
      resolution,
      limit === null ? 'no limit' : String(limit),
      capacity.toFixed(0),
      `${multiple} ×`,
      (one.sent / seconds).toFixed(0),
      (one.succeeded / seconds).toFixed(0),
      (one.succeeded / seconds / capacity).toFixed(2),
      (one.inTime / seconds / capacity).toFixed(2),
      (one.refused / seconds).toFixed(0),
      one.p50?.toFixed(0) ?? '',
      one.p99?.toFixed(0) ?? '',
      String(one.lost),
    ]);
  }
  return table.toString();
}

/** What became of a probe under each attack. */
export function abuseTable({ peace, attacked }: Abused): string {
  const table = tableOf([
    'attack',
    'sent/s',
    'MB/s',
    'p50 ms',
    'p99 ms',
    'of peace',
    'failed',
    'CPU',
    'RSS +MB',
    'answered',
  ]);
  table.push([
    'peace',
    '',
    '',
    peace.p50.toFixed(1),
    peace.p99.toFixed(1),
    '',
    String(peace.failed),
    percent(peace.busy),
    '',
    '',
  ]);
  for (const one of attacked) {
    const answers = Object.entries(one.answers).sort(([, a], [, b]) => b - a);
    const shown = answers.map(([what, count]) => `${count} × ${what}`);
    table.push([
      attacks[one.name].title,
      one.sentPerSecond.toFixed(0),
      (one.bytesPerSecond / 1e6).toFixed(1),
      one.p50.toFixed(1),
      one.p99.toFixed(1),
      (one.p99 / peace.p99).toFixed(1),
      String(one.failed),
      percent(one.busy),
      (one.rssGrowth / 1e6).toFixed(0),
      [...shown, ...(one.unanswered > 0 ? [`${one.unanswered} × nothing yet`] : [])].join('\n'),
    ]);
  }
  return table.toString();
}

/** The targets, and whether they are met. */
export function edgeTargetTable(targets: readonly Target[]): string {
  const table = new Table({ head: ['target', 'aim', 'measured', ''], style });
  for (const { name, aim, measured, met } of targets) {
    table.push([name, aim, measured.toFixed(2), met ? 'met' : 'not met']);
  }
  return table.toString();
}

function tableOf(head: readonly string[]): Table.Table {
  const colAligns = head.map((name, index) =>
    index === 0 || name === 'answered' ? ('left' as const) : ('right' as const),
  );
  return new Table({ head: [...head], colAligns, style });
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
