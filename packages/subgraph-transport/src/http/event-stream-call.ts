import type { Dispatcher } from 'undici';
import { CallFailure, failureOfStatus, tooLarge, unacceptable } from './call-failure.ts';
import { EventStreamReader, type ServerSentEvent } from './event-stream-reader.ts';
import type { HttpAnswer } from './http-call.ts';

/** Takes what a subgraph sends; a promise says when it may send more. */
export type TakeEvent = (event: ServerSentEvent) => Promise<void> | undefined;

/** One subscription on the wire. */
export class EventStreamCall implements Dispatcher.DispatchHandler {
  /** Resolves when the subgraph begins to answer. Rejects with a `CallFailure`. */
  readonly begun: Promise<void>;
  /** Resolves at the end of the response: to the response itself, if it is no stream of events. */
  readonly ended: Promise<HttpAnswer | undefined>;
  readonly #maxBytes: number;
  readonly #take: TakeEvent;
  readonly #reader: EventStreamReader;
  #begin!: () => void;
  #end!: (answer: HttpAnswer | undefined) => void;
  #fail!: (failure: CallFailure) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #abandoned: CallFailure | undefined;
  /** Undefined while what comes is a stream of events. */
  #answer: { readonly status: number; readonly encoding: string | undefined; readonly chunks: Buffer[] } | undefined;
  #bytes = 0;

  /** @param maxBytes that one event may have. */
  constructor(maxBytes: number, take: TakeEvent) {
    this.#maxBytes = maxBytes;
    this.#take = take;
    this.#reader = new EventStreamReader(maxBytes);
    const failed: ((failure: CallFailure) => void)[] = [];
    this.begun = new Promise((resolve, reject) => {
      this.#begin = resolve;
      failed.push(reject);
    });
    this.ended = new Promise((resolve, reject) => {
      this.#end = resolve;
      failed.push(reject);
    });
    this.#fail = (failure) => {
      for (const reject of failed) reject(failure);
    };
    // Who waits for the beginning is told of a failure there.
    this.ended.catch(() => undefined);
    this.begun.catch(() => undefined);
  }

  /** Closes the connection, by which the subgraph learns that nobody listens. */
  abandon(failure: CallFailure): void {
    this.#abandoned ??= failure;
    if (this.#controller) this.#controller.abort(failure);
    else this.#fail(failure);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#abandoned) controller.abort(this.#abandoned);
    else this.#controller = controller;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    const encoding = headers['content-encoding'] === undefined ? undefined : String(headers['content-encoding']);
    const failure = failureOfStatus(status);
    if (failure) {
      this.abandon(failure);
      return;
    }
    const isStream = /^text\/event-stream\b/i.test(String(headers['content-type'])) && status < 300;
    if (!isStream) this.#answer = { status, encoding: encoding?.toLowerCase(), chunks: [] };
    else if (encoding !== undefined && !asIs.has(encoding)) {
      this.abandon(unacceptable('the events are encoded in a way that was not asked for', 'failure'));
      return;
    }
    this.#begin();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#answer) {
      this.#bytes += chunk.length;
      if (this.#bytes > this.#maxBytes) this.abandon(tooLarge());
      else this.#answer.chunks.push(chunk);
      return;
    }
    try {
      let room: Promise<void> | undefined;
      for (const event of this.#reader.read(chunk)) room = this.#take(event);
      if (!room) return;
      controller.pause();
      void room.then(() => controller.resume());
    } catch (error) {
      this.abandon(error instanceof CallFailure ? error : unacceptable('the events are not of GraphQL', 'failure'));
    }
  }

  onResponseEnd(): void {
    const answer = this.#answer;
    this.#end(answer && { ...answer, body: Buffer.concat(answer.chunks) });
  }

  onResponseError(_controller: unknown, error: Error): void {
    const sent = this.#controller !== undefined;
    const about = { verdict: 'failure', mayPass: true, sent, cause: error } as const;
    this.#fail(this.#abandoned ?? new CallFailure(error.message, about));
  }
}

/** Encodings that change nothing; the second is no standard's, and what graphql-sse says to keep proxies from compressing. */
const asIs: ReadonlySet<string> = new Set(['identity', 'none']);
