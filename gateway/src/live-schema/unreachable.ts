import { once } from 'node:events';
import type { RequestContext } from '@reelhouse/http-server';
import type { SubgraphTransport } from '@reelhouse/subgraph-transport';
import type { ServedSupergraph } from './served-supergraph.ts';

/**
 * The subgraphs that do not answer and that are a reason not to serve `next`: a subgraph that does not answer under
 * `current` either is not, because keeping the old schema would not bring it back.
 *
 * @param names of the subgraphs of `next` to ask.
 * @param seconds a subgraph that takes longer does not answer.
 * @param signal ends the waiting early; then the result says nothing.
 */
export async function unreachable<Context extends RequestContext>(
  current: ServedSupergraph<Context>,
  next: ServedSupergraph<Context>,
  names: readonly string[],
  seconds: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const over = AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]);
  const asked = names.map(async (name) => {
    const [answers, answered] = await Promise.all([
      ready(next.parts.transports.get(name), over),
      current.parts.transports.has(name) ? ready(current.parts.transports.get(name), over) : true,
    ]);
    return answers || !answered ? [] : [name];
  });
  return (await Promise.all(asked)).flat().sort();
}

async function ready<Context extends RequestContext>(
  transport: SubgraphTransport<Context> | undefined,
  over: AbortSignal,
): Promise<boolean> {
  if (!transport || over.aborted) return false;
  const asked = new AbortController();
  try {
    const late = once(over, 'abort', { signal: asked.signal }).then(
      () => false,
      () => false,
    );
    return await Promise.race([transport.ready(), late]);
  } finally {
    asked.abort();
  }
}
