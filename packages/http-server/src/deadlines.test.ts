import { expect, test } from 'vitest';
import { ManualClock } from '@reelhouse/clock';
import { Deadlines } from './deadlines.ts';

test('what takes too long is over within half a second, and never before', () => {
  const clock = new ManualClock('2026-03-01T10:00:00Z');
  const deadlines = new Deadlines(clock);
  const over: string[] = [];
  const note = (name: string) => () => void over.push(name);
  deadlines.start(2, note('two'));
  clock.advance(0.9);
  deadlines.start(0.3, note('short'));
  const stop = deadlines.start(1, note('stopped'));
  clock.advance(0.2);
  expect(over).toEqual([]);
  stop();
  clock.advance(0.6);
  expect(over).toEqual(['short']);
  clock.advance(0.3);
  expect(over).toEqual(['short']);
  clock.advance(0.5);
  expect([over, clock.waiting]).toEqual([['short', 'two'], 0]);
  deadlines.start(0, note('at once'));
  clock.advance(0.5);
  expect([over.at(-1), clock.waiting]).toEqual(['at once', 0]);
});

test('work is waited for as long as it may take', async () => {
  const clock = new ManualClock('2026-03-01T10:00:00Z');
  const deadlines = new Deadlines(clock);
  const late: string[] = [];
  const noteLate = (result: string) => void late.push(result);
  const expire = () => 'expired';
  expect(await deadlines.within(1, Promise.resolve('done'), expire, noteLate)).toBe('done');
  await expect(deadlines.within(1, Promise.reject(new Error('broken')), expire, noteLate)).rejects.toThrow('broken');

  let finish: (result: string) => void = () => undefined;
  const work = new Promise<string>((resolve) => (finish = resolve));
  const waited = deadlines.within(1, work, expire, noteLate);
  const refused = deadlines.within(1, work, () => {
    throw new Error('too late');
  });
  clock.advance(2);
  await expect(refused).rejects.toThrow('too late');
  expect(await waited).toBe('expired');
  finish('done after all');
  await work;
  expect([late, clock.waiting]).toEqual([['done after all'], 0]);
});
