import { exampleOperation } from '@reelhouse/reelhouse';
import { expect, test } from 'vitest';
import type { GraphClient } from '../graph-client.ts';

/** The question of the README crosses all subgraphs that were there from the start. */
export function readAcrossSubgraphs({ ask }: GraphClient): void {
  test('one question is answered by five subgraphs, with rows at every level', async () => {
    const { data, errors } = await ask(exampleOperation);
    expect(errors).toBeUndefined();
    const keys = new Set([...levels(data)].flatMap((level) => Object.keys(level)));
    for (const key of ['language', 'store', 'country', 'manager', 'customer', 'city', 'amount', 'currency']) {
      expect(keys).toContain(key);
    }
    expect([...levels(data)].filter((level) => Array.isArray(level)).every((list) => list.length > 0)).toBe(true);
    expect(JSON.stringify(data)).not.toContain('null');
  });
}

/** Every object and list in a value, the deepest last. */
function* levels(value: unknown): Generator<object> {
  if (typeof value !== 'object' || value === null) return;
  yield value;
  for (const part of Object.values(value)) yield* levels(part);
}
