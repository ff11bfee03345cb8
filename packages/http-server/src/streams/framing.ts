import type { ExecutionResult } from 'graphql';
import { isLast } from './held-stream.ts';
import type { HttpStreamTransport } from './accepted-transport.ts';
import { type SharedResults, type Listener } from './shared-results.ts';

/** How results are put into the body of an HTTP answer. */
export interface Framing {
  readonly transport: HttpStreamTransport;
  readonly contentType: string;
  /** What is sent at once, so that the client knows that it listens. */
  readonly opening: string;
  /** What keeps the connection open while nothing happens. */
  readonly heartbeat: string;
  readonly closing: string;
  /** @param json a result as it is sent. */
  frame(json: string): string;
  /** Frames the last result of a stream, which says why it ends. */
  frameLast(json: string): string;
}

const nextEvent = (json: string) => `event: next\ndata: ${json}\n\n`;

/** GraphQL over server-sent events, in "distinct connections mode" (the protocol of graphql-sse). */
export const eventStreamFraming: Framing = {
  transport: 'event-stream',
  contentType: 'text/event-stream; charset=utf-8',
  opening: ':\n\n',
  heartbeat: ':\n\n',
  // An EventSource passes over an event without data.
  closing: 'event: complete\ndata:\n\n',
  frame: nextEvent,
  frameLast: nextEvent,
};

/**
 * A boundary follows each part at once, not the next part: clients take a part for complete when they see the boundary
 * after it.
 */
const part = (json: string) => `\r\ncontent-type: application/json\r\n\r\n${json}\r\n--graphql`;

/** Apollo's protocol for subscriptions over HTTP, `multipart/mixed;subscriptionSpec=1.0`. */
export const multipartFraming: Framing = {
  transport: 'multipart',
  contentType: 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0"',
  opening: `\r\n--graphql${part('{}')}`,
  heartbeat: part('{}'),
  closing: '--\r\n',
  frame: (json) => part(`{"payload":${json}}`),
  // It has errors only, and those stand beside the payload where the stream itself fails.
  frameLast: (json) => part(`{"payload":null,${json.slice(1)}`),
};

/** Frames a result once for all who listen. */
export class FramedResults {
  readonly #framing: Framing;
  readonly #shared: SharedResults;
  readonly #frames = new WeakMap<ExecutionResult, Buffer>();

  constructor(framing: Framing, shared: SharedResults) {
    this.#framing = framing;
    this.#shared = shared;
  }

  of(result: ExecutionResult, listener: Listener): Buffer {
    const known = this.#frames.get(result);
    if (known) return known;
    const { json } = this.#shared.of(result, listener);
    const frame = Buffer.from(isLast(result) ? this.#framing.frameLast(json) : this.#framing.frame(json));
    this.#frames.set(result, frame);
    return frame;
  }
}
