import { expect, test } from 'vitest';
import { SeenEvents } from './seen-events.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 31, 12, minutes)).toISOString();
const began = new Date(at(0));

test('an event is new once', () => {
  const seen = new SeenEvents(began);
  expect([seen.isNew('a', at(1)), seen.isNew('b', at(1)), seen.isNew('a', at(1))]).toEqual([true, true, false]);
});

test('what occurred before the reading began may come late; a day later it is too late', () => {
  const seen = new SeenEvents(began);
  expect([seen.isNew('a', at(-24 * 60)), seen.isNew('b', at(-24 * 60 - 1))]).toEqual([true, false]);
});

test('in another log, what occurred before the reading began has been seen', () => {
  const seen = new SeenEvents(began);
  seen.isNew('late', at(2));
  seen.beginAnotherLog();
  expect(seen.isNew('before', at(-1))).toBe(false);
  expect(seen.isNew('late', at(2))).toBe(false);
  expect(seen.isNew('unread', at(1))).toBe(true);
});

test('in another log, what is not remembered any more has been seen, and pushes nothing out', () => {
  const seen = new SeenEvents(began, 3);
  for (let minute = 1; minute <= 5; minute += 1) expect(seen.isNew(String(minute), at(minute))).toBe(true);
  seen.beginAnotherLog();
  const again = [0, 1, 2, 3, 4, 5].map((minute) => seen.isNew(String(minute), at(minute)));
  expect(again).toEqual([false, false, false, false, false, false]);
  expect(['6', '7', '6', '7'].map((id) => seen.isNew(id, at(Number(id))))).toEqual([true, true, false, false]);
});
