import type { ExecutionResult } from 'graphql';

/**
 * The results of a subscription: ends by itself, or when `return` is called because nobody listens any more; a `next` that is
 * under way then has to settle, too. A result without `data` is the last one: its errors say why the stream ends, and nothing
 * after it is asked for. One result may be given to many streams as the same object; it is put into words once.
 */
export type ResultStream = AsyncIterableIterator<ExecutionResult> & {
  return(): Promise<IteratorResult<ExecutionResult>>;
  throw(error: unknown): Promise<IteratorResult<ExecutionResult>>;
};

/** By the context of the request. */
const takers = new WeakMap<object, (stream: ResultStream) => void>();

/**
 * Says that the client of a request takes a stream of results. Apollo Server runs an operation to one result; a
 * subscription goes through it all the same, so that everything that is checked, limited and counted there holds for it.
 *
 * @param context as the executor gets it, which is a copy that Apollo Server makes of the one that it was given.
 */
export function takeStream(context: object, take: (stream: ResultStream) => void): void {
  takers.set(context, take);
}

/**
 * Answers a request with a stream; what Apollo Server is answered then is not sent, unless it has errors: then they are, and the
 * stream is let go of.
 *
 * @param context of the request.
 * @returns whether its client takes one. If not, nothing has been done with the stream.
 */
export function answerWithStream(context: object, stream: ResultStream): boolean {
  const take = takers.get(context);
  take?.(stream);
  return take !== undefined;
}

/** Whether the client of a request takes a stream of results. */
export function takesStream(context: object): boolean {
  return takers.has(context);
}
