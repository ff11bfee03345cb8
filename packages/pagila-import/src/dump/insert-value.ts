import type { DumpValue } from './dump-row.ts';
import type { Token } from './sql-lexer.ts';

/** A value of an INSERT that is neither a literal nor one of the few expressions that tools write for literals. */
export class UnreadableValue extends Error {
  override readonly name = 'UnreadableValue';
}

/** The text of an array: `{"Deleted Scenes",NULL}`. */
function arrayText(elements: readonly DumpValue[]): string {
  return `{${elements.map((element) => (element == null ? 'NULL' : `"${element.replace(/["\\]/g, '\\$&')}"`)).join(',')}}`;
}

/** Splits tokens at each symbol that is not within parentheses or brackets. */
function splitAt(separator: ',' | '::', tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    const symbol = token.kind === 'symbol' ? token.text : '';
    if (symbol === '(' || symbol === '[') depth += 1;
    if (symbol === ')' || symbol === ']') depth -= 1;
    if (symbol === separator && depth === 0) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function keyword({ text }: Token): DumpValue {
  if (text === 'null') return null;
  if (text === 'default') return undefined;
  if (text === 'true' || text === 'false') return text;
  throw new UnreadableValue('it is a name, not a value');
}

/** `string_to_array('a,b', ',')` and `decode('ff', 'hex')`: what some tools write for literals. */
function call(name: string, args: readonly DumpValue[]): DumpValue {
  const [first, second] = args;
  if (args.length === 2 && first != null && second != null) {
    if (name === 'string_to_array') return arrayText(first === '' ? [] : first.split(second));
    if (name === 'decode' && second === 'hex') return `\\x${first}`;
  }
  throw new UnreadableValue(`${name}(…) is not a value`);
}

/**
 * What the tokens between two commas of VALUES stand for. Casts are dropped: the column knows its type.
 *
 * @throws {UnreadableValue} if it has to be computed.
 */
export function readInsertValue(tokens: readonly Token[]): DumpValue {
  const value = tokens.length === 1 ? tokens : (splitAt('::', tokens)[0] ?? []);
  const [first, second] = value;
  const last = value.at(-1);
  if (!first || !last) throw new UnreadableValue('a value is missing');
  if (value.length === 1) return first.kind === 'string' || first.kind === 'number' ? first.text : keyword(first);
  if (first.kind === 'symbol' && value.length === 2 && last.kind === 'number' && /^[+-]$/.test(first.text)) {
    return first.text === '-' ? `-${last.text}` : last.text;
  }
  if (first.text === '(' && last.text === ')') return readInsertValue(value.slice(1, -1));
  if (first.kind === 'word') {
    if (first.text === 'array' && second?.text === '[' && last.text === ']') {
      const elements = value.slice(2, -1);
      return arrayText(elements.length === 0 ? [] : splitAt(',', elements).map(readInsertValue));
    }
    if (second?.text === '(' && last.text === ')') {
      return call(first.text, splitAt(',', value.slice(2, -1)).map(readInsertValue));
    }
    // Such as timestamp without time zone '2005-05-24 22:53:30'.
    if (last.kind === 'string' && value.slice(0, -1).every(({ kind }) => kind === 'word')) return last.text;
  }
  throw new UnreadableValue('it is an expression, not a value');
}
