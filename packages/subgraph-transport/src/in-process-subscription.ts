import { subscribe, type ExecutionArgs, type ExecutionResult } from 'graphql';
import { ResponseStream } from './response-stream.ts';
import type { SubgraphResponse } from './subgraph-transport.ts';

/** Makes of what happened what a client is told. */
export interface Told {
  respond(result: ExecutionResult): SubgraphResponse;
  /** Of what no schema throws by itself. */
  failed(error: unknown): SubgraphResponse;
}

/**
 * Subscribes on a schema in this process.
 *
 * @param makeContext called once, for all results.
 */
export function subscribeInProcess(
  operation: Omit<ExecutionArgs, 'contextValue'>,
  makeContext: () => unknown,
  signal: AbortSignal,
  told: Told,
): ResponseStream {
  const follow = async (stream: ResponseStream): Promise<void> => {
    try {
      const source = await subscribe({ ...operation, contextValue: await makeContext() });
      if (!(Symbol.asyncIterator in source)) {
        stream.end(told.respond(source));
        return;
      }
      // A source that waits is left alone: its `return()` would wait with it.
      stream.onOver(() => void source.return(undefined).then(undefined, () => undefined));
      for (;;) {
        await stream.room();
        if (stream.isOver()) return;
        const { done, value } = await source.next();
        if (done) break;
        stream.push(told.respond(value));
      }
      stream.end();
    } catch (error) {
      if (!stream.isOver()) stream.end(told.failed(error));
    }
  };
  return new ResponseStream(signal, (stream) => void follow(stream));
}
