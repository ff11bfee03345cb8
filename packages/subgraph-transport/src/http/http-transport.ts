import { performance } from 'node:perf_hooks';
import type { RequestContext } from '@reelhouse/http-server';
import { DeadlineExceeded } from '../deadline.ts';
import { ResponseStream } from '../response-stream.ts';
import { publicErrors, unavailable } from '../subgraph-errors.ts';
import type {
  PreparedOperation,
  PreparedSubscription,
  SubgraphOperation,
  SubgraphResponse,
  SubgraphSubscriptionOperation,
  SubgraphTransport,
} from '../subgraph-transport.ts';
import type { FetchObservation, FetchOutcome, TransportObserver } from '../transport-observer.ts';
import { Audience, type Delivery, type Leave } from './audience.ts';
import { CallFailure } from './call-failure.ts';
import type { Verdict } from './circuit-breaker.ts';
import { Discovery } from './discovery.ts';
import { followSubscription } from './http-subscription.ts';
import { Exchange, type ExchangePolicy } from './exchange.ts';
import type { GraphQLAnswer } from './graphql-answer.ts';
import type { HttpOptions } from './http-options.ts';
import type { InstanceOptions } from './instance.ts';
import { LoadBalancer } from './load-balancer.ts';
import { isAnyReady } from './probe.ts';
import { dnsResolver } from './resolve-host.ts';
import { RetryBudget } from './retry-budget.ts';

const defaults = {
  deadlineSeconds: 10,
  connectSeconds: 2,
  maxResponseBytes: 8 * 1024 * 1024,
  maxResponseDepth: 200,
  connections: 64,
  retries: 2,
  retryRatio: 0.2,
};

const ofAnswers = 'application/graphql-response+json, application/json;q=0.9';
const ofEvents = 'text/event-stream';

/** One operation as it goes to the subgraph. */
interface Ask<Context> {
  readonly isRead: boolean;
  readonly body: string;
  readonly context: Context;
  readonly fetch: FetchObservation | undefined;
}

/** Sends operations to the instances of a subgraph over kept-alive HTTP connections. */
export class HttpTransport<Context extends RequestContext> implements SubgraphTransport<Context> {
  readonly #subgraph: string;
  readonly #options: HttpOptions<Context>;
  readonly #deadlineSeconds: number;
  readonly #observer: TransportObserver<Context> | undefined;
  readonly #policy: ExchangePolicy;
  readonly #sharesReads: boolean;
  /** Reads that others may join, by who asks and what is asked. */
  readonly #reads = new Map<string, Audience>();
  readonly #exchanges = new Set<Exchange>();

