import type { Clock } from '@reelhouse/clock';
import type { EventBus, LogPlace } from './event-bus.ts';
import { asLiveEvent, ownerOf } from './live-event.ts';
import { EventsMissed, replayHours, replayLimit, type LiveEvent } from './live-events.ts';

/** What is replayed, and from where. */
export interface ReplayOptions {
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly subjects: readonly string[];
  /** The event after which others are wanted. */
  readonly after: LogPlace;
  /** The sequence of the last event wanted. */
  readonly upTo: number;
  /** Ends the reading. */
  readonly signal: AbortSignal;
}

/** How many entries are read at once, at most. */
const batch = 500;

/**
 * Reads the events after one: all of them, or none.
 *
 * @throws {EventsMissed} if there would be a gap.
 */
export async function replayEvents(options: ReplayOptions): Promise<LiveEvent[]> {
  const { bus, subjects, after, upTo, signal } = options;
  const owner = ownerOf(subjects);
  await checkPlace(owner, options);
  const wanted = new Set(subjects);
  const events = new Map<string, LiveEvent>();
  if (upTo <= after.sequence || signal.aborted) return [];
  const range = { after: after.sequence, upTo, subjects: [...wanted], limit: batch, signal };
  for await (const entries of bus.range(owner, range)) {
    for (const entry of entries) {
      const event = asLiveEvent(entry);
      if (event && wanted.has(event.subject) && entry.eventId !== after.eventId && !events.has(entry.eventId)) {
        events.set(entry.eventId, event);
      }
    }
    if (events.size > replayLimit) throw new EventsMissed(`more than ${replayLimit} events follow`);
  }
  return [...events.values()];
}

/** Whether the log still has the event, and it is not too old for others to follow. */
async function checkPlace(owner: string, { bus, clock, after, upTo, signal }: ReplayOptions): Promise<void> {
  const { sequence, eventId } = after;
  const place = { after: sequence - 1, upTo: sequence, subjects: [], limit: 1, signal };
  for await (const [entry] of bus.range(owner, place)) {
    if (entry?.eventId !== eventId) continue;
    const event = asLiveEvent(entry);
    const oldest = clock.now().getTime() - replayHours * 3600 * 1000;
    if (event && (upTo <= sequence || Date.parse(event.occurredAt) >= oldest)) return;
    throw new EventsMissed(`the event occurred more than ${replayHours} hours ago`);
  }
  if (!signal.aborted) throw new EventsMissed('the log does not hold the event');
}
