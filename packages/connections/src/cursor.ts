/**
 * A cursor names the place of an entry by the values that the list is sorted by (a keyset), not by counting, so that it
 * stays right when rows come and go, and finding page 10 000 costs what finding page 1 costs. It also names the order,
 * because a place in one order is none in another. Clients must not look inside.
 *
 * @param order the name of the order, from `SortOrder`.
 * @param keys the sort values of the entry, as PostgreSQL's text.
 */
export function encodeCursor(order: string, keys: readonly string[]): string {
  return Buffer.from(JSON.stringify([order, ...keys])).toString('base64url');
}

/** Longer than any cursor that we make: titles and names are at most 255 characters. */
const longestCursor = 4000;

/** The sort values in a cursor, or `undefined` if the text is no cursor of a list in this order. */
export function decodeCursor(cursor: string, order: string): readonly string[] | undefined {
  if (cursor.length > longestCursor) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
  if (!Array.isArray(value) || !value.every((part) => typeof part === 'string')) return undefined;
  const [name, ...keys] = value;
  // PostgreSQL's text cannot hold NUL, and would refuse the query rather than the cursor.
  return name === order && !keys.some((key) => key.includes('\0')) ? keys : undefined;
}
