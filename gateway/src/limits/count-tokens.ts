import { Lexer, Source, TokenKind, type Token } from 'graphql';

/** What is known of a text before it is parsed. */
export interface TokenCount {
  /** Up to where reading stopped. */
  readonly tokens: number;
  /** Why it is not parsed; undefined if it can be. */
  readonly problem?: 'too-long' | 'too-deep' | 'long-name' | 'unparsable';
}

/** Brackets of all kinds in each other. Parsers, and all who read what they made, go down by recursion. */
export const maxNesting = 200;

/** Characters of a name. Those that the schema does not know are compared with all that it does, to suggest one. */
export const maxNameLength = 100;

/** Characters that a text may have for each token that it may have. For the place of each error, all before it are read. */
export const charactersPerToken = 32;

const newLine = 10;
const carriageReturn = 13;
const hash = 35;

/** Reads the tokens of a text, and no more of them than it may have: so it takes no longer for a text of any size. */
export function countTokens(text: string, maxTokens: number): TokenCount {
  if (text.length > maxTokens * charactersPerToken || hasTooManyLines(text, maxTokens))
    return { tokens: maxTokens + 1, problem: 'too-long' };
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  let nesting = 0;
  for (;;) {
    const token = nextToken(lexer);
    if (!token) return { tokens, problem: 'unparsable' };
    const { kind, start, end } = token;
    if (kind === TokenKind.EOF) return { tokens };
    tokens += 1;
    if (tokens > maxTokens) return { tokens, problem: 'too-long' };
    if (kind === TokenKind.NAME && end - start > maxNameLength) return { tokens, problem: 'long-name' };
    nesting += nestingOf(kind);
    if (nesting > maxNesting) return { tokens, problem: 'too-deep' };
  }
}

/** Undefined where no token can be read. */
function nextToken(lexer: Lexer): Token | undefined {
  try {
    return lexer.advance();
  } catch {
    return undefined;
  }
}

function nestingOf(kind: TokenKind): number {
  switch (kind) {
    case TokenKind.BRACE_L:
    case TokenKind.BRACKET_L:
    case TokenKind.PAREN_L:
      return 1;
    case TokenKind.BRACE_R:
    case TokenKind.BRACKET_R:
    case TokenKind.PAREN_R:
      return -1;
    default:
      return 0;
  }
}

/**
 * Lines and comments are as many as tokens may be: reading a comment takes as long as a token, and for the place of each error all
 * lines before it are counted.
 */
function hasTooManyLines(text: string, max: number): boolean {
  if (text.length <= max) return false;
  let lines = 0;
  for (let index = 0; index < text.length && lines <= max; index += 1) {
    const code = text.charCodeAt(index);
    if (code === newLine || code === hash || isLoneReturn(text, index)) lines += 1;
  }
  return lines > max;
}

/** A carriage return that a line ends with, and not its line feed. */
function isLoneReturn(text: string, index: number): boolean {
  return text.charCodeAt(index) === carriageReturn && text.charCodeAt(index + 1) !== newLine;
}
