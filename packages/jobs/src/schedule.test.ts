import fc from 'fast-check';
import { expect, test } from 'vitest';
import { latestDue, nextDue, scheduleProblem, type Schedule } from './schedule.ts';

const berlin = (dailyAt: string): Schedule => ({ dailyAt, timeZone: 'Europe/Berlin' });

test.each<[Schedule, string, string, string]>([
  [{ everySeconds: 60 }, '2026-03-01T10:00:59.999Z', '2026-03-01T10:00:00Z', '2026-03-01T10:01:00Z'],
  [{ everySeconds: 60 }, '2026-03-01T10:01:00Z', '2026-03-01T10:01:00Z', '2026-03-01T10:02:00Z'],
  [berlin('03:00'), '2026-01-15T01:59:59Z', '2026-01-14T02:00:00Z', '2026-01-15T02:00:00Z'],
  [berlin('03:00'), '2026-01-15T02:00:00Z', '2026-01-15T02:00:00Z', '2026-01-16T02:00:00Z'],
  // Clocks skip 02:30 on 29 March 2026.
  [berlin('02:30'), '2026-03-28T12:00:00Z', '2026-03-28T01:30:00Z', '2026-03-29T01:30:00Z'],
  [berlin('02:30'), '2026-03-29T12:00:00Z', '2026-03-29T01:30:00Z', '2026-03-30T00:30:00Z'],
  // They show 02:30 twice on 25 October 2026.
  [berlin('02:30'), '2026-10-25T00:30:00Z', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z'],
  [
    { dailyAt: '23:30', timeZone: 'Pacific/Kiritimati' },
    '2026-03-01T10:00:00Z',
    '2026-03-01T09:30:00Z',
    '2026-03-02T09:30:00Z',
  ],
  [
    { dailyAt: '00:00', timeZone: 'America/Los_Angeles' },
    '2026-03-01T07:59:00Z',
    '2026-02-28T08:00:00Z',
    '2026-03-01T08:00:00Z',
  ],
])('%j at %s', (schedule, now, latest, next) => {
  expect(latestDue(schedule, new Date(now))).toEqual(new Date(latest));
  expect(nextDue(schedule, new Date(now))).toEqual(new Date(next));
});

test('times follow each other without a gap, whatever the zone, the time and the day', () => {
  const zones = [
    'Europe/Berlin',
    'America/Los_Angeles',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'America/Sao_Paulo',
    'UTC',
  ];
  const schedule = fc.oneof(
    fc.record({ everySeconds: fc.integer({ min: 1, max: 100_000 }) }),
    fc.record({
      dailyAt: fc
        .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
        .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':')),
      timeZone: fc.constantFrom(...zones),
    }),
  );
  const moment = fc.date({ min: new Date('2015-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(schedule, moment, (each, now) => {
      const latest = latestDue(each, now);
      const next = nextDue(each, now);
      expect(scheduleProblem(each)).toBeUndefined();
      expect(latest <= now && now < next).toBe(true);
      expect(latestDue(each, latest)).toEqual(latest);
      expect(nextDue(each, latest)).toEqual(next);
      expect(latestDue(each, new Date(next.getTime() - 1))).toEqual(latest);
    }),
  );
});

test.each<[Schedule, string]>([
  [{ everySeconds: 0 }, 'everySeconds must be'],
  [{ everySeconds: 1.5 }, 'everySeconds must be'],
  [{ everySeconds: Number.NaN }, 'everySeconds must be'],
  [berlin('3:00'), 'dailyAt must be'],
  [berlin('24:00'), 'dailyAt must be'],
  [{ dailyAt: '03:00', timeZone: 'Europe/Atlantis' }, 'there is no time zone "Europe/Atlantis"'],
])('%j is no schedule', (schedule, problem) => {
  expect(scheduleProblem(schedule)).toContain(problem);
});
