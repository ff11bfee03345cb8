import type { EventDefinition } from './event-definition.ts';
import { insertEvents } from './store/outbox.ts';
import type { Transaction } from '@reelhouse/database';

/** What happened to one aggregate. */
export interface Occurrence<Payload> {
  readonly aggregateId: number | string;
  readonly payload: Payload;
  /** Now, by the command's clock. */
  readonly occurredAt: Date;
  /** The W3C trace of the command. */
  readonly traceparent?: string;
}

/** The largest payload, as JSON in bytes: NATS takes messages of 1 MB. An event says what happened; it is not a document. */
export const largestPayload = 256 * 1024;

/** A payload that does not fit its event: a fault of the command, whose transaction fails with it. */
export class InvalidPayload extends Error {
  override readonly name = 'InvalidPayload';
}

/**
 * Records that something happened, in the transaction that made it happen: it is published if and only if that commits.
 *
 * **Order.** Events of one aggregate are published, and handled by every consumer, in the order in which they were
 * recorded, provided that the transaction holds the aggregate's row (written, or read `for update`) before it records:
 * then the transactions of one aggregate come one after the other, and so do their places in the outbox. There is no
 * order between aggregates. Events of one transaction are recorded in the order of the calls.
 *
 * @returns the event's id.
 * @throws {InvalidPayload} if the payload does not fit the event's schema, or is larger than 256 kB.
 */
export async function recordEvent<Payload>(
  tx: Transaction,
  definition: EventDefinition<Payload>,
  occurrence: Occurrence<Payload>,
): Promise<string> {
  const [id = ''] = await recordEvents(tx, definition, [occurrence]);
  return id;
}

/**
 * Records several events of one kind with one statement: see `recordEvent`.
 *
 * @returns their ids, in the same order.
 * @throws {InvalidPayload} as `recordEvent` does; then none is recorded.
 */
export async function recordEvents<Payload>(
  tx: Transaction,
  definition: EventDefinition<Payload>,
  occurrences: readonly Occurrence<Payload>[],
): Promise<string[]> {
  if (occurrences.length === 0) return [];
  return insertEvents(
    tx,
    definition,
    occurrences.map(({ aggregateId, payload, occurredAt, traceparent }) => ({
      aggregateId: String(aggregateId),
      payload: payloadText(definition, payload),
      occurredAt,
      traceparent: traceparent ?? null,
    })),
  );
}

function payloadText(definition: EventDefinition, payload: unknown): string {
  const name = `${definition.subject} version ${definition.version}`;
  const result = definition.check(payload);
  if (!result.valid) throw new InvalidPayload(`the payload of ${name} does not fit its schema: ${result.problem}`);
  const text = JSON.stringify(payload);
  if (Buffer.byteLength(text) > largestPayload) throw new InvalidPayload(`the payload of ${name} is too large`);
  return text;
}
