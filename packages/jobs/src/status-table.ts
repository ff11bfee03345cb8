import type { Standing } from './standing.ts';
import type { LastRunRow } from './store/job-run.ts';
import type { JobRow } from './store/job.ts';

/** How a job stands, and how its last attempt ended. */
export interface JobStatus {
  /** With its subgraph: `rental.mark-overdue`. */
  readonly name: string;
  readonly row: JobRow;
  readonly standing: Standing;
  readonly last: LastRunRow | undefined;
}

const head = ['job', 'state', 'next', 'last run', 'outcome', 'took', 'progress', 'owner', 'error'];

/** How jobs stand, a line each under a head. Times are UTC. */
export function statusTable(statuses: readonly JobStatus[]): readonly string[] {
  const rows = [head, ...statuses.map(cells)];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function cells({ name, row, standing, last }: JobStatus): string[] {
  return [
    name,
    standing.is === 'blocked' ? `after ${standing.by.join(', ')}` : standing.is,
    time(nextAttempt(standing)),
    time(last?.startedAt),
    last?.outcome ?? 'never run',
    last ? `${((last.endedAt.getTime() - last.startedAt.getTime()) / 1000).toFixed(1)} s` : '',
    progress(row, last),
    row.owner ?? '',
    row.error ?? '',
  ];
}

/** When the job is run or tried next; undefined while it runs or waits for others. */
function nextAttempt(standing: Standing): Date | undefined {
  switch (standing.is) {
    case 'waiting':
    case 'failing':
      return standing.until;
    case 'due':
      return standing.dueAt;
    default:
      return undefined;
  }
}

/** Of the run that is not finished; else of the last one. */
function progress(row: JobRow, last: LastRunRow | undefined): string {
  if (row.dueAt === null) return last ? String(last.done) : '';
  return row.total === null ? String(row.done) : `${row.done} of ${row.total}`;
}

function time(moment: Date | undefined): string {
  return moment ? moment.toISOString().slice(0, 19).replace('T', ' ') : '';
}
