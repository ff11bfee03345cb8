import { catalogueOperation, deskOperation } from '@reelhouse/reelhouse';
import { expect, test } from 'vitest';
import type { GraphClients } from '../graph-clients.ts';

/** The store of the sample account of the staff. */
export const deskVariables = { storeId: '1' };

/** The questions of the README: what anybody may ask, and what the staff ask of all subgraphs that were there from the start. */
export function readAcrossSubgraphs({ as, anonymous }: Pick<GraphClients, 'as' | 'anonymous'>): void {
  test('the catalogue is read by anybody, from four subgraphs', async () => {
    const { data, errors } = await anonymous.ask(catalogueOperation);
    expect(errors).toBeUndefined();
    const keys = new Set([...levels(data)].flatMap((level) => Object.keys(level)));
    for (const key of ['title', 'language', 'onShelf', 'address', 'city']) expect(keys).toContain(key);
    expect(JSON.stringify(data)).not.toContain('null');
  });

  test('what is for the staff is denied to who has not signed in, field by field, and the rest is answered', async () => {
    const { data, errors = [] } = await anonymous.ask(deskOperation, deskVariables);
    const { edges } = (data as { films: { edges: readonly { node: object }[] } }).films;
    for (const { node } of edges) expect(node).toMatchObject({ title: expect.any(String), copies: null });
    expect(new Set(errors.map(({ extensions }) => extensions['code']))).toEqual(
      new Set(['UNAUTHORIZED_FIELD_OR_TYPE']),
    );
  });

  test('one question is answered by five subgraphs, with rows at every level', async () => {
    const { data, errors } = await as('staff').ask(deskOperation, deskVariables);
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
