import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';
import { Refusal } from './refusal.ts';

/** Which pages of other origins may call the GraphQL endpoint from a browser. */
export interface CorsOptions {
  /** Such as `https://shop.example.com`; `*` alone: all of them. */
  readonly origins: readonly string[];
  /** Whether they may send cookies, which `*` may not; false by default. */
  readonly credentials?: boolean;
  /** How long a browser remembers that it may, in seconds; 600 by default, more than two hours no browser keeps. */
  readonly maxAgeSeconds?: number;
}

/** What a page may read of an answer beside its body. */
const exposed = 'x-request-id, retry-after, ratelimit, ratelimit-policy';

/** Cross-Origin Resource Sharing as the Fetch standard has it, for an allow list of origins. */
export class Cors {
  readonly #origins: ReadonlySet<string>;
  readonly #credentials: boolean;
  readonly #maxAgeSeconds: number;

  constructor({ origins, credentials = false, maxAgeSeconds = 600 }: CorsOptions) {
    this.#origins = new Set(origins);
    this.#credentials = credentials;
    this.#maxAgeSeconds = maxAgeSeconds;
  }

  /** Lets the page that sent the request read the answer, also where it is a refusal. */
  allow({ headers: { origin } }: IncomingMessage, response: ServerResponse): void {
    if (!this.#origins.has('*')) response.appendHeader('vary', 'Origin');
    if (!this.#allows(origin)) return;
    response.setHeader('access-control-allow-origin', this.#origins.has('*') ? '*' : origin);
    response.setHeader('access-control-expose-headers', exposed);
    if (this.#credentials) response.setHeader('access-control-allow-credentials', 'true');
  }

  /**
   * The answer to the question that a browser asks before the request itself.
   *
   * @returns undefined if the request is no such question.
   * @throws {Refusal} 403 if the origin is not in the list.
   */
  preflight({ method, headers }: IncomingMessage): Answer | undefined {
    if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) return undefined;
    if (!this.#allows(headers.origin)) {
      throw new Refusal(403, 'BAD_REQUEST', 'Pages of this origin may not call this endpoint.');
    }
    const asked = headers['access-control-request-headers'];
    return {
      status: 204,
      headers: {
        'access-control-allow-methods': 'GET, POST',
        ...(asked !== undefined && { 'access-control-allow-headers': asked }),
        'access-control-max-age': String(this.#maxAgeSeconds),
      },
      body: '',
    };
  }

  /** Whether a page may open a connection, and whether its cookies count then; undefined if it may not. */
  allows(origin: string): 'with credentials' | 'without credentials' | undefined {
    if (!this.#allows(origin)) return undefined;
    return this.#credentials && this.#origins.has(origin) ? 'with credentials' : 'without credentials';
  }

  #allows(origin: string | undefined): origin is string {
    return origin !== undefined && (this.#origins.has('*') || this.#origins.has(origin));
  }
}
