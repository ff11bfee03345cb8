import { randomUUID } from 'node:crypto';
import { createTokenVerifier, type KeySource } from '@reelhouse/auth';
import { systemTimers, type Clock } from '@reelhouse/clock';
import type { LiveEvents } from '@reelhouse/events';
import {
  createAuthenticate,
  endedSessionsOf,
  RevokedSessions,
  type Authenticate,
  type SubgraphTransport,
} from '@reelhouse/gateway';
import type { RequestContext } from '@reelhouse/http-server';
import type { Logger } from '@reelhouse/logging';
import type { Subgraph } from '@reelhouse/subgraph';
import { accessTokenLifetime, jwksPath, tokenAudience, tokenIssuer } from '@reelhouse/subgraph-identity';

/** What tells who sends a request is made of. */
export interface HouseAuthenticationOptions {
  /** The subgraph that signs the tokens, and how it is asked. */
  readonly identity: Subgraph;
  readonly transport: SubgraphTransport<RequestContext>;
  /** Tells of sessions that end; without it, a token is good until it expires. */
  readonly events: LiveEvents | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What tells who sends a request. */
export interface HouseAuthentication {
  readonly authenticate: Authenticate;
  /** Calls with the id of each session that ends. */
  onEnded(listener: (sessionId: string) => void): void;
  stop(): Promise<void>;
}

/** Takes the tokens that the identity subgraph of this process signs, until their sessions end. */
export async function openHouseAuthentication(options: HouseAuthenticationOptions): Promise<HouseAuthentication> {
  const { identity, transport, events, clock, log } = options;
  // A line about each time that is asked in vain would be one a second.
  const silent = log.child({}, { level: 'silent' });
  const revoked =
    events &&
    new RevokedSessions({
      events,
      fetchEnded: endedSessionsOf(transport, () => ({ requestId: randomUUID(), log: silent })),
      clock,
      timers: systemTimers,
      log,
      tokenLifetimeSeconds: accessTokenLifetime,
    });
  await revoked?.start();
  const verifier = createTokenVerifier({
    keys: keysOf(identity),
    issuer: tokenIssuer,
    audience: tokenAudience,
    clock,
    maxLifetimeSeconds: accessTokenLifetime,
    keysFailed: (error) => log.warn({ err: error }, 'the keys of access tokens could not be read'),
  });
  return {
    authenticate: createAuthenticate({ verifier, revoked }),
    onEnded: (listener) => revoked?.onEnded(listener),
    stop: async () => revoked?.stop(),
  };
}

/** The keys that the subgraph publishes, read without HTTP. */
function keysOf({ routes }: Subgraph): KeySource {
  const route = routes.find(({ path }) => path === jwksPath);
  return async () => {
    const answer = await route?.handle({ path: jwksPath, headers: {} });
    if (answer?.status !== 200) throw new Error('no keys are published');
    return JSON.parse(Buffer.from(answer.body).toString()) as Awaited<ReturnType<KeySource>>;
  };
}
