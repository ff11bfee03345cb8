import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, parse, type GraphQLSchema } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/http';
import type { SubgraphSubscriptionOperation } from '../subgraph-transport.ts';

/** A schema with one subscription, whose events a test gives. */
export function tickingSchema(ticks: Ticks): GraphQLSchema {
  const schema = buildSchema('type Query { a: Int } type Subscription { tick(from: Int): Int, fails: Int }');
  const fields = schema.getSubscriptionType()!.getFields();
  fields['tick']!.subscribe = () => ticks.source();
  fields['fails']!.subscribe = () => {
    throw new Error('relation "tick" does not exist');
  };
  return schema;
}

/** What a test gives a subgraph to tell. */
export class Ticks {
  /** How many listen. */
  listeners = 0;
  /** How many events were taken. */
  taken = 0;
  readonly #waiting: number[] = [];
  readonly #changes: (() => void)[] = [];
  #wake: (() => void) | undefined;
  #isOver = false;

  tell(...numbers: number[]): void {
    this.#waiting.push(...numbers);
    this.#wake?.();
  }

  end(): void {
    this.#isOver = true;
    this.#wake?.();
  }

  /** Resolves when as many listen, or as many events were taken. */
  async until(holds: (ticks: Ticks) => boolean): Promise<void> {
    while (!holds(this)) await new Promise<void>((resolve) => this.#changes.push(resolve));
  }

  source(): AsyncIterableIterator<{ tick: number }> {
    this.listeners++;
    this.#changed();
    let hasLeft = false;
    const leave = async (): Promise<IteratorResult<{ tick: number }>> => {
      if (!hasLeft) this.listeners--;
      hasLeft = true;
      this.#wake?.();
      this.#changed();
      return { value: undefined, done: true };
    };
    const source: AsyncIterableIterator<{ tick: number }> = {
      next: async () => {
        while (this.#waiting.length === 0 && !this.#isOver && !hasLeft) {
          await new Promise<void>((resolve) => (this.#wake = resolve));
        }
        const tick = hasLeft ? undefined : this.#waiting.shift();
        if (tick === undefined) return leave();
        this.taken++;
        this.#changed();
        return { value: { tick }, done: false };
      },
      return: leave,
      throw: leave,
      [Symbol.asyncIterator]: () => source,
    };
    return source;
  }

  #changed(): void {
    for (const change of this.#changes.splice(0)) change();
  }
}

/** A subgraph that answers subscriptions by graphql-sse. */
export async function startEventServer(ticks: Ticks, port = 0) {
  const requests: IncomingMessage[] = [];
  const schema = tickingSchema(ticks);
  const handler = createHandler({ schema });
  const server = createServer((request, response) => {
    requests.push(request);
    // Who leaves before the first byte breaks its handler.
    handler(request, response).catch(() => undefined);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    requests,
    port: (server.address() as AddressInfo).port,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    /** Cuts every connection, as a process does that is killed. */
    async kill(): Promise<void> {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A subscription of one field. */
export function subscriptionTo(field: string): SubgraphSubscriptionOperation {
  const query = `subscription ($from: Int) { ${field} }`;
  return { query: field === 'tick' ? query.replace('tick', 'tick(from: $from)') : query, document: parse(query) };
}

/** What a client gets, as it comes. */
export async function read<T>(responses: AsyncIterator<T>, count = Infinity): Promise<T[]> {
  const got: T[] = [];
  while (got.length < count) {
    const { done, value } = await responses.next();
    if (done) break;
    got.push(value);
  }
  return got;
}
