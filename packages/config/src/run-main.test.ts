import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runMain, StartupError } from './index.ts';

const printed: unknown[] = [];

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation((line) => void printed.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  printed.length = 0;
  process.exitCode = undefined;
});

test('a program that works leaves the exit code alone', async () => {
  await runMain(async () => {});
  expect([printed, process.exitCode]).toEqual([[], undefined]);
});

test('each problem is a line, without a stack', async () => {
  await runMain(async () => {
    throw new StartupError('PORT: expected a port\nHOST: expected a host');
  });
  expect([printed, process.exitCode]).toEqual([
    ['reelhouse: PORT: expected a port', 'reelhouse: HOST: expected a host'],
    1,
  ]);
});

test('a fault of the program keeps its stack', async () => {
  const fault = new TypeError('x is not a function');
  await runMain(() => Promise.reject(fault));
  expect([printed, process.exitCode]).toEqual([[fault], 1]);
});
