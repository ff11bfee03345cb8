import type { PubAck } from '@nats-io/jetstream';
import type { EventMessage } from './event-message.ts';
import type { NatsSession } from './nats-bus.ts';

const acknowledgementMs = 5000;

/** How far JetStream took a list of events. */
export interface Appended {
  /** The places of the first of them. */
  readonly sequences: readonly number[];
  /** Whether that is all of them, and none was there before. */
  readonly complete: boolean;
  /** Why the next one was not taken. */
  readonly error?: unknown;
}

/**
 * Appends events to their stream without waiting for each other's acknowledgement. Each says which sequence it expects to
 * be the last before it, so that none is taken after another was lost on the way, or beside those of a rival relay.
 *
 * @param last the stream's last sequence.
 */
export async function appendToStream(
  { js, prefix }: NatsSession,
  events: readonly EventMessage[],
  last: number,
): Promise<Appended> {
  const results = await Promise.allSettled(
    events.map((event, place) =>
      js.publish(`${prefix}.${event.subject}`, JSON.stringify(event), {
        msgID: event.id,
        expect: { lastSequence: last + place },
        timeout: acknowledgementMs,
      }),
    ),
  );
  const taken: PubAck[] = [];
  for (const result of results) {
    if (result.status === 'rejected') return { sequences: sequencesOf(taken), complete: false, error: result.reason };
    taken.push(result.value);
  }
  return { sequences: sequencesOf(taken), complete: !taken.some(({ duplicate }) => duplicate) };
}

function sequencesOf(taken: readonly PubAck[]): number[] {
  return taken.map(({ seq }) => seq);
}
