import type { Token } from './sql-lexer.ts';

/** The name of a table in a statement. */
export interface TableName {
  readonly schema: string | undefined;
  readonly name: string;
  /** How many tokens it takes. */
  readonly length: number;
}

const isName = (token: Token | undefined): token is Token => token?.kind === 'word' || token?.kind === 'identifier';

/** Reads `film`, `public.film` or `"public"."film"` where it begins in the tokens; undefined if there is no name. */
export function readTableName(tokens: readonly Token[], at: number): TableName | undefined {
  const first = tokens[at];
  if (!isName(first)) return undefined;
  const second = tokens[at + 2];
  if (tokens[at + 1]?.text !== '.' || !isName(second)) return { schema: undefined, name: first.text, length: 1 };
  return { schema: first.text, name: second.text, length: 3 };
}

/** Reads `(a, "b", c)` where it begins in the tokens; undefined if there is no list of names. */
export function readColumnList(
  tokens: readonly Token[],
  at: number,
): { columns: string[]; length: number } | undefined {
  if (tokens[at]?.text !== '(') return undefined;
  const columns: string[] = [];
  for (let i = at + 1; isName(tokens[i]); i += 2) {
    columns.push((tokens[i] as Token).text);
    const separator = tokens[i + 1]?.text;
    if (separator === ')') return { columns, length: i + 2 - at };
    if (separator !== ',') return undefined;
  }
  return undefined;
}
