import type { Token } from './sql-lexer.ts';

/** Reads one statement token by token. */
export interface StatementReader {
  /** The line on which the statement begins. */
  readonly line: number;
  /** Takes the next token and says whether the statement ends with it. */
  read(token: Token): boolean;
}

const mostTokens = 10_000;

/**
 * Collects the tokens of a statement up to its semicolon. Of a very long one, which can be none of those that matter
 * as a whole, only the first are kept.
 */
export class WholeStatement implements StatementReader {
  readonly line: number;
  readonly #tokens: Token[] = [];
  readonly #onEnd: (tokens: readonly Token[]) => void;
  #parentheses = 0;
  #body = 0;
  #previous = '';

  constructor(line: number, onEnd: (tokens: readonly Token[]) => void) {
    this.line = line;
    this.#onEnd = onEnd;
  }

  read(token: Token): boolean {
    const { kind, text } = token;
    if (kind === 'word') this.#followBody(text);
    // A rule may hold several statements in parentheses, a function in BEGIN ATOMIC … END.
    if (kind === 'symbol' && text === '(') this.#parentheses += 1;
    if (kind === 'symbol' && text === ')') this.#parentheses -= 1;
    if (kind === 'symbol' && text === ';' && this.#parentheses <= 0 && this.#body === 0) {
      this.#onEnd(this.#tokens);
      return true;
    }
    if (this.#tokens.length < mostTokens) this.#tokens.push(token);
    return false;
  }

  #followBody(word: string): void {
    if (this.#body === 0) this.#body = this.#previous === 'begin' && word === 'atomic' ? 1 : 0;
    else if (word === 'case') this.#body += 1;
    else if (word === 'end') this.#body -= 1;
    this.#previous = word;
  }
}
