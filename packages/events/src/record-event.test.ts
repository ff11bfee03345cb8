import { createTestDatabase } from '@reelhouse/test-database';
import { describe, expect, test } from 'vitest';
import { defineEvent } from './event-definition.ts';
import { rentalStepped } from './journal.fixture.ts';
import { InvalidPayload, recordEvent, recordEvents } from './record-event.ts';

const database = await createTestDatabase();
const rental = database.connectAs('rental');
const occurredAt = new Date('2026-03-31T12:00:00.123Z');

const noted = defineEvent<{ text: string }>({
  subject: 'rental.rental.noted',
  version: 2,
  aggregate: 'rental',
  description: 'something was noted',
  payload: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
});

test('an event is a row of the outbox', async () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const id = await rental.begin((tx) =>
    recordEvent(tx, noted, { aggregateId: 7, payload: { text: '\'";{}é' }, occurredAt, traceparent }),
  );
  expect(
    await rental`
      select event_id, subject, version, aggregate_type, aggregate_id, payload, occurred_at, traceparent, log_sequence
      from outbox`,
  ).toEqual([
    {
      event_id: id,
      subject: 'rental.rental.noted',
      version: 2,
      aggregate_type: 'rental',
      aggregate_id: '7',
      payload: { text: '\'";{}é' },
      occurred_at: occurredAt,
      traceparent,
      log_sequence: null,
    },
  ]);
});

describe('refused, and nothing is recorded:', () => {
  test.each([
    ['a wrong type', { n: '1' }],
    ['a missing property', {}],
    ['no object', null],
    ['not a number', { n: Number.NaN }],
  ])('%s', async (_, payload) => {
    const before = await rental`select from outbox`;
    const wrong = { aggregateId: 1, occurredAt, payload: payload as { n: number } };
    const right = { aggregateId: 1, occurredAt, payload: { n: 1 } };
    const recording = rental.begin((tx) => recordEvents(tx, rentalStepped, [right, wrong]));
    await expect(recording).rejects.toThrow(InvalidPayload);
    expect(await rental`select from outbox`).toHaveLength(before.length);
  });

  test('a payload that is too large', async () => {
    const payload = { text: 'é'.repeat(131_073) };
    const recording = rental.begin((tx) => recordEvent(tx, noted, { aggregateId: 1, occurredAt, payload }));
    await expect(recording).rejects.toThrow('the payload of rental.rental.noted version 2 is too large');
  });
});

test.each([
  'rental',
  'rental.returned',
  'Rental.rental.returned',
  'rental.rental.*',
  'rental.rental.returned.late',
  '',
])('%j is not the subject of an event', (subject) => {
  const payload = { type: 'object', required: [] } as const;
  const definition = { subject, version: 1, aggregate: 'rental', description: 'x', payload };
  expect(() => defineEvent<Record<string, never>>(definition)).toThrow(TypeError);
});
