import type { RequestContext } from '@reelhouse/http-server';
import type { TransportObserver } from '../transport-observer.ts';
import type { BreakerOptions } from './circuit-breaker.ts';
import type { ResolveHost } from './resolve-host.ts';

/** A subgraph behind HTTP. */
export interface HttpOptions<Context extends RequestContext = RequestContext> {
  /** Its name in the supergraph. */
  readonly subgraph: string;
  /**
   * The URL of its GraphQL endpoint, or several that do the same. A host name may stand for several addresses; each is
   * an instance, and they share the load.
   */
  readonly url: string | readonly string[];
  /** How long an answer may take with all retries, in seconds; 10 by default. */
  readonly deadlineSeconds?: number;
  /** How many seconds are left to the client's request, if that is known: a fetch gets no more. */
  readonly secondsLeft?: (context: Context) => number | undefined;
  /** How long it may take to connect before another instance is tried, in seconds; 2 by default. */
  readonly connectSeconds?: number;
  /** The largest answer taken, inflated; 8 MB by default, some thousand times that of a page of a list. */
  readonly maxResponseBytes?: number;
  /** How deep lists and objects of an answer may stand in each other; 200 by default. */
  readonly maxResponseDepth?: number;
  /** How many connections to an instance are kept open at most; 64 by default. */
  readonly connections?: number;
  /** How often a query is sent again when a connection breaks or a proxy has no server; 2 by default, 0: never. */
  readonly retries?: number;
  /** How many retries there may be for each request, over all requests; 0.2 by default. */
  readonly retryRatio?: number;
  /** When an instance is not asked for a while. */
  readonly breaker?: BreakerOptions;
  /** Headers that the subgraph gets, such as who asks. */
  readonly headers?: (context: Context) => Readonly<Record<string, string>>;
  /** Headers by which it is asked whether it is ready, which is nobody's request. */
  readonly probeHeaders?: () => Readonly<Record<string, string>>;
  /**
   * Whether identical queries in flight are sent once; true by default. With `headers` it takes an `identityKey` too.
   */
  readonly shareReads?: boolean;
  /** Who asks: queries are shared within one identity only. Undefined is anonymous, and an identity like the others. */
  readonly identityKey?: (context: Context) => string | undefined;
  readonly observer?: TransportObserver<Context>;
  /** Finds the instances of a host name; DNS by default. */
  readonly resolveHost?: ResolveHost;
  /** A clock that only goes forward, in milliseconds. */
  readonly now?: () => number;
  /** Numbers from 0 to 1, for jitter. */
  readonly random?: () => number;
}
