import type { ServerResponse } from 'node:http';
import type { BaseContext, HTTPGraphQLRequest } from '@apollo/server';
import type { Answer } from '../answer.ts';
import type { IncomingRequest } from '../options.ts';
import { tooManyConnections } from '../refusal.ts';
import { dataHeaders } from '../security-headers.ts';
import type { HttpStreamTransport } from './accepted-transport.ts';
import { eventStreamFraming, FramedResults, multipartFraming, type Framing } from './framing.ts';
import { Heartbeat } from './heartbeat.ts';
import { deliver } from './deliver.ts';
import { HeldStream } from './held-stream.ts';
import { subjectOf, type LiveStreams } from './live-streams.ts';
import type { Listener } from './shared-results.ts';
import { StreamBody } from './stream-body.ts';
import type { StreamEnd } from './stream-end.ts';
import type { StreamTaking } from './stream-taking.ts';

/** A stream that is the answer to an HTTP request. */
export interface StreamedAnswer {
  readonly transport: HttpStreamTransport;
  readonly stream: HeldStream;
  readonly context: BaseContext;
  /** Beside the usual ones. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** To be called when nothing of it is left. */
  release(): void;
}

/** A request whose client takes a stream. */
export interface ExpectedStream {
  /**
   * The stream, if there is one.
   *
   * @param failed whether the request was answered with errors all the same: then it is let go of.
   * @throws {Refusal} 429 if there are as many streams as there may be.
   */
  claim(failed: boolean): StreamedAnswer | undefined;
}

/** A stream that was sent. */
export interface SentStream extends StreamEnd {
  readonly bytes: number;
  /** Whether the client got all of it. */
  readonly complete: boolean;
}

interface Way {
  readonly framing: Framing;
  readonly frames: FramedResults;
  readonly heartbeat: Heartbeat;
  /** How many heartbeats a client may take nothing for. */
  readonly patience: number;
}

/** Headers of an answer that is sent bit by bit; the last one is for nginx. */
const streamHeaders = { 'cache-control': 'no-store', 'x-accel-buffering': 'no' };

/** Sends streams as the bodies of HTTP answers. */
export class HttpStreams<Context extends BaseContext> {
  readonly #live: LiveStreams;
  readonly #taking: StreamTaking<Context>;
  readonly #ways: Readonly<Record<HttpStreamTransport, Way>>;

  constructor(live: LiveStreams, taking: StreamTaking<Context>) {
    this.#live = live;
    this.#taking = taking;
    const { results, timers, heartbeatSeconds, multipartHeartbeatSeconds } = live;
    const way = (framing: Framing, seconds: number): Way => ({
      framing,
      frames: new FramedResults(framing, results),
      heartbeat: new Heartbeat(timers, seconds),
      patience: Math.ceil(heartbeatSeconds / seconds),
    });
    this.#ways = {
      'event-stream': way(eventStreamFraming, heartbeatSeconds),
      multipart: way(multipartFraming, multipartHeartbeatSeconds),
    };
  }

  /** @param http the request as Apollo Server will get it. */
  expect(http: HTTPGraphQLRequest, transport: HttpStreamTransport, incoming: IncomingRequest): ExpectedStream {
    let streamed: StreamedAnswer | undefined;
    let refused = false;
    this.#taking.expect(http, (taken, context) => {
      const stream = new HeldStream(taken);
      const counted = streamed || refused ? undefined : this.#live.limits.take(incoming.clientAddress);
      if (counted?.identify(subjectOf(context))) {
        streamed = { transport, stream, context, release: () => counted.release() };
        if (incoming.signal?.aborted) stream.leave();
        else incoming.signal?.addEventListener('abort', () => stream.leave(), { once: true });
      } else {
        counted?.release();
        stream.leave();
        refused = !streamed;
      }
    });
    return {
      claim: (failed) => {
        if (!failed && refused) throw tooManyConnections();
        if (!failed) return streamed;
        streamed?.stream.leave();
        streamed?.release();
        return undefined;
      },
    };
  }

  /**
   * Sends a stream until it ends or its client leaves. A result is taken from it only when the one before has been taken by
   * the connection, so that a slow client fills nothing but its own queue.
   */
  async send(response: ServerResponse, answer: StreamedAnswer, listener: Listener): Promise<SentStream> {
    const { transport, stream, context, headers } = answer;
    const { framing, frames, heartbeat, patience } = this.#ways[transport];
    const body = new StreamBody(response, patience);
    const remove = this.#live.add(transport, context, (code) => stream.end(code));
    const stop = heartbeat.start(() => body.beat(framing.heartbeat));
    try {
      response.writeHead(200, {
        ...dataHeaders(response),
        ...headers,
        ...streamHeaders,
        'content-type': framing.contentType,
      });
      await body.write(framing.opening);
      const { results, end } = await deliver(stream, (result) => body.write(frames.of(result, listener)));
      await body.write(framing.closing);
      const complete = !response.destroyed;
      response.end();
      return { transport, results, end: body.stuck ? 'SUBSCRIBER_TOO_SLOW' : end, bytes: body.bytes, complete };
    } finally {
      stop();
      remove();
      answer.release();
      stream.leave();
    }
  }

  /** The answer of a single result to a client that takes nothing but streams. */
  single(transport: HttpStreamTransport, { headers, body }: Answer): Answer {
    const { framing } = this.#ways[transport];
    const { opening, contentType } = framing;
    const frame = typeof body === 'string' ? framing.frame(body.trimEnd()) : '';
    return {
      status: 200,
      headers: { ...headers, ...streamHeaders, 'content-type': contentType },
      body: opening + frame + framing.closing,
    };
  }
}
