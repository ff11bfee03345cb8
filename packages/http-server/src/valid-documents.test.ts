import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { ValidDocuments } from './valid-documents.ts';

const padded = (name: string) => parse(`{ ${name} }${' '.repeat(1_000_000)}`);

test('documents are kept, those used last', async () => {
  const documents = new ValidDocuments();
  const [one, other] = [parse('{ one }'), parse('{ other }')];
  await documents.set('one', one);
  await documents.set('other', other);
  expect([await documents.get('one'), await documents.get('other')]).toEqual([one, other]);
  expect(await documents.delete('one')).toBe(true);
  expect(await documents.get('one')).toBeUndefined();
});

test('texts that are long count for what they are, so that no number of them fills the memory', async () => {
  const documents = new ValidDocuments();
  for (let count = 0; count < 50; count++) await documents.set(String(count), padded(`a${count}`));
  expect(documents.size).toBeLessThanOrEqual(64 * 1024 * 1024);
  expect(await documents.get('0')).toBeUndefined();
  expect(await documents.get('49')).toBeDefined();
});
