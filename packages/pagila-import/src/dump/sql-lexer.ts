import { ImportRefused } from '../import-refused.ts';
import { decodeEscapeString } from './escapes.ts';

/** A piece of SQL. Words are in lower case, identifiers that were quoted are as they were written. */
export interface Token {
  readonly kind: 'word' | 'identifier' | 'string' | 'number' | 'symbol';
  readonly text: string;
  /** The line on which it begins. */
  readonly line: number;
}

/** Something that goes on in the next line. */
interface Open {
  readonly kind: 'string' | 'escape string' | 'identifier' | 'dollar' | 'comment';
  readonly line: number;
  /** Of a dollar quote: what ends it, such as `$body$`. */
  readonly tag: string;
  text: string;
  /** Of a comment: how many are open, because comments nest. */
  depth: number;
}

const longestToken = 256 * 1024 * 1024;
const blank = /[ \t\f\v\r]+/y;
const word = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y;
const number = /(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)/y;
const dollarQuote = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Cuts SQL into tokens line by line, and leaves out comments. */
export class SqlLexer {
  /** Whether a backslash in `'…'` is an ordinary character: the setting `standard_conforming_strings`. */
  standardStrings = true;
  readonly #emit: (token: Token) => void;
  #open: Open | undefined;

  /** @param emit takes each token as soon as it is complete. */
  constructor(emit: (token: Token) => void) {
    this.#emit = emit;
  }

  /** What has begun and not ended, and on which line. */
  get unfinished(): { readonly kind: string; readonly line: number } | undefined {
    return this.#open;
  }

  /** Reads a line; `line` is its number. */
  read(text: string, line: number): void {
    let at = this.#open ? this.#continue(text, 0) : 0;
    while (at < text.length) at = this.#open ? this.#continue(text, at) : this.#next(text, at, line);
    const open = this.#open;
    if (!open) return;
    open.text += '\n';
    if (open.text.length > longestToken)
      throw new ImportRefused(`line ${open.line}: a ${open.kind} of more than 256 MB`);
  }

  #next(text: string, at: number, line: number): number {
    const space = matchAt(blank, text, at);
    if (space !== undefined) return at + space.length;
    const character = text.charAt(at);
    const pair = text.slice(at, at + 2);
    if (character === "'") return this.#begin(this.standardStrings ? 'string' : 'escape string', at + 1, line);
    if (pair === "E'" || pair === "e'") return this.#begin('escape string', at + 2, line);
    if (character === '"') return this.#begin('identifier', at + 1, line);
    if (pair === '--') return text.length;
    if (pair === '/*') return this.#begin('comment', at + 2, line);
    const name = matchAt(word, text, at);
    if (name !== undefined) return this.#found('word', name.toLowerCase(), at + name.length, line);
    const digits = matchAt(number, text, at);
    if (digits !== undefined) return this.#found('number', digits, at + digits.length, line);
    const tag = character === '$' ? matchAt(dollarQuote, text, at) : undefined;
    if (tag !== undefined) return this.#begin('dollar', at + tag.length, line, tag);
    const symbol = pair === '::' ? pair : character;
    return this.#found('symbol', symbol, at + symbol.length, line);
  }

  #found(kind: Token['kind'], text: string, end: number, line: number): number {
    this.#emit({ kind, text, line });
    return end;
  }

  #begin(kind: Open['kind'], at: number, line: number, tag = ''): number {
    this.#open = { kind, line, tag, text: '', depth: 1 };
    return at;
  }

  /** Reads on in what is open; gives where it ended, or the end of the line. */
  #continue(text: string, at: number): number {
    const open = this.#open as Open;
    if (open.kind === 'comment') return this.#comment(open, text, at);
    const end = open.kind === 'dollar' ? text.indexOf(open.tag, at) : closingQuote(open.kind, text, at);
    if (end < 0) {
      open.text += text.slice(at);
      return text.length;
    }
    this.#open = undefined;
    const raw = open.text + text.slice(at, end);
    if (open.kind === 'dollar') return this.#found('string', raw, end + open.tag.length, open.line);
    if (open.kind === 'identifier') return this.#found('identifier', raw.replaceAll('""', '"'), end + 1, open.line);
    const value = open.kind === 'string' ? raw.replaceAll("''", "'") : decodeEscapeString(raw);
    return this.#found('string', value, end + 1, open.line);
  }

  #comment(open: Open, text: string, from: number): number {
    for (let at = from; at < text.length; at += 1) {
      const pair = text.slice(at, at + 2);
      if (pair !== '*/' && pair !== '/*') continue;
      at += 1;
      open.depth += pair === '/*' ? 1 : -1;
      if (open.depth > 0) continue;
      this.#open = undefined;
      return at + 1;
    }
    return text.length;
  }
}

/** Where the quote is that ends a string or an identifier; -1 if it is not on this line. */
function closingQuote(kind: Open['kind'], text: string, from: number): number {
  const quote = kind === 'identifier' ? '"' : "'";
  let at = from;
  while (at < text.length) {
    const end = text.indexOf(quote, at);
    const backslash = kind === 'escape string' ? text.indexOf('\\', at) : -1;
    if (backslash >= 0 && (end < 0 || backslash < end)) at = backslash + 2;
    else if (end < 0 || text.charAt(end + 1) !== quote) return end;
    else at = end + 2;
  }
  return -1;
}
