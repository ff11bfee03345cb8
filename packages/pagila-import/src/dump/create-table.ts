import type { Token } from './sql-lexer.ts';
import { readTableName } from './table-name.ts';

/** What a CREATE TABLE or ALTER TABLE says about a table. */
export interface TableDefinition {
  readonly name: string;
  /** The names of its columns in their order; undefined if it has those of its parent. */
  readonly columns?: readonly string[];
  /** The table that it is a partition or child of. */
  readonly parent?: string;
}

const notColumns = new Set(['constraint', 'primary', 'unique', 'check', 'foreign', 'exclude', 'like']);

/** The statement `CREATE TABLE … (…) [INHERITS (…)]` or `CREATE TABLE … PARTITION OF …`; undefined if it is neither. */
export function readCreateTable(tokens: readonly Token[]): TableDefinition | undefined {
  let at = 1;
  while (['unlogged', 'temporary', 'temp', 'global', 'local'].includes(tokens[at]?.text ?? '')) at += 1;
  if (tokens[at]?.text !== 'table') return undefined;
  at += tokens[at + 1]?.text === 'if' ? 4 : 1;
  const table = readTableName(tokens, at);
  if (!table) return undefined;
  at += table.length;
  if (tokens[at]?.text === 'partition') {
    const parent = readTableName(tokens, at + 2);
    return parent && { name: table.name, parent: parent.name };
  }
  if (tokens[at]?.text !== '(') return undefined;
  const { columns, end } = readDefinitions(tokens, at);
  const parent = tokens[end]?.text === 'inherits' ? readTableName(tokens, end + 2) : undefined;
  return {
    name: table.name,
    ...(parent && { parent: parent.name }),
    ...(columns.length > 0 && { columns }),
  };
}

/** The statement `ALTER TABLE … ATTACH PARTITION …`; undefined if it is another. */
export function readAttachPartition(tokens: readonly Token[]): TableDefinition | undefined {
  if (tokens[1]?.text !== 'table') return undefined;
  const parentAt = tokens[2]?.text === 'only' ? 3 : 2;
  const parent = readTableName(tokens, parentAt);
  if (!parent) return undefined;
  const at = parentAt + parent.length;
  if (tokens[at]?.text !== 'attach' || tokens[at + 1]?.text !== 'partition') return undefined;
  const child = readTableName(tokens, at + 2);
  return child && { name: child.name, parent: parent.name };
}

/** The first name of each definition between the parentheses that open at `start`. */
function readDefinitions(tokens: readonly Token[], start: number): { columns: string[]; end: number } {
  const columns: string[] = [];
  let depth = 0;
  let begins = false;
  for (let at = start; at < tokens.length; at += 1) {
    const { kind, text } = tokens[at] as Token;
    const symbol = kind === 'symbol' ? text : '';
    if (begins && (kind === 'identifier' || (kind === 'word' && !notColumns.has(text)))) columns.push(text);
    begins = (symbol === '(' && depth === 0) || (symbol === ',' && depth === 1);
    if (symbol === '(') depth += 1;
    if (symbol === ')') depth -= 1;
    if (depth === 0) return { columns, end: at + 1 };
  }
  return { columns, end: tokens.length };
}
