import type { Clock } from '@reelhouse/clock';
import type { JSONWebKeySet } from 'jose';
import { bearerToken } from './bearer-token.ts';
import {
  addressFrom,
  clientAddressHeader,
  clientListenerHeader,
  clientUserAgentHeader,
  listenerFrom,
  userAgentFrom,
  type Caller,
} from './caller.ts';
import { identityFrom } from './identity-claims.ts';
import type { Identity } from './identity.ts';
import { JwtVerifier, type Claims } from './jwt-verifier.ts';
import { audienceOf, subgraphTokenSeconds, subgraphTokenType } from './subgraph-token.ts';
import { unauthenticated } from './unauthenticated.ts';

/** What a subgraph takes. */
export interface SubgraphTokenVerifierOptions {
  readonly subgraph: string;
  /** The public keys of those who may ask. */
  readonly keys: JSONWebKeySet;
  readonly clock: Clock;
}

const remedy = 'A subgraph answers those only who sign for it: ask the gateway instead.';

/** Lets those in who ask with a token for this subgraph. */
export class SubgraphTokenVerifier {
  readonly #verifier: JwtVerifier<Pick<Caller, 'identity'>>;

  constructor({ subgraph, keys, clock }: SubgraphTokenVerifierOptions) {
    this.#verifier = new JwtVerifier({
      keys: () => Promise.resolve(keys),
      audience: audienceOf(subgraph),
      type: subgraphTokenType,
      algorithms: ['EdDSA'],
      clock,
      clockToleranceSeconds: 5,
      maxTokenBytes: 8192,
      maxLifetimeSeconds: subgraphTokenSeconds,
      rememberedTokens: 10_000,
      read: callerFrom,
      remedy,
    });
  }

  /**
   * Who asks; at once where the token came before.
   *
   * @param headers of the request, by their names in lower case.
   * @throws `UNAUTHENTICATED`, and so does the promise, unless it is signed by one of the chain for this subgraph.
   */
  callerOf(headers: Readonly<Record<string, unknown>>): Caller | Promise<Caller> {
    const token = bearerToken(headers);
    if (token === undefined) throw unauthenticated(`The request has no token. ${remedy}`);
    const client = {
      clientAddress: addressFrom(headers[clientAddressHeader]),
      userAgent: userAgentFrom(headers[clientUserAgentHeader]),
      listener: listenerFrom(headers[clientListenerHeader]),
    };
    const verified = this.#verifier.verify(token);
    if (verified instanceof Promise) return verified.then((caller) => ({ ...caller, ...client }));
    return { ...verified, ...client };
  }
}

function callerFrom(claims: Claims): { readonly identity?: Identity } | undefined {
  const { sub, scope, access_exp: expiresAt } = claims;
  if (sub === undefined) return {};
  const identity = typeof expiresAt === 'number' ? identityFrom(claims, scope, expiresAt) : undefined;
  return identity && { identity };
}
