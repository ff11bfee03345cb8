import { errorCatalogue } from '@reelhouse/errors';
import { Refusal } from '@reelhouse/http-server';
import type { Taken } from '@reelhouse/rate-limit';

/** The refusal of who has used up what they may ask for. */
export function rateLimited({ headers, reason }: Taken): Refusal {
  return new Refusal(429, 'REQUEST_RATE_LIMITED', reason ?? errorCatalogue.REQUEST_RATE_LIMITED.meaning, headers);
}

/** The refusal of an operation that may cost more than one may. */
export function tooExpensive(cost: number, max: number): Refusal {
  const { meaning, remedy } = errorCatalogue.COST_ESTIMATED_TOO_EXPENSIVE;
  const figures = `It is estimated at ${cost}, of at most ${max}.`;
  return new Refusal(400, 'COST_ESTIMATED_TOO_EXPENSIVE', `${meaning} ${figures} ${remedy}`);
}

/** The refusal of who asks for the schema and may not. */
export function introspectionDisabled(): Refusal {
  const { meaning, remedy } = errorCatalogue.INTROSPECTION_DISABLED;
  return new Refusal(403, 'INTROSPECTION_DISABLED', `${meaning} ${remedy}`);
}
