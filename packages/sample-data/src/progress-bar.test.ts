import { expect, test } from 'vitest';
import { showProgress } from './progress-bar.ts';

const at = (overall: number) => ({ table: 'film.film', written: 1, total: 2, overall });

test('without a terminal there is a line at each tenth', () => {
  const lines: string[] = [];
  const display = showProgress((line) => lines.push(line));
  for (const overall of [0.01, 0.1, 0.15, 0.42, 0.49, 1]) display.update(at(overall));
  display.stop();
  expect(lines).toEqual(['10% film.film', '40% film.film', '100% film.film']);
});
