import { expect, test } from 'vitest';
import { systemTimers } from './index.ts';

test('wakes once, unless it was cancelled', async () => {
  const woken: string[] = [];
  systemTimers.after(0, () => woken.push('cancelled'))();
  await new Promise<void>((resolve) => {
    systemTimers.after(0.001, () => {
      woken.push('woken');
      resolve();
    });
  });
  expect(woken).toEqual(['woken']);
});

test('a wait of years does not end at once', async () => {
  let woken = false;
  const cancel = systemTimers.after(1e10, () => (woken = true));
  await new Promise<void>((resolve) => void systemTimers.after(0.005, resolve));
  expect(woken).toBe(false);
  cancel();
});
