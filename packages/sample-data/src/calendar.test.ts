import { expect, test } from 'vitest';
import { dateText, historyUntil, LocalTime } from './calendar.ts';

const history = historyUntil(new Date('2026-11-15T17:30:00Z'));

test('a history of 18 months ends with the beginning of its last day', () => {
  expect(new Date(history.end).toISOString()).toBe('2026-11-15T00:00:00.000Z');
  expect(dateText(history.start)).toBe('2025-05-16');
});

test.each([
  ['Europe/Dublin', '2026-03-28', '2026-03-28T18:00:00.000Z'],
  ['Europe/Dublin', '2026-03-29', '2026-03-29T17:00:00.000Z'],
  ['America/Chicago', '2026-11-01', '2026-11-02T00:00:00.000Z'],
  ['Pacific/Auckland', '2026-04-04', '2026-04-04T05:00:00.000Z'],
  ['Pacific/Auckland', '2026-04-05', '2026-04-05T06:00:00.000Z'],
  ['Asia/Kolkata', '2026-01-01', '2026-01-01T12:30:00.000Z'],
])('18:00 in %s on %s is %s', (zone, date, moment) => {
  const day = (Date.parse(date) - history.start) / 86_400_000;
  expect(new Date(new LocalTime(zone, history).moment(day, 18 * 3600)).toISOString()).toBe(moment);
});
