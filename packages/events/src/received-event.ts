import type { LogEntry } from './event-bus.ts';
import type { EventHandler } from './event-handler.ts';
import { asEventMessage } from './event-message.ts';
import type { Transaction } from '@reelhouse/database';
import { isVisibleIn } from './watermark.ts';

/** What a consumer makes of what stands in the log. */
export type ReceivedEvent =
  /** Another consumer's, or one whose effect a snapshot already had. */
  | { readonly kind: 'passed over' }
  /** Nothing that a further attempt could handle. */
  | { readonly kind: 'invalid'; readonly lane: string; readonly text: string }
  | {
      readonly kind: 'work';
      /** Events of one lane are handled in order: those of one aggregate. */
      readonly lane: string;
      /** The message, as JSON. */
      readonly text: string;
      readonly work: (tx: Transaction) => Promise<void>;
    };

/**
 * Reads an entry of the log for a consumer. A subject of the consumer's in a version that it does not know is invalid:
 * somebody has to look at it.
 */
export function receiveEntry(
  { content, eventId }: Pick<LogEntry, 'content' | 'eventId'>,
  handlers: readonly EventHandler[],
  watermark: string | null,
): ReceivedEvent {
  const message = asEventMessage(content);
  const text = JSON.stringify(content);
  if (!message) return { kind: 'invalid', lane: `unknown/${eventId}`, text };
  const ofSubject = handlers.filter(({ definition }) => definition.subject === message.subject);
  if (ofSubject.length === 0 || (watermark !== null && isVisibleIn(watermark, message.transactionId))) {
    return { kind: 'passed over' };
  }
  const lane = `${message.aggregateType}/${message.aggregateId}`;
  const work = ofSubject.find(({ definition }) => definition.version === message.version)?.prepare(message);
  return work ? { kind: 'work', lane, text, work } : { kind: 'invalid', lane, text };
}
