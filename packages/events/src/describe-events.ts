import type { EventDefinition } from './event-definition.ts';

/**
 * The lines of a subgraph's README that list events, as a table of Markdown: a test compares them with the README.
 *
 * @returns "Nothing yet." if there are none.
 */
export function describeEvents(definitions: readonly EventDefinition[]): string {
  if (definitions.length === 0) return 'Nothing yet.';
  const rows = definitions
    .map(({ subject, version, aggregate, description }) => [`\`${subject}\``, `${version}`, aggregate, description])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  const head = ['subject', 'version', 'aggregate', 'what happened'];
  const widths = head.map((title, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0), title.length),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
