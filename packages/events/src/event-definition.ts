import type { JSONSchemaType } from 'ajv';
import { payloadCheck, type PayloadCheck } from './payload-check.ts';

/** A kind of event, as its owner and its consumers know it. */
export interface EventDefinition<Payload = unknown> {
  /** `<owner>.<aggregate>.<what happened>`, such as `rental.rental.returned`. */
  readonly subject: string;
  /**
   * The version of the payload. A payload may gain optional properties within a version; anything else is a new version,
   * which is published beside the old one until nobody consumes that.
   */
  readonly version: number;
  /** What the event happened to: events of one aggregate are kept in order. */
  readonly aggregate: string;
  /** What it tells, for the reader of the subgraph's README. */
  readonly description: string;
  /** The subgraph that publishes it: the first part of the subject. */
  readonly owner: string;
  /** The JSON Schema of the payload: publishers and consumers are compared by it. */
  readonly payload: object;
  /** Checks a payload against the event's JSON Schema. */
  readonly check: PayloadCheck<Payload>;
}

/** What an event is defined by. */
export interface EventShape<Payload> {
  readonly subject: string;
  readonly version: number;
  readonly aggregate: string;
  readonly description: string;
  /** The JSON Schema of the payload; its type and the schema cannot differ. */
  readonly payload: JSONSchemaType<Payload>;
}

const subjectForm = /^[a-z]+(?:\.[a-z][a-z_]*){2}$/;

/**
 * Defines an event. Its payload is checked where it is recorded and where it is consumed.
 *
 * @example
 * const rentalReturned = defineEvent<RentalReturned>({
 *   subject: 'rental.rental.returned',
 *   version: 1,
 *   aggregate: 'rental',
 *   description: 'a copy was brought back',
 *   payload: {
 *     type: 'object',
 *     properties: { rentalId: { type: 'integer' }, filmId: { type: 'integer' } },
 *     required: ['rentalId', 'filmId'],
 *   },
 * });
 * @throws {TypeError} if the subject is not of the form `owner.aggregate.what_happened`, or the schema is none.
 */
export function defineEvent<Payload>(shape: EventShape<Payload>): EventDefinition<Payload> {
  const { subject, version, aggregate, description, payload } = shape;
  if (!subjectForm.test(subject)) throw new TypeError(`not the subject of an event: ${subject}`);
  if (!Number.isSafeInteger(version) || version < 1) throw new TypeError(`${subject}: versions count from 1`);
  const [owner = ''] = subject.split('.');
  return { subject, version, aggregate, description, owner, payload, check: payloadCheck<Payload>(payload) };
}
