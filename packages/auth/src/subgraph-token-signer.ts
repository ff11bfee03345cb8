import { sign } from 'node:crypto';
import type { Clock } from '@reelhouse/clock';
import { LRUCache } from 'lru-cache';
import {
  clientAddressHeader,
  clientListenerHeader,
  clientUserAgentHeader,
  identityKeyOf,
  type Caller,
} from './caller.ts';
import type { SigningKey } from './internal-keys.ts';
import { audienceOf, subgraphTokenSeconds, subgraphTokenType } from './subgraph-token.ts';

/** Who signs, and with what. */
export interface SubgraphTokenSignerOptions {
  readonly key: SigningKey;
  /** Names the signer, such as `gateway`: the `iss` of the tokens. */
  readonly issuer: string;
  readonly clock: Clock;
  /** How many tokens are kept; 10 000 by default. */
  readonly keptTokens?: number;
}

/** What a transport has to send so that a subgraph takes it: the `headers` and `identityKey` of its options. */
export interface SignedRequests {
  readonly headers: (caller: Caller) => Readonly<Record<string, string>>;
  /** Answers are never shared among different identities. */
  readonly identityKey: (caller: Caller) => string | undefined;
}

interface Kept {
  readonly token: string;
  /** In seconds since 1970. */
  readonly expiresAt: number;
}

/** A token is not sent any more when it has less than this left, in seconds. */
const secondsLeft = 15;

/**
 * Signs tokens by which a subgraph knows that one of the chain asks, and for whom. One is made for a subgraph and an identity
 * and used for 45 s.
 *
 * Signed by node:crypto at once, since transports take headers at once: a promise would cost each fetch more than the token.
 */
export class SubgraphTokenSigner {
  readonly #options: SubgraphTokenSignerOptions;
  readonly #head: string;
  readonly #kept: LRUCache<string, Kept>;

  constructor(options: SubgraphTokenSignerOptions) {
    this.#options = options;
    this.#head = encoded({ alg: 'EdDSA', typ: subgraphTokenType, kid: options.key.id });
    this.#kept = new LRUCache({ max: options.keptTokens ?? 10_000 });
  }

  /** How requests to a subgraph are signed. */
  requestsTo(subgraph: string): SignedRequests {
    return {
      headers: (caller): Record<string, string> => {
        const authorization = `Bearer ${this.sign(subgraph, caller)}`;
        const { clientAddress, userAgent, listener } = caller;
        return {
          authorization,
          ...(clientAddress !== undefined && { [clientAddressHeader]: clientAddress }),
          ...(userAgent !== undefined && { [clientUserAgentHeader]: userAgent }),
          ...(listener !== undefined && { [clientListenerHeader]: listener }),
        };
      },
      identityKey: identityKeyOf,
    };
  }

  /** A token that says to a subgraph who asks; it lives for 15 s at least. */
  sign(subgraph: string, caller: Caller): string {
    const now = this.#options.clock.now().getTime() / 1000;
    const key = `${subgraph} ${identityKeyOf(caller) ?? ''}`;
    const kept = this.#kept.get(key);
    // A clock that was set back must not keep a token from the future.
    if (kept && now < kept.expiresAt - secondsLeft && now > kept.expiresAt - subgraphTokenSeconds - 1)
      return kept.token;
    const issuedAt = Math.floor(now);
    const expiresAt = issuedAt + subgraphTokenSeconds;
    const token = this.#signed({ ...this.#claims(subgraph, caller), iat: issuedAt, exp: expiresAt });
    this.#kept.set(key, { token, expiresAt });
    return token;
  }

  #claims(subgraph: string, { identity }: Caller): object {
    const common = { iss: this.#options.issuer, aud: audienceOf(subgraph) };
    if (!identity) return common;
    const { subject, scopes, sessionId, clientId, storeId, expiresAt } = identity;
    return {
      ...common,
      sub: subject,
      scope: scopes,
      ...(sessionId !== undefined && { sid: sessionId }),
      ...(clientId !== undefined && { client_id: clientId }),
      ...(storeId !== undefined && { store_id: storeId }),
      access_exp: expiresAt,
    };
  }

  #signed(claims: object): string {
    const content = `${this.#head}.${encoded(claims)}`;
    return `${content}.${sign(null, Buffer.from(content), this.#options.key.key).toString('base64url')}`;
  }
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
