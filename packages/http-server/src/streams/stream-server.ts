import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import type { ErrorCode } from '@reelhouse/errors';
import type { Cors } from '../cors.ts';
import type { Drained } from '../drain.ts';
import { HttpStreams } from './http-streams.ts';
import { LiveStreams } from './live-streams.ts';
import type { StreamCounts, StreamOptions } from './stream-options.ts';
import { StreamTaking } from './stream-taking.ts';
import type { WebSocketService } from './websocket-service.ts';
import { WebSockets } from './websockets.ts';

/** Where none are served. */
export const noStreams: StreamCounts = { webSockets: 0, eventStreams: 0, multiparts: 0, webSocketOperations: 0 };

/** Serves streams of results over all transports. */
export class StreamServer<Context extends BaseContext> implements Drained {
  readonly http: HttpStreams<Context>;
  readonly webSockets: WebSockets<Context>;
  /** To be added to the Apollo Server before it starts. */
  readonly plugin: ApolloServerPlugin<Context>;
  readonly #options: StreamOptions;
  readonly #service: WebSocketService<Context>;
  readonly #live: LiveStreams;

  constructor(
    service: Omit<WebSocketService<Context>, 'live' | 'taking'> & { readonly cors: Cors | undefined },
    options: StreamOptions,
  ) {
    const taking = new StreamTaking<Context>();
    this.#live = new LiveStreams(options);
    this.#options = options;
    this.#service = { ...service, live: this.#live, taking };
    this.plugin = taking.plugin;
    this.http = new HttpStreams(this.#live, taking);
    this.webSockets = new WebSockets(this.#service, service.cors);
  }

  get counts(): StreamCounts {
    return {
      webSockets: this.webSockets.connections,
      eventStreams: this.#live.count('event-stream'),
      multiparts: this.#live.count('multipart'),
      webSocketOperations: this.webSockets.operations,
    };
  }

  closeWhere(isMeant: (context: Context) => boolean, code: ErrorCode): number {
    // Every context that is kept was made by the option `context`.
    return this.#live.endWhere((context) => isMeant(context as Context), code);
  }

  async drain(): Promise<void> {
    const ended = await this.#endedByOwner();
    if (!ended) this.#live.endWhere((_context, transport) => transport !== 'websocket', 'SHUTTING_DOWN');
    await this.webSockets.drain(!ended);
  }

  cutOff(): number {
    const left = this.webSockets.connections;
    this.webSockets.terminate();
    return left;
  }

  async #endedByOwner(): Promise<boolean> {
    const { endStreams } = this.#options;
    try {
      await endStreams?.();
      return endStreams !== undefined;
    } catch (error) {
      this.#service.options.log.error({ err: error }, 'streams could not be ended by their owner');
      return false;
    }
  }
}
