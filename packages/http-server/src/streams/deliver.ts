import { GraphQLError, type ExecutionResult } from 'graphql';
import { isLast, type HeldStream } from './held-stream.ts';
import { endCodeOf, type StreamEnd } from './stream-end.ts';

/**
 * Sends what a stream brings until it ends.
 *
 * @param send settles when the connection has taken the result: until then the next is not asked for.
 */
export async function deliver(
  stream: HeldStream,
  send: (result: ExecutionResult) => Promise<void>,
): Promise<Omit<StreamEnd, 'transport'>> {
  for (let results = 0; ; results++) {
    const result = await stream.next().catch(broken);
    if (!result) return { results, end: stream.left ? 'left' : 'complete' };
    await send(result);
    if (isLast(result)) return { results, end: endCodeOf(result) };
  }
}

function broken(error: unknown): ExecutionResult {
  const originalError = error instanceof Error ? error : new Error(String(error));
  return { errors: [new GraphQLError(originalError.message, { originalError })] };
}
