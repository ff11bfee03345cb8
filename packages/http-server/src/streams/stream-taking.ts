import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { takeStream, type ResultStream } from '../result-stream.ts';

/** Gets the stream that a request is answered with, and the context of that request. */
export type Take<Context extends BaseContext> = (stream: ResultStream, context: Context) => void;

/**
 * Says for requests to an Apollo Server that their clients take a stream. Apollo Server executes with a copy of the
 * context that it is given: only a plugin gets to see the one that the executor will.
 */
export class StreamTaking<Context extends BaseContext> {
  readonly #takers = new WeakMap<object, Take<Context>>();

  /** To be added to the Apollo Server before it starts. */
  get plugin(): ApolloServerPlugin<Context> {
    return {
      requestDidStart: async ({ request, contextValue }) => {
        const take = request.http && this.#takers.get(request.http);
        if (take) takeStream(contextValue, (stream) => take(stream, contextValue));
      },
    };
  }

  /** @param http the request as Apollo Server will get it. */
  expect(http: object, take: Take<Context>): void {
    this.#takers.set(http, take);
  }
}
