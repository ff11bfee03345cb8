import { expect, test } from 'vitest';
import { coordinates } from './graph.fixture.ts';
import { permissionTable } from './permission-table.ts';

test('every field of the graph has a row in the table', () => {
  const missing = coordinates.filter((coordinate) => !(coordinate in permissionTable));
  const advice = missing.map(
    (coordinate) => `tests/access/permission-table.ts: say who may see it, such as '${coordinate}': 'any-staff'`,
  );
  expect(advice).toEqual([]);
});

test('every row of the table is about a field of the graph', () => {
  const known = new Set(coordinates);
  const gone = Object.keys(permissionTable).filter((coordinate) => !known.has(coordinate));
  expect(
    gone.map((coordinate) => `tests/access/permission-table.ts: take out ${coordinate}, which is no field`),
  ).toEqual([]);
});
