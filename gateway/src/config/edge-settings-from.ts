import type { RateLimits } from '@reelhouse/rate-limit';
import { defaultEdgeSettings } from '../edge/default-edge-settings.ts';
import type { EdgeSettings } from '../edge/edge-settings.ts';
import type { GatewayConfig } from './config-shape.ts';
import { defined } from './defined-settings.ts';

/** What of the edge is decided beside the file. */
export interface EdgeVariables {
  /** `INTROSPECTION`, which goes before the file. */
  readonly INTROSPECTION?: boolean | undefined;
  /** Whether the schema may be asked for where nothing says it. */
  readonly isDevelopment: boolean;
}

/** What is decided at the edge, as a configuration file says it. */
export function edgeSettingsFrom(config: GatewayConfig, { INTROSPECTION, isDevelopment }: EdgeVariables): EdgeSettings {
  const { maxInFlight, requestSeconds, ...limits } = config.limits ?? {};
  const { level, rules } = config.registeredOperations ?? {};
  return {
    limits: { ...defaultEdgeSettings.limits, ...defined(limits) },
    introspection: INTROSPECTION ?? config.introspection ?? isDevelopment,
    registration: { ...defaultEdgeSettings.registration, ...defined({ level, rules }) },
    rates: ratesOf(config) ?? defaultEdgeSettings.rates,
    ...defined({ newOperationCost: config.rateLimits?.newOperation }),
    http: {
      ...defaultEdgeSettings.http,
      ...defined({ maxBodyBytes: config.maxBodyBytes, maxInFlight, requestSeconds }),
    },
    costShownTo: config.costShownTo ?? defaultEdgeSettings.costShownTo,
  };
}

function ratesOf({ rateLimits }: GatewayConfig): RateLimits | undefined {
  const { address, identity } = rateLimits ?? {};
  return address || identity ? { address, identity } : undefined;
}

/** The settings by the names that they have in the file, so that it can be said which of two differ. */
export function namedEdgeSettings({
  limits,
  introspection,
  registration,
  rates,
  http,
  costShownTo,
  newOperationCost,
}: EdgeSettings): Readonly<Record<string, unknown>> {
  const { maxBodyBytes, ...more } = http;
  const ofLimits = Object.entries({ ...limits, ...more }).map(([name, value]) => [`limits.${name}`, value] as const);
  return {
    introspection,
    ...Object.fromEntries(ofLimits),
    'rateLimits.address': rates?.address,
    'rateLimits.identity': rates?.identity,
    'rateLimits.newOperation': newOperationCost,
    costShownTo,
    'registeredOperations.level': registration.level,
    'registeredOperations.rules': registration.rules,
    maxBodyBytes,
  };
}
