import type { Supergraph } from '@apollo/federation-internals';
import { StartupError } from '@reelhouse/config';
import { parse } from 'graphql';
import { liveDirectives } from '../planning/live-directives.ts';
import { readEventSources } from '../planning/read-event-sources.ts';
import type { GatewayConfig } from './config-shape.ts';

/** Where events come from. */
export interface EventsConfig {
  /** One or more servers of NATS. */
  readonly nats: string;
  /** Stands before the subjects of all events of the chain. */
  readonly prefix: string;
}

/** The variables of the environment that go before the file. */
export interface EventsVariables {
  readonly NATS_URL?: string | undefined;
  readonly EVENTS_PREFIX?: string | undefined;
}

/**
 * Where events come from, as the variables say it, else the file.
 *
 * @returns undefined where there is no NATS: no subscription is answered by events.
 * @throws {StartupError} if there is a NATS, and nothing says what is to be listened to on it.
 */
export function eventsConfig(
  { events }: Pick<GatewayConfig, 'events'>,
  { NATS_URL, EVENTS_PREFIX }: EventsVariables,
): EventsConfig | undefined {
  const nats = NATS_URL ?? events?.nats;
  const prefix = EVENTS_PREFIX ?? events?.prefix;
  if (nats === undefined) return undefined;
  if (prefix !== undefined) return { nats, prefix };
  throw new StartupError(
    'EVENTS_PREFIX: expected what stands before the subjects of events, usually the name of the database; ' +
      'or set events.prefix in the configuration file',
  );
}

/**
 * What cannot be subscribed to without events, in one line. It need not be a mistake: other gateways of the supergraph may have
 * them.
 */
export function unansweredSubscriptions(sdl: string, supergraph: Supergraph): string[] {
  const { sources } = readEventSources(parse(sdl, { noLocation: true }), liveDirectives(supergraph));
  if (sources.length === 0) return [];
  const fields = sources.map(({ name }) => name).join(', ');
  return [`NATS_URL is not set: what events answer cannot be subscribed to (${fields})`];
}
