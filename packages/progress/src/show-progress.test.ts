import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { showProgress } from './index.ts';

test('without a terminal there is a line at each tenth', () => {
  const lines: string[] = [];
  const display = showProgress((line) => lines.push(line));
  for (const share of [0.01, 0.1, 0.15, 0.42, 0.49, 1]) display.update({ share, label: 'films' });
  display.stop();
  expect(lines).toEqual(['10% films', '40% films', '100% films']);
});

test('on a terminal there is a bar, and no lines', () => {
  const lines: string[] = [];
  let drawn = '';
  const terminal = Object.assign(new PassThrough(), {
    isTTY: true,
    columns: 80,
    cursorTo: () => true,
    clearLine: () => true,
    moveCursor: () => true,
  }) as unknown as NodeJS.WriteStream;
  terminal.on('data', (chunk: Buffer) => (drawn += chunk.toString()));
  const display = showProgress((line) => lines.push(line), terminal);
  display.update({ share: 0.42, label: 'films' });
  display.stop();
  expect(lines).toEqual([]);
  expect(drawn).toContain('42% films');
});
