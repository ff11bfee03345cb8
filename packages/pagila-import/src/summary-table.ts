import Table from 'cli-table3';
import { describeBrokenRow } from './import-dump.ts';
import type { ImportSummary } from './import-options.ts';

/** What was imported, as a table with a line for each table, after the rows that were left out. */
export function formatSummary({ tables, leftOut, withoutPassword, passedOver, seconds }: ImportSummary): string {
  const table = new Table({
    head: ['table', 'read', 'written', 'left out'],
    colAligns: ['left', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const row of tables) table.push([row.table, row.read, row.written, row.leftOut]);
  const written = tables.reduce((sum, row) => sum + row.written, 0);
  return [
    ...leftOut.map((row) => `left out: ${describeBrokenRow(row)}`),
    ...withoutPassword.map(
      ({ staffId, line }) => `line ${line}, staff ${staffId}: the password was not taken, its form is not known`,
    ),
    ...(passedOver.length > 0 ? [`passed over, because they are no tables of Pagila: ${passedOver.join(', ')}`] : []),
    table.toString(),
    `${written} rows in ${seconds.toFixed(1)} s`,
  ].join('\n');
}
