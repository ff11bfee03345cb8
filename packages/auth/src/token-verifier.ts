import type { Clock } from '@reelhouse/clock';
import { identityFrom } from './identity-claims.ts';
import type { Identity } from './identity.ts';
import { JwtVerifier } from './jwt-verifier.ts';
import type { KeySource } from './known-keys.ts';

/** Whose access tokens are taken. */
export interface TokenVerifierOptions {
  /** The public keys of the issuer: see `keysAt`. */
  readonly keys: KeySource;
  readonly issuer: string;
  readonly audience: string;
  readonly clock: Clock;
  /** The claim that has the scopes; `scope` by default. */
  readonly scopesClaim?: string | undefined;
  /** The longest token taken; 4096 by default. */
  readonly maxTokenBytes?: number | undefined;
  /** How far the clocks of issuer and verifier may be apart, in seconds; 5 by default. */
  readonly clockToleranceSeconds?: number | undefined;
  /** The longest that a token may live, in seconds; any time by default. */
  readonly maxLifetimeSeconds?: number | undefined;
  /** How many tokens are remembered, good ones and bad ones each; 10 000 by default. */
  readonly rememberedTokens?: number | undefined;
  /** Told when the keys could not be had. Tokens are verified by those that are known. */
  readonly keysFailed?: ((error: unknown) => void) | undefined;
}

/** Tells whom access tokens stand for. */
export interface TokenVerifier {
  /**
   * Whom a token stands for; at once where the token came before, and then the same object.
   *
   * @throws `UNAUTHENTICATED` if it cannot be used, `SUBGRAPH_UNAVAILABLE` if there are no keys to tell; so does the promise.
   */
  verify(token: string): Identity | Promise<Identity>;
}

/** Verifies access tokens: JWTs of RFC 9068, signed with EdDSA or ES256. */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { scopesClaim = 'scope', maxTokenBytes = 4096, clockToleranceSeconds = 5, rememberedTokens = 10_000 } = options;
  return new JwtVerifier<Identity>({
    ...options,
    type: 'at+jwt',
    algorithms: ['EdDSA', 'ES256'],
    maxTokenBytes,
    clockToleranceSeconds,
    rememberedTokens,
    read: (claims) => identityFrom(claims, claims[scopesClaim], claims.exp),
    remedy: 'Refresh it, or sign in again.',
  });
}
