import type { LiveClient, Subscribed } from './live-clients.fixture.ts';

/** What a client has got of a subscription, in the order in which it came. */
export interface Listening {
  /** The next result: waits for it. Fails if the subscription ends first. */
  next(): Promise<{ readonly data?: unknown; readonly errors?: unknown }>;
  /** Resolves when the client says that nothing more comes, with the reason. */
  readonly ended: Promise<unknown>;
  /** Results that nobody has taken yet. */
  readonly waiting: number;
  stop(): void;
}

/** Subscribes with a client. */
export function listenWith(client: LiveClient, subscribed: Subscribed): Listening {
  type Result = Awaited<ReturnType<Listening['next']>>;
  const results: Result[] = [];
  const wanted: { readonly resolve: (result: Result) => void; readonly reject: (error: Error) => void }[] = [];
  let end: (reason: unknown) => void = () => undefined;
  let over: Error | undefined;
  const ended = new Promise<unknown>((resolve) => (end = resolve));
  const stop = client.subscribe(subscribed, {
    result(result) {
      const taker = wanted.shift();
      if (taker) taker.resolve(result);
      else results.push(result);
    },
    end(error) {
      over ??= new Error('the subscription has ended', { cause: error });
      for (const { reject } of wanted.splice(0)) reject(over);
      end(error);
    },
  });
  return {
    next() {
      const result = results.shift();
      if (result) return Promise.resolve(result);
      if (over) return Promise.reject(over);
      return new Promise((resolve, reject) => void wanted.push({ resolve, reject }));
    },
    ended,
    get waiting() {
      return results.length;
    },
    stop,
  };
}
