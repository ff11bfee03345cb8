import { defaultOperationLimits } from '../limits/operation-limits.ts';
import type { EdgeSettings } from './edge-settings.ts';

/** What holds where nothing else is said: any operation that is not too large, by anybody, at any rate. */
export const defaultEdgeSettings: EdgeSettings = {
  limits: defaultOperationLimits,
  introspection: true,
  registration: { level: 'off', rules: [] },
  rates: undefined,
  http: { maxInFlight: 500, requestSeconds: 30 },
  costShownTo: [],
};
