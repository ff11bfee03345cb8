import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineSplitter } from './line-splitter.ts';

function split(chunks: readonly Buffer[]): string[] {
  const splitter = new LineSplitter();
  return [...chunks.flatMap((chunk) => [...splitter.push(chunk)]), ...splitter.end()];
}

test('lines are the same however the file is cut into chunks', () => {
  const lines = fc.array(fc.stringMatching(/^[aé😀\t ]{0,5}$/u), { minLength: 1 });
  fc.assert(
    fc.property(lines, fc.constantFrom('\n', '\r\n'), fc.array(fc.nat(40)), (texts, end, cuts) => {
      const bytes = Buffer.from(texts.map((text) => text + end).join(''));
      const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
      const chunks = places.slice(1).map((place, i) => bytes.subarray(places[i], place));
      expect(split(chunks)).toEqual(texts);
    }),
  );
});

test('a carriage return within the lines of a dump that has none at their ends is text', () => {
  expect(split([Buffer.from('a\nb\r\n')])).toEqual(['a', 'b\r']);
});

test('lines are numbered from 1', () => {
  const splitter = new LineSplitter();
  expect([...splitter.push(Buffer.from('a\nb\n'))].length).toBe(splitter.line);
});

test('an encoding holds from the next line on', () => {
  const splitter = new LineSplitter();
  const lines: string[] = [];
  for (const line of splitter.push(Buffer.concat([Buffer.from('é\n'), Buffer.from('é\n', 'latin1')]))) {
    splitter.encoding = 'LATIN1';
    lines.push(line);
  }
  expect(lines).toEqual(['é', 'é']);
});
