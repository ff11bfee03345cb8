import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { errorCatalogue } from './error-catalogue.ts';
import { userErrorCatalogue } from './user-error-catalogue.ts';

const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
const [topLevel = '', inPayloads = ''] = page.split('## User errors');

test('docs/errors.md lists the codes of the catalogue, with their words, and no other', () => {
  const expected = Object.entries(errorCatalogue).map(([code, { meaning, remedy }]) => [
    `\`${code}\``,
    meaning,
    remedy,
  ]);
  expect(rowsOf(topLevel)).toEqual(expected);
});

test('docs/errors.md lists the codes of user errors, with their words, and no other', () => {
  const expected = Object.entries(userErrorCatalogue).map(([code, meaning]) => [`\`${code}\``, meaning]);
  expect(rowsOf(inPayloads)).toEqual(expected);
});

/** The rows of a table of Markdown that begin with a code. */
function rowsOf(section: string): string[][] {
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map(cells);
}

/** The cells of a row of a Markdown table; none of them holds a bar. */
function cells(row: string): string[] {
  return row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
