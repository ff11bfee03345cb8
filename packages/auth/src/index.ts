export { bearerToken } from './bearer-token.ts';
export {
  clientAddressHeader,
  clientListenerHeader,
  clientUserAgentHeader,
  identityKeyOf,
  listenerFrom,
  userAgentFrom,
} from './caller.ts';
export type { Caller } from './caller.ts';
export type { Identity } from './identity.ts';
export { createInternalKeys, readPublicKeys, readSigningKey } from './internal-keys.ts';
export type { InternalKeys, SigningKey } from './internal-keys.ts';
export { keysAt } from './keys-at.ts';
export type { KeySource } from './known-keys.ts';
export { principalOf, subjectOf } from './principal.ts';
export type { Principal, PrincipalKind } from './principal.ts';
export { SubgraphTokenSigner } from './subgraph-token-signer.ts';
export type { SignedRequests, SubgraphTokenSignerOptions } from './subgraph-token-signer.ts';
export { SubgraphTokenVerifier } from './subgraph-token-verifier.ts';
export type { SubgraphTokenVerifierOptions } from './subgraph-token-verifier.ts';
export { createTokenVerifier } from './token-verifier.ts';
export type { TokenVerifier, TokenVerifierOptions } from './token-verifier.ts';
export { unauthenticated } from './unauthenticated.ts';
export { serviceIdentity, serviceScope, viewerOf } from './viewer.ts';
export type { Viewer } from './viewer.ts';
