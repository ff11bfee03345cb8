import type { ServerResponse } from 'node:http';

/** The body of an answer that is sent bit by bit. */
export class StreamBody {
  readonly #response: ServerResponse;
  readonly #patience: number;
  #bytes = 0;
  #fullFor = 0;
  #stuck = false;

  /** @param patience how many heartbeats a client may take nothing for. */
  constructor(response: ServerResponse, patience: number) {
    this.#response = response;
    this.#patience = patience;
  }

  /** Bytes handed to the connection. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether the client was cut off because it took nothing. */
  get stuck(): boolean {
    return this.#stuck;
  }

  /** Settles when there is room for more, or the connection is gone. */
  async write(chunk: string | Buffer): Promise<void> {
    const response = this.#response;
    if (response.destroyed) return;
    this.#bytes += Buffer.byteLength(chunk);
    if (response.write(chunk)) return;
    await new Promise<void>((resolve) => {
      const settle = () => {
        this.#fullFor = 0;
        response.off('drain', settle).off('close', settle);
        resolve();
      };
      response.on('drain', settle).on('close', settle);
    });
  }

  /** Sends a sign of life, unless the client has not taken what was sent before: if it does not for long, it is cut off. */
  beat(sign: string): void {
    if (!this.#response.writableNeedDrain) void this.write(sign);
    else if (this.#fullFor++ >= this.#patience) {
      this.#stuck = true;
      this.#response.destroy();
    }
  }
}
