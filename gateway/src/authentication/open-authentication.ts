import { randomUUID } from 'node:crypto';
import { createTokenVerifier, keysAt } from '@reelhouse/auth';
import type { Clock, Timers } from '@reelhouse/clock';
import type { LiveEvents } from '@reelhouse/events';
import type { Logger } from '@reelhouse/logging';
import { HttpTransport, type HttpOptions } from '@reelhouse/subgraph-transport';
import type { GatewayConfig } from '../config/config-shape.ts';
import type { ForwardingContext } from '../config/forwarded-headers.ts';
import { createAuthenticate, type Authenticate } from './authenticate.ts';
import { endedSessionsOf } from './ended-sessions.ts';
import { RevokedSessions } from './revoked-sessions.ts';

/** What tells who sends a request, at work. */
export interface OpenAuthentication {
  readonly authenticate: Authenticate;
  /** The sessions that have ended; undefined if nobody tells of them. */
  readonly revoked: RevokedSessions | undefined;
  /** Begins to hear of ended sessions. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What it works with. */
export interface AuthenticationParts {
  /** How the subgraph is reached that knows which sessions have ended. */
  readonly endedSessions?: HttpOptions<ForwardingContext> | undefined;
  /** Where ended sessions are published. */
  readonly events?: LiveEvents | undefined;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Logger;
}

/** Makes what the `authentication` of a configuration asks for. */
export function openAuthentication(
  config: NonNullable<GatewayConfig['authentication']>,
  { endedSessions, events, clock, timers, log }: AuthenticationParts,
): OpenAuthentication {
  const { jwks, tokenLifetimeSeconds = 900 } = config;
  const owner = endedSessions && new HttpTransport<ForwardingContext>(endedSessions);
  const isHeard = owner !== undefined || events !== undefined;
  const verifier = createTokenVerifier({
    ...config,
    keys: keysAt(jwks),
    clock,
    // A token that lived longer would be good again when its session is forgotten.
    ...(isHeard && { maxLifetimeSeconds: tokenLifetimeSeconds }),
    keysFailed: (error) => log.warn({ err: error }, 'the keys of access tokens could not be fetched'),
  });
  // A line about each time that is asked in vain would be one a second.
  const silent = log.child({}, { level: 'silent' });
  const context = (): ForwardingContext => ({ requestId: randomUUID(), log: silent, headers: {} });
  const revoked = isHeard
    ? new RevokedSessions({
        events,
        fetchEnded: owner && endedSessionsOf(owner, context),
        clock,
        timers,
        log,
        tokenLifetimeSeconds,
      })
    : undefined;
  return {
    authenticate: createAuthenticate({ verifier, revoked }),
    revoked,
    start: async () => revoked?.start(),
    async stop() {
      revoked?.stop();
      await owner?.stop();
    },
  };
}
