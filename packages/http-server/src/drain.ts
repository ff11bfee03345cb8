import type { Server, ServerResponse } from 'node:http';
import type { Logger } from '@reelhouse/logging';

/** What is left open beside requests. */
export interface Drained {
  /** Has it end; settles when nothing is left. */
  drain(): Promise<void>;
  /** Cuts off what is left. @returns how many there were. */
  cutOff(): number;
}

/** Counts the requests in flight, and closes servers without cutting them off. */
export class Drain {
  readonly #inFlight = new Set<ServerResponse>();
  #draining = false;
  #onEmpty: (() => void) | undefined;

  /** Whether the server is stopping. */
  get draining(): boolean {
    return this.#draining;
  }

  /** Counts a request until its response has been sent or its connection is gone. */
  track(response: ServerResponse): void {
    this.#inFlight.add(response);
    if (this.#draining) response.setHeader('connection', 'close');
    response.once('close', () => {
      this.#inFlight.delete(response);
      if (this.#inFlight.size === 0) this.#onEmpty?.();
    });
  }

  /**
   * Takes no more connections, closes the idle ones, and waits for the requests in flight.
   *
   * @param seconds after which what is left is cut off.
   * @param connections upgraded ones, of which node:http knows nothing any more.
   */
  async close(servers: readonly Server[], seconds: number, log: Logger, connections?: Drained): Promise<void> {
    this.#draining = true;
    const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
    for (const server of servers) server.closeIdleConnections();
    for (const response of this.#inFlight) if (!response.headersSent) response.setHeader('connection', 'close');
    await within(seconds, Promise.all([this.#empty(), connections?.drain()]));
    const sockets = connections?.cutOff() ?? 0;
    const requests = this.#inFlight.size;
    if (requests + sockets > 0) {
      log.warn({ requests, ...(sockets > 0 && { sockets }), seconds }, 'requests were cut off');
    }
    for (const server of servers) server.closeAllConnections();
    await Promise.all(closed);
  }

  async #empty(): Promise<void> {
    if (this.#inFlight.size > 0) await new Promise<void>((resolve) => (this.#onEmpty = resolve));
  }
}

async function within(seconds: number, done: Promise<unknown>): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    void done.finally(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
