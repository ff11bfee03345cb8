import type { JSONSchemaType } from 'ajv';
import { payloadCheck } from './payload-check.ts';

/** An event on its way: what stands in the outbox, goes over the bus and comes to the consumers. */
export interface EventMessage {
  /** A UUID: the id of the message on the bus, and what consumers know a repeated one by. */
  readonly id: string;
  readonly subject: string;
  readonly version: number;
  readonly aggregateType: string;
  readonly aggregateId: string;
  /** When it happened, by the clock of the command: RFC 3339, UTC. */
  readonly occurredAt: string;
  readonly payload: unknown;
  /** The W3C trace that it belongs to. */
  readonly traceparent?: string | null;
  /** The transaction of the owner's database that wrote it, as `xid8`. */
  readonly transactionId: string;
}

/** What is checked of a message before its payload is looked at. */
const envelope: JSONSchemaType<Omit<EventMessage, 'payload'>> = {
  type: 'object',
  properties: {
    id: { type: 'string', minLength: 1, maxLength: 100 },
    subject: { type: 'string', minLength: 1, maxLength: 200 },
    version: { type: 'integer', minimum: 1 },
    aggregateType: { type: 'string', minLength: 1 },
    aggregateId: { type: 'string', minLength: 1 },
    occurredAt: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$' },
    traceparent: { type: 'string', nullable: true },
    transactionId: { type: 'string', pattern: '^\\d{1,20}$' },
  },
  required: ['id', 'subject', 'version', 'aggregateType', 'aggregateId', 'occurredAt', 'transactionId'],
};

const checkEnvelope = payloadCheck(envelope);

/** The message that a value from the bus is; `undefined` if it is none. */
export function asEventMessage(value: unknown): EventMessage | undefined {
  const result = checkEnvelope(value);
  if (!result.valid || typeof value !== 'object' || value === null || !('payload' in value)) return undefined;
  return { ...result.payload, payload: value.payload };
}
