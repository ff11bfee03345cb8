import type { ExecutionResult } from 'graphql';
import { clientError, errorCatalogue, type ErrorCode } from '@reelhouse/errors';
import type { ResultStream } from '../result-stream.ts';

/**
 * Whether a result is the last of its stream, and says why: one without `data`, not even null. The result of an event
 * always has it; what has none is a request that failed as a whole (GraphQL specification, "Response").
 */
export function isLast(result: ExecutionResult): boolean {
  return result.data === undefined;
}

/** A last result that says why a stream was ended. */
export function lastResult(code: ErrorCode): ExecutionResult {
  return { errors: [clientError(code, errorCatalogue[code].meaning)] };
}

/** A stream that a client listens to. It is let go of once, at once, whatever it is waiting for. */
export class HeldStream {
  readonly #stream: ResultStream;
  #over = false;
  #left = false;
  #returned = false;
  #last: ExecutionResult | undefined;
  #settle: ((result: ExecutionResult | undefined) => void) | undefined;

  constructor(stream: ResultStream) {
    this.#stream = stream;
  }

  /** Whether it was let go of before its end. */
  get left(): boolean {
    return this.#left;
  }

  /**
   * The next result; undefined when the stream has ended, or was let go of. Not to be called again before that.
   *
   * @throws what the stream throws.
   */
  next(): Promise<ExecutionResult | undefined> {
    if (this.#over) {
      const last = this.#last;
      this.#last = undefined;
      return Promise.resolve(last);
    }
    return new Promise((resolve, reject) => {
      this.#settle = (result) => {
        this.#settle = undefined;
        resolve(result);
      };
      this.#stream.next().then(
        ({ value, done }) => this.#got(done ? undefined : value),
        (error: unknown) => {
          if (this.#over) return;
          this.#over = this.#returned = true;
          this.#settle = undefined;
          reject(error instanceof Error ? error : new Error('a stream of results broke', { cause: error }));
        },
      );
    });
  }

  /** Lets go of the stream: nobody listens any more. */
  leave(): void {
    this.#left ||= !this.#over || this.#last !== undefined;
    this.#over = true;
    this.#last = undefined;
    this.#return();
    this.#settle?.(undefined);
  }

  /** Ends the stream from here; its last result says why. */
  end(code: ErrorCode): void {
    if (this.#over) return;
    this.#over = true;
    this.#return();
    if (this.#settle) this.#settle(lastResult(code));
    else this.#last = lastResult(code);
  }

  #got(result: ExecutionResult | undefined): void {
    if (this.#over) return;
    if (!result) this.#over = this.#returned = true;
    else if (isLast(result)) {
      this.#over = true;
      this.#return();
    }
    this.#settle?.(result);
  }

  #return(): void {
    if (this.#returned) return;
    this.#returned = true;
    // What a stream that nobody reads ends with is nobody's business.
    this.#stream.return().catch(() => undefined);
  }
}
