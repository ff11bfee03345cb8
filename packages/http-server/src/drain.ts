import type { Server, ServerResponse } from 'node:http';
import type { Logger } from '@reelhouse/logging';

/** Counts the requests in flight, and closes a server without cutting them off. */
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
   * @param seconds after which the requests that are left are cut off.
   */
  async close(server: Server, seconds: number, log: Logger): Promise<void> {
    this.#draining = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    for (const response of this.#inFlight) if (!response.headersSent) response.setHeader('connection', 'close');
    await this.#empty(seconds);
    if (this.#inFlight.size > 0) log.warn({ requests: this.#inFlight.size, seconds }, 'requests were cut off');
    server.closeAllConnections();
    await closed;
  }

  async #empty(seconds: number): Promise<void> {
    if (this.#inFlight.size === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, seconds * 1000);
      this.#onEmpty = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
