import type { AnswerCaching } from '@reelhouse/http-server';

/** What a part of an operation leaves of how long an answer may be kept, and by whom. */
export interface CacheLimit {
  /** In seconds; undefined: it sets no limit. */
  readonly maxAge: number | undefined;
  /** `PRIVATE` also where nothing is known of it. */
  readonly scope: AnswerCaching['scope'];
}

/** Of what changes nothing for what it is part of. */
export const unlimited: CacheLimit = { maxAge: undefined, scope: 'PUBLIC' };

/** Of what nobody may keep: each time it may be something else, and for each who asks. */
export const notKept: CacheLimit = { maxAge: 0, scope: 'PRIVATE' };

/** What all of them allow. */
export function strictest(limits: Iterable<CacheLimit>): CacheLimit {
  let { maxAge, scope } = unlimited;
  for (const limit of limits) {
    maxAge = shorter(maxAge, limit.maxAge);
    if (limit.scope === 'PRIVATE') scope = 'PRIVATE';
  }
  return { maxAge, scope };
}

/** The shorter of two ages, of which each may be none. */
export function shorter(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.min(one, other);
}
