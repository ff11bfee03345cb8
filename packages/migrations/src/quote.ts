/** A name as SQL takes it, whatever characters it holds. For statements that take no parameters, such as GRANT. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
