import { expect, test } from 'vitest';
import { ManualClock } from './manual-clock.ts';

test('stands still until it is moved', () => {
  const clock = new ManualClock('2026-03-01T10:00:00Z');
  expect(clock.now()).toEqual(clock.now());
  clock.advance(1.5);
  expect(clock.now().toISOString()).toBe('2026-03-01T10:00:01.500Z');
  clock.set(new Date('2027-01-01T00:00:00Z'));
  expect(clock.now().toISOString()).toBe('2027-01-01T00:00:00.000Z');
});

test('hands out dates that the caller may change', () => {
  const clock = new ManualClock('2026-03-01T10:00:00Z');
  clock.now().setFullYear(1999);
  expect(clock.now().getUTCFullYear()).toBe(2026);
});

test('refuses what is not a time', () => {
  expect(() => new ManualClock('yesterday')).toThrow('not a time');
});

test('wakes who waits, in order of time, at the moment that was waited for', () => {
  const clock = new ManualClock('2026-03-01T10:00:00Z');
  const woken: string[] = [];
  const note = (name: string) => () => void woken.push(`${name} ${clock.now().toISOString().slice(14, 19)}`);
  clock.after(60, note('late'));
  const cancel = clock.after(20, note('cancelled'));
  clock.after(30, () => {
    note('early')();
    clock.after(15, note('again'));
  });
  cancel();
  clock.advance(29);
  expect(woken).toEqual([]);
  clock.advance(61);
  expect(woken).toEqual(['early 00:30', 'again 00:45', 'late 01:00']);
  expect([clock.waiting, clock.now().toISOString()]).toEqual([0, '2026-03-01T10:01:30.000Z']);
});

test('wakes soon who waits for now', async () => {
  const clock = new ManualClock('2026-03-01T10:00:00Z');
  let woken = 0;
  clock.after(0, () => (woken += 10))();
  await new Promise<void>((resolve) => {
    clock.after(0, () => {
      woken += 1;
      resolve();
    });
    expect(woken).toBe(0);
  });
  clock.advance(1);
  expect([woken, clock.waiting]).toEqual([1, 0]);
});