  constructor(options: HttpOptions<Context>) {
    const set = { ...defaults, ...options };
    const { subgraph, observer } = options;
    this.#subgraph = subgraph;
    this.#options = options;
    this.#deadlineSeconds = set.deadlineSeconds;
    this.#observer = observer;
    this.#sharesReads = (options.shareReads ?? true) && (!options.headers || options.identityKey !== undefined);
    const instances: InstanceOptions = {
      ...set,
      breaker: options.breaker ?? {},
      now: options.now ?? (() => performance.now()),
      breakerChanged: (instance, state) => observer?.breakerChanged?.(subgraph, instance, state),
    };
    const resolveHost = options.resolveHost ?? dnsResolver();
    const urls = typeof options.url === 'string' ? [options.url] : options.url;
    this.#policy = {
      balancer: new LoadBalancer(urls.map((url) => new Discovery(new URL(url), resolveHost, instances))),
      // All that are in flight to an instance may have to go elsewhere at once.
      budget: new RetryBudget(set.retryRatio, 2 * set.connections),
      retries: set.retries,
      limits: { maxBytes: set.maxResponseBytes, maxDepth: set.maxResponseDepth },
      random: options.random ?? Math.random,
      retried: () => observer?.retried?.(subgraph),
    };
  }

  prepare({
    kind,
    query,
    operationName,
  }: SubgraphOperation): (...request: Parameters<PreparedOperation<Context>>) => Promise<SubgraphResponse> {
    const named = startOfBody(query, operationName);
    const observed = { subgraph: this.#subgraph, kind, operationName };
    const isRead = kind === 'query';
    return async (variables, context) => {
      let fetch: FetchObservation | undefined;
      try {
        fetch = this.#observer?.fetchStarted?.(observed, context);
        const body = `${named},"variables":${JSON.stringify(variables)}}`;
        return await this.#ask({ isRead, body, context, fetch });
      } catch (error) {
        // A hook of the options or the observer broke, or JSON cannot hold a variable.
        this.#log(context, error);
        return this.#noAnswer('failed', fetch);
      }
    };
  }

  subscribe({ query, operationName }: SubgraphSubscriptionOperation): PreparedSubscription<Context> {
    const named = startOfBody(query, operationName);
    return (variables, context, signal) =>
      new ResponseStream(signal, (stream) => void this.#follow(stream, named, operationName, variables, context));
  }

  ready(): Promise<boolean> {
    const { balancer, limits } = this.#policy;
    return isAnyReady(balancer, limits, this.#options.probeHeaders);
  }

  async stop(): Promise<void> {
    const stopped = new CallFailure('the gateway stops', { verdict: 'unknown', mayPass: false, sent: true });
    for (const exchange of this.#exchanges) exchange.abandon(stopped);
    await this.#policy.balancer.stop();
  }

  async #ask(ask: Ask<Context>): Promise<SubgraphResponse> {
    const { isRead, context, fetch } = ask;
    const seconds = Math.min(this.#deadlineSeconds, this.#options.secondsLeft?.(context) ?? Infinity);
    // A mutation goes on: it may have been done already, and a client that comes back asks what became of it.
    const signal = isRead ? context.signal : undefined;
    if (signal?.aborted) return this.#noAnswer('cancelled', fetch);
    const key = isRead && this.#sharesReads ? this.#keyOf(ask) : undefined;
    const joined = key === undefined ? undefined : this.#reads.get(key);
    const result = await (joined ?? this.#send(ask, key)).join(seconds, signal);
    if (typeof result === 'string') {
      if (result === 'late') this.#log(context, new DeadlineExceeded(seconds));
      return this.#noAnswer(result, fetch);
    }
    fetch?.ended({
      result: result.isFailed ? 'failed' : 'answered',
      errors: result.response.errors?.length ?? 0,
      shared: joined !== undefined,
    });
    return result.response;
  }

  /** Gives what the subgraph sends to a stream. Never rejects. */
  async #follow(
    stream: ResponseStream,
    named: string,
    operationName: string | undefined,
    variables: Readonly<Record<string, unknown>>,
    context: Context,
  ): Promise<void> {
    const subgraph = this.#subgraph;
    let fetch: FetchObservation | undefined;
    const began = (result: FetchOutcome['result'], errors: number): void => {
      fetch?.ended({ result, errors, shared: false });
      fetch = undefined;
    };
    try {
      fetch = this.#observer?.fetchStarted?.({ subgraph, kind: 'subscription', operationName }, context);
      const body = `${named},"variables":${JSON.stringify(variables)}}`;
      await followSubscription(this.#policy, body, this.#headersOf(context, fetch, ofEvents), stream, {
        begun: () => began('answered', 0),
        answered: (answer) => stream.push(this.#told(answer, context)),
      });
      began('cancelled', 0);
      stream.end();
    } catch (error) {
      this.#log(context, error);
      began('failed', 1);
      stream.end({ errors: [unavailable(subgraph)] });
    }
  }

  /** Whose read it is, and what is read. The executor writes variables in the order of the schema, so equal is equal. */
  #keyOf({ body, context }: Ask<Context>): string {
    const identity = this.#options.identityKey?.(context);
    return identity === undefined ? body : `${JSON.stringify(identity)}${body}`;
  }

  /** @param key under which others may join. */
  #send({ isRead, body, context, fetch }: Ask<Context>, key: string | undefined): Audience {
    const exchange = new Exchange(this.#policy, body, this.#headersOf(context, fetch, ofAnswers), isRead);
    const started = performance.now();
    const over = () => {
      if (key !== undefined && this.#reads.get(key) === audience) this.#reads.delete(key);
    };
    const audience = new Audience((why) => {
      over();
      // What was given less time than usual says nothing against the instance.
      const isSlow = why === 'late' && performance.now() - started > this.#deadlineSeconds * 900;
      exchange.abandon(abandoned(why, isSlow ? 'failure' : 'unknown'));
    });
    if (key !== undefined) this.#reads.set(key, audience);
    this.#exchanges.add(exchange);
    void this.#deliveryOf(exchange, context).then((delivery) => {
      this.#exchanges.delete(exchange);
      over();
      // Who reads after a mutation must see it: reads that began before are not joined any more.
      if (!isRead) this.#reads.clear();
      audience.deliver(delivery);
    });
    return audience;
  }

  /** What the client of the first who asked is told, and everybody who shares it; errors are logged once. */
  async #deliveryOf(exchange: Exchange, context: Context): Promise<Delivery> {
    try {
      const answer = await exchange.answer();
      return { response: this.#told(answer, context), isFailed: false };
    } catch (error) {
      if (!exchange.isAbandoned) this.#log(context, error);
      return { response: { errors: [unavailable(this.#subgraph)] }, isFailed: true };
    }
  }

  #told(answer: GraphQLAnswer, context: Context): SubgraphResponse {
    return answer.errors ? { ...answer, errors: publicErrors(this.#subgraph, answer.errors, context) } : answer;
  }

  #headersOf(context: Context, fetch: FetchObservation | undefined, accept: string): string[] {
    const headers = ['content-type', 'application/json', 'accept', accept, 'x-request-id', context.requestId];
    for (const more of [this.#options.headers?.(context), fetch?.headers]) {
      for (const name in more) headers.push(name, more[name] ?? '');
    }
    return headers;
  }

  #noAnswer(result: 'failed' | Leave, fetch: FetchObservation | undefined): SubgraphResponse {
    fetch?.ended({ result, errors: 1, shared: false });
    return { errors: [unavailable(this.#subgraph)] };
  }

  #log({ log }: Context, error: unknown): void {
    log.warn({ subgraph: this.#subgraph, err: error }, 'a subgraph did not answer');
  }
}

/** A request's JSON up to its variables. */
function startOfBody(query: string, operationName: string | undefined): string {
  const start = `{"query":${JSON.stringify(query)}`;
  return operationName === undefined ? start : `${start},"operationName":${JSON.stringify(operationName)}`;
}

function abandoned(why: Leave, verdict: Verdict): CallFailure {
  return new CallFailure(`nobody waits for it any more: ${why}`, { verdict, mayPass: false, sent: true });
}
