import {
  readPublicKeys,
  readSigningKey,
  SubgraphTokenSigner,
  SubgraphTokenVerifier,
  userAgentFrom,
  type Caller,
} from '@reelhouse/auth';
import type { Clock } from '@reelhouse/clock';
import { flag, StartupError } from '@reelhouse/config';
import type { IncomingRequest } from '@reelhouse/http-server';
import type { Logger } from '@reelhouse/logging';
import { z } from 'zod';

/** The environment variables that say who may ask a subgraph, and as whom it asks others. */
export const admissionVariables = {
  /** What it signs with when it asks other subgraphs; without it they refuse what it asks. */
  INTERNAL_PRIVATE_KEY: z
    .string()
    .transform(readSigningKey)
    .refine((key) => key !== undefined, 'expected an Ed25519 private key, as PEM (PKCS #8) or JWK')
    .optional(),
  /** The keys of those who may ask it. */
  INTERNAL_PUBLIC_KEYS: z
    .string()
    .transform(readPublicKeys)
    .refine((keys) => keys !== undefined, 'expected Ed25519 public keys, each with a kid, as a JWKS')
    .optional(),
  /** Whether it answers anybody, as somebody who has not signed in and sees what is public: for development. */
  ALLOW_UNSIGNED_REQUESTS: flag().default(false),
};

/** Those of them that may come from files. */
export const admissionSecrets = ['INTERNAL_PRIVATE_KEY', 'INTERNAL_PUBLIC_KEYS'] as const;

/** Their values. */
export type AdmissionConfig = z.output<z.ZodObject<typeof admissionVariables>>;

/** Tells who asks; throws `UNAUTHENTICATED`, or so does the promise, where nobody may be answered. */
export type Admission = (request: Pick<IncomingRequest, 'headers' | 'clientAddress'>) => Caller | Promise<Caller>;

/**
 * Who may ask a subgraph: whoever signs with one of the keys. What the subgraph tells of itself (`_service`, introspection)
 * is for them too.
 *
 * @throws {StartupError} if there are no keys, unless unsigned requests are allowed.
 */
export function admissionTo(
  subgraph: string,
  { INTERNAL_PUBLIC_KEYS: keys, ALLOW_UNSIGNED_REQUESTS: allowsUnsigned }: AdmissionConfig,
  clock: Clock,
  log: Logger,
): Admission {
  if (keys && allowsUnsigned) {
    throw new StartupError('ALLOW_UNSIGNED_REQUESTS: expected false, or no INTERNAL_PUBLIC_KEYS');
  }
  if (keys) {
    const verifier = new SubgraphTokenVerifier({ subgraph, keys, clock });
    return ({ headers }) => verifier.callerOf(headers);
  }
  if (!allowsUnsigned) {
    throw new StartupError(
      'INTERNAL_PUBLIC_KEYS: expected the keys of those who may ask; `npm run services -- keys` makes some. ' +
        'To try a subgraph out by itself, set ALLOW_UNSIGNED_REQUESTS=true',
    );
  }
  log.warn('ALLOW_UNSIGNED_REQUESTS is true: whoever reaches this port is answered as somebody who has not signed in');
  return ({ clientAddress, headers }) => ({ clientAddress, userAgent: userAgentFrom(headers['user-agent']) });
}

/** What signs the requests of a subgraph to others; undefined without a key. */
export function signerOf(
  subgraph: string,
  { INTERNAL_PRIVATE_KEY: key }: Pick<AdmissionConfig, 'INTERNAL_PRIVATE_KEY'>,
  clock: Clock,
): SubgraphTokenSigner | undefined {
  return key && new SubgraphTokenSigner({ key, issuer: subgraph, clock });
}
