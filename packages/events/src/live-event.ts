import type { LogEntry } from './event-bus.ts';
import { asEventMessage } from './event-message.ts';
import { isNameable, toLiveEventId } from './live-event-id.ts';
import type { LiveEvent } from './live-events.ts';

/** The event that an entry of the log is; `undefined` if it is none. */
export function asLiveEvent({ sequence, eventId, content }: LogEntry): LiveEvent | undefined {
  const message = asEventMessage(content);
  if (message?.id !== eventId || !isNameable({ sequence, eventId }) || !isObject(message.payload)) return undefined;
  const { subject, aggregateId, occurredAt, payload } = message;
  return { id: toLiveEventId({ sequence, eventId }), sequence, subject, aggregateId, occurredAt, payload };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The owner of some subjects.
 *
 * @throws {TypeError} if there is not exactly one.
 */
export function ownerOf(subjects: readonly string[]): string {
  const [owner, ...others] = new Set(subjects.map((subject) => subject.split('.', 1)[0]));
  if (!owner || others.length > 0) throw new TypeError(`not the subjects of one owner: ${subjects.join(', ')}`);
  return owner;
}
