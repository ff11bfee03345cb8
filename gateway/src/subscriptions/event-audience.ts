import type { Identity } from '@reelhouse/auth';
import type { LiveEvent } from '@reelhouse/events';
import { readOwn } from '../execution/data.ts';
import type { Claim, EqualsPart, EventScope } from '../planning/event-scope.ts';

/** Which events may be told to somebody; those for whom it is the same may share what is made of them. */
export interface EventAudience {
  /** The same for those only to whom the same events are told. */
  readonly key: string;
  readonly isTold: (event: LiveEvent) => boolean;
}

const everybody: EventAudience = { key: '', isTold: () => true };
const nobody: EventAudience = { key: 'nobody', isTold: () => false };

/**
 * Which events somebody is told of: what the first statement says that is for the scopes of the identity. Whom none is for is told
 * of none, and so is who lacks the claim; where nothing is stated, all are told.
 *
 * @param statements in their order in the schema.
 */
export function eventAudience(statements: readonly EventScope[], identity: Identity | undefined): EventAudience {
  if (statements.length === 0) return everybody;
  const index = statements.findIndex(({ scopes }) => scopes.every((scope) => identity?.scopes.includes(scope)));
  const statement = statements[index];
  const claim = statement && identity && claimOf[statement.claim](identity);
  if (!statement || claim === undefined) return nobody;
  return {
    key: `${index} ${claim}`,
    isTold: ({ payload }) => textOf(statement.equals, payload) === claim,
  };
}

const claimOf: Readonly<Record<Claim, (identity: Identity) => string | undefined>> = {
  sub: ({ subject }) => subject,
  store_id: ({ storeId }) => storeId?.toString(),
  sid: ({ sessionId }) => sessionId,
};

/** Undefined if the payload lacks a property, or has one that is no text, number or truth value. */
function textOf(parts: readonly EqualsPart[], payload: LiveEvent['payload']): string | undefined {
  let text = '';
  for (const part of parts) {
    const value = typeof part === 'string' ? part : readOwn(payload, part.property);
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
    text += String(value);
  }
  return text;
}
