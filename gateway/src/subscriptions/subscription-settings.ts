import { randomUUID } from 'node:crypto';
import { systemClock, systemTimers } from '@reelhouse/clock';
import type { RequestContext } from '@reelhouse/http-server';
import type { Logger } from '@reelhouse/logging';
import type { SubscriptionEngineOptions } from './subscription-engine.ts';

/** How subscriptions are run: by default as the identity of the context says, and without events. */
export type SubscriptionSettings<Context extends RequestContext> = Partial<
  Omit<SubscriptionEngineOptions<Context>, 'log'>
>;

/** The settings with what they leave out. */
export function subscriptionSettings<Context extends RequestContext>(
  settings: SubscriptionSettings<Context> = {},
  log: Logger,
): SubscriptionEngineOptions<Context> {
  return {
    clock: systemClock,
    timers: systemTimers,
    viewerOf: ({ identity }) => identity?.subject ?? '',
    scopesOf: ({ identity }) => [...(identity?.scopes ?? [])].sort().join(' '),
    sharedContext: (context, _event, dependsOnViewer) => sharedContext(context, dependsOnViewer, log),
    expiresAt: ({ identity }) => identity?.expiresAt,
    ...settings,
    log,
  };
}

/** Stands for all who share a result in the place of one of them. */
const everybody = 'service:gateway';

/**
 * What a result for several is executed under: a request of its own, whose identity has the scopes that all of them have and
 * is a person's only where the result is for that person alone.
 */
function sharedContext<Context extends RequestContext>(context: Context, isPersonal: boolean, log: Logger): Context {
  const requestId = randomUUID();
  const { identity } = context;
  return {
    ...context,
    requestId,
    log: log.child({ requestId }),
    signal: undefined,
    trace: undefined,
    clientAddress: undefined,
    listener: undefined,
    userAgent: undefined,
    identity:
      identity && !isPersonal
        ? { subject: everybody, scopes: identity.scopes, expiresAt: identity.expiresAt }
        : identity,
  };
}
