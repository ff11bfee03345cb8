import { datasetReplacedEvent, defineEvent, type EventDefinition } from '@reelhouse/events';
import { registrationRequested } from './registration-events.ts';

/** A session ended before it expired: its access tokens are not good any more. */
export interface SessionEnded {
  readonly sessionId: string;
  /** Whose session it was: the `sub` of its tokens. */
  readonly subject: string;
  /** RFC 3339. */
  readonly endedAt: string;
  /** Why, as `session.end_reason` has it. */
  readonly reason: string;
}

/** See `SessionEnded`. */
export const sessionEnded = defineEvent<SessionEnded>({
  subject: 'identity.session.ended',
  version: 1,
  aggregate: 'session',
  description: 'a session ended before it expired',
  payload: {
    type: 'object',
    properties: {
      sessionId: { type: 'string', minLength: 36, maxLength: 36 },
      subject: { type: 'string', minLength: 1 },
      endedAt: { type: 'string', minLength: 20 },
      reason: { type: 'string', minLength: 1 },
    },
    required: ['sessionId', 'subject', 'endedAt', 'reason'],
  },
});

/** All that this subgraph publishes. */
export const publishedEvents: readonly EventDefinition[] = [
  sessionEnded,
  registrationRequested,
  datasetReplacedEvent('identity'),
];
