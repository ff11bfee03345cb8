import { isIP, type LookupFunction } from 'node:net';
import { Pool } from 'undici';
import { CallFailure } from './call-failure.ts';
import { CircuitBreaker, type BreakerOptions, type BreakerState } from './circuit-breaker.ts';
import type { EventStreamCall } from './event-stream-call.ts';
import { HttpCall, type HttpAnswer } from './http-call.ts';
import type { Endpoint } from './resolve-host.ts';

/** What all instances of a subgraph have in common. */
export interface InstanceOptions {
  /** The most connections that are open to one instance. */
  readonly connections: number;
  readonly maxResponseBytes: number;
  readonly connectSeconds: number;
  /** How long the first byte of an answer may take, where it has no deadline as a whole. */
  readonly deadlineSeconds: number;
  readonly breaker: BreakerOptions;
  /** A clock that only goes forward, in milliseconds. */
  readonly now: () => number;
  /** Is told when the breaker of an instance changes. */
  readonly breakerChanged: (instance: string, state: BreakerState) => void;
}

/** One server of a subgraph: its kept-alive connections, and whether it is worth asking. */
export class Instance {
  /** For logs and metrics, such as `10.0.0.1:4001`. */
  readonly name: string;
  readonly breaker: CircuitBreaker;
  /** How many requests wait for its answer. */
  inFlight = 0;
  readonly #options: InstanceOptions;
  readonly #path: string;
  readonly #pool: Pool;
  readonly #origin: string;
  readonly #connect: Pool.Options['connect'];
  /** Subscriptions would keep the connections of queries busy for hours. */
  #streams: Pool | undefined;

  /** @param endpoint undefined if the system connects by the name of the URL, as to an IP address or `localhost`. */
  constructor(url: URL, endpoint: Endpoint | undefined, options: InstanceOptions) {
    const own = new URL(url);
    if (endpoint?.port !== undefined) own.port = String(endpoint.port);
    this.name = endpoint ? nameOf(url, endpoint) : own.host;
    this.#options = options;
    this.#path = own.pathname + own.search;
    this.breaker = new CircuitBreaker(options.breaker, options.now);
    this.#origin = own.origin;
    this.#connect = {
      timeout: options.connectSeconds * 1000,
      // The name stays in the Host header and in what TLS checks.
      ...(endpoint && { lookup: always(endpoint.address) }),
    };
    this.#pool = new Pool(own.origin, {
      connections: options.connections,
      maxResponseSize: options.maxResponseBytes,
      // A request has one deadline, for all of it.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: this.#connect,
    });
  }

  /** Sends a request past the breaker. */
  send(body: string, headers: string[]): HttpCall {
    const call = new HttpCall(this.#options.maxResponseBytes);
    this.#pool.dispatch({ method: 'POST', path: this.#path, headers, body }, call);
    return call;
  }

  /**
   * Sends a request and tells the breaker of its end.
   *
   * @param read makes of the answer what was asked for; what it throws counts as the answer does.
   * @returns undefined if the breaker does not let it pass.
   */
  ask<T>(body: string, headers: string[], read: (answer: HttpAnswer) => T | Promise<T>) {
    const pass = this.breaker.enter();
    if (pass === undefined) return undefined;
    if (this.breaker.state === 'half-open') this.#changed('half-open');
    this.inFlight++;
    const call = this.send(body, headers);
    const settled = async (): Promise<T> => {
      try {
        const result = await read(await call.answer);
        this.#changed(this.breaker.leave(pass, 'success'));
        return result;
      } catch (error) {
        this.#changed(this.breaker.leave(pass, error instanceof CallFailure ? error.verdict : 'unknown'));
        throw error;
      } finally {
        this.inFlight--;
      }
    };
    return { call, result: settled() };
  }

  /**
   * Sends a request whose answer has no end in sight, and tells the breaker whether there is one.
   *
   * @returns resolves when the answer begins; undefined if the breaker does not let it pass.
   */
  subscribe(body: string, headers: string[], call: EventStreamCall): Promise<void> | undefined {
    const pass = this.breaker.enter();
    if (pass === undefined) return undefined;
    if (this.breaker.state === 'half-open') this.#changed('half-open');
    const headersTimeout = this.#options.deadlineSeconds * 1000;
    this.#streams ??= new Pool(this.#origin, {
      connections: null,
      bodyTimeout: 0,
      headersTimeout,
      connect: this.#connect,
    });
    this.#streams.dispatch({ method: 'POST', path: this.#path, headers, body }, call);
    return call.begun.then(
      () => this.#changed(this.breaker.leave(pass, 'success')),
      (error: unknown) => {
        this.#changed(this.breaker.leave(pass, error instanceof CallFailure ? error.verdict : 'unknown'));
        throw error;
      },
    );
  }

  /** Lets the requests under way finish, and closes. */
  async retire(): Promise<void> {
    await Promise.all([this.#pool.close(), this.#streams?.close()]);
  }

  /** Closes at once; what is under way fails. */
  async destroy(): Promise<void> {
    await Promise.all([this.#pool.destroy(), this.#streams?.destroy()]);
  }

  #changed(state: BreakerState | undefined): void {
    if (state !== undefined) this.#options.breakerChanged(this.name, state);
  }
}

/** What an instance is called, and by which it is known again. */
export function nameOf({ port, protocol }: URL, endpoint: Endpoint): string {
  const number = endpoint.port ?? (port || (protocol === 'https:' ? '443' : '80'));
  return isIP(endpoint.address) === 6 ? `[${endpoint.address}]:${number}` : `${endpoint.address}:${number}`;
}

function always(address: string): LookupFunction {
  const family = isIP(address);
  return (_hostname, { all }, found) => {
    if (all) found(null, [{ address, family }]);
    else found(null, address, family);
  };
}
