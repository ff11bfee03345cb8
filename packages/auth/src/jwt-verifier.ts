import { createHash } from 'node:crypto';
import type { Clock } from '@reelhouse/clock';
import { clientError } from '@reelhouse/errors';
import type { GraphQLError } from 'graphql';
import { errors, jwtVerify, type JWTPayload } from 'jose';
import { LRUCache } from 'lru-cache';
import { KeysUnavailable, KnownKeys, type KeySource } from './known-keys.ts';
import { unauthenticated } from './unauthenticated.ts';

/** Which tokens are good, and what they are good for. */
export interface JwtVerifierOptions<Value> {
  readonly keys: KeySource;
  /** Who may have issued them; anybody whose key is known if it is left out. */
  readonly issuer?: string | undefined;
  readonly audience: string;
  /** The `typ` of their header: a token that was made for something else is none. */
  readonly type: string;
  readonly algorithms: readonly string[];
  readonly clock: Clock;
  /** How far the clocks of issuer and verifier may be apart, in seconds. */
  readonly clockToleranceSeconds: number;
  readonly maxTokenBytes: number;
  /** The longest life of a token, from `iat` to `exp`, in seconds. */
  readonly maxLifetimeSeconds?: number | undefined;
  /** How many tokens are remembered, good ones and bad ones each. */
  readonly rememberedTokens: number;
  /** What a token stands for; undefined if its claims are not those of such a token. */
  readonly read: (claims: Claims) => Value | undefined;
  /** What to do about a token that cannot be used, as a sentence for whoever sent it. */
  readonly remedy: string;
  readonly keysFailed?: ((error: unknown) => void) | undefined;
}

/** The claims of a token that is good. */
export interface Claims extends JWTPayload {
  readonly iat: number;
  readonly exp: number;
}

interface Verified<Value> {
  readonly value: Value;
  /** In seconds since 1970. */
  readonly expiresAt: number;
}

/** Three parts of base64url. */
const compact = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Headers name a type, an algorithm and a key. */
const maxHeaderLength = 1024;

const keyId = /^[\w.~:+=-]{1,128}$/;

/** The same sentence for everything that only somebody who tampers sees: it should not learn more from us. */
const unusable = 'The token cannot be used here.';

/**
 * Verifies tokens, each once: what came of it is remembered, by the token's hash, as long as it is right. A token costs at
 * most one verification of a signature, and one that is not of the right form not even that.
 */
export class JwtVerifier<Value extends object> {
  readonly #options: JwtVerifierOptions<Value>;
  readonly #keys: KnownKeys;
  readonly #good: LRUCache<string, Verified<Value>>;
  readonly #bad: LRUCache<string, string>;
  readonly #pending = new Map<string, Promise<Value>>();

  constructor(options: JwtVerifierOptions<Value>) {
    this.#options = options;
    this.#good = new LRUCache({ max: options.rememberedTokens });
    this.#bad = new LRUCache({ max: options.rememberedTokens });
    this.#keys = new KnownKeys({
      source: options.keys,
      clock: options.clock,
      failed: options.keysFailed,
      changed: () => {
        this.#good.clear();
        this.#bad.clear();
      },
    });
  }

  /**
   * What a token stands for: at once where it is remembered.
   *
   * @throws `UNAUTHENTICATED` if it cannot be used, `SUBGRAPH_UNAVAILABLE` if there are no keys to tell; so does the promise.
   */
  verify(token: string): Value | Promise<Value> {
    const { maxTokenBytes, clockToleranceSeconds } = this.#options;
    if (token.length > maxTokenBytes) throw this.#refusal('The token is too long.');
    const hash = createHash('sha256').update(token).digest('base64');
    const good = this.#good.get(hash);
    if (good) {
      if (this.#now() < good.expiresAt + clockToleranceSeconds) return good.value;
      this.#good.delete(hash);
      throw this.#refusal(expired);
    }
    const bad = this.#bad.get(hash);
    if (bad !== undefined) throw this.#refusal(bad);
    const underWay = this.#pending.get(hash);
    if (underWay) return underWay;
    const verification = this.#verify(token, hash).finally(() => this.#pending.delete(hash));
    this.#pending.set(hash, verification);
    return verification;
  }

  async #verify(token: string, hash: string): Promise<Value> {
    try {
      const verified = await this.#claimsOf(token);
      this.#good.set(hash, verified);
      return verified.value;
    } catch (error) {
      if (error instanceof KeysUnavailable) {
        throw clientError('SUBGRAPH_UNAVAILABLE', 'Nobody can be signed in at the moment. Try again in a moment.', {
          http: { status: 503 },
        });
      }
      const reason = reasonOf(error);
      if (isLasting(error)) this.#bad.set(hash, reason);
      throw this.#refusal(reason);
    }
  }

  async #claimsOf(token: string): Promise<Verified<Value>> {
    const { type, algorithms, clock, clockToleranceSeconds, issuer, audience, maxLifetimeSeconds } = this.#options;
    if (!compact.test(token) || token.indexOf('.') > maxHeaderLength) throw new errors.JWTInvalid('no compact form');
    const { payload } = await jwtVerify(
      token,
      (header) => {
        if (typeof header.kid !== 'string' || !keyId.test(header.kid)) throw new errors.JWTInvalid('no key id');
        if (header.crit !== undefined) throw new errors.JWTInvalid('extensions are none of such a token');
        return this.#keys.of(header);
      },
      {
        algorithms: [...algorithms],
        typ: type,
        audience,
        ...(issuer !== undefined && { issuer }),
        clockTolerance: clockToleranceSeconds,
        currentDate: clock.now(),
        requiredClaims: ['iat', 'exp'],
      },
    );
    const claims = withTimes(payload);
    if (!claims) throw new errors.JWTInvalid('times that are none');
    if (claims.iat > this.#now() + clockToleranceSeconds) throw notYetValid(payload);
    if (maxLifetimeSeconds !== undefined && claims.exp - claims.iat > maxLifetimeSeconds) {
      throw new errors.JWTInvalid('lives too long');
    }
    const value = this.#options.read(claims);
    if (value === undefined) throw new errors.JWTInvalid('claims that are none of such a token');
    return { value, expiresAt: claims.exp };
  }

  #now(): number {
    return this.#options.clock.now().getTime() / 1000;
  }

  #refusal(reason: string): GraphQLError {
    return unauthenticated(`${reason} ${this.#options.remedy}`);
  }
}

const expired = 'The token has expired.';

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return expired;
  return isNotYetValid(error) ? 'The token is not valid yet.' : unusable;
}

/** What may be different with time is not remembered. */
function isLasting(error: unknown): boolean {
  return !(error instanceof errors.JWKSNoMatchingKey) && !isNotYetValid(error);
}

function notYetValid(payload: JWTPayload): Error {
  return new errors.JWTClaimValidationFailed('issued in the future', payload, 'iat', 'check_failed');
}

function isNotYetValid(error: unknown): boolean {
  return error instanceof errors.JWTClaimValidationFailed && (error.claim === 'nbf' || error.claim === 'iat')
    ? error.reason === 'check_failed'
    : false;
}

function withTimes(payload: JWTPayload): Claims | undefined {
  const { iat, exp } = payload;
  return Number.isFinite(iat) && Number.isFinite(exp) && iat !== undefined && exp !== undefined
    ? { ...payload, iat, exp }
    : undefined;
}
