import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectedOf, observedOf, probe, statedFor, type Probe } from './cells.fixture.ts';
import { openWatchedHouse, type WatchedHouse } from './people.fixture.ts';
import { permissionTable } from './permission-table.ts';
import { viewers, type ViewerName } from './permissions.ts';
import { queryArguments, waysTo } from './ways.fixture.ts';

const database = await createSampleDatabase();
let house: WatchedHouse;
let probes: readonly (Probe & { readonly way: string })[];
beforeAll(async () => {
  house = await openWatchedHouse(database);
  await database.sql`update film.film set original_language_id = language_id where film_id = ${house.rows.film}`;
  const picture = Buffer.from('89504e470d0a1a0a', 'hex');
  await database.sql`update store.staff set picture = ${picture} where staff_id = ${house.rows.staff}`;
  const given = queryArguments(house.rows);
  probes = waysTo(house.rows).map((way) => ({ ...probe(way, given), way: `${way.operation} as ${way.type}` }));
});

/** Null for most rows, and whoever may see the row may see that. */
const seldomThere = new Set([
  'InventoryItem.destination',
  'Viewer.session',
  'AuditEntry.staff',
  'AuditEntry.customer',
  'AuditEntry.actorStaff',
  'AuditEntry.actorCustomer',
]);
/** Which fields were seen as the table states for whom, by a way that hides nothing of it. */
const shown = new Set<string>();

describe('the matrix', () => {
  test.each(viewers)('as %s, every field is as the table states, by every way', { timeout: 60_000 }, async (viewer) => {
    const wrong: string[] = [];
    for (const { query, cells, way } of probes) {
      const asked = await house.askAs(viewer, query);
      const reported = new Set<string>();
      for (const cell of cells) {
        const pathOf = (length: number) =>
          cell.steps
            .slice(0, length)
            .map(({ name }) => name)
            .join('.');
        // What is wrong with a field is said of what is below it only once.
        if (cell.steps.some((_, index) => reported.has(pathOf(index)))) continue;
        const expected = expectedOf(cell, permissionTable, viewer);
        const observed = observedOf(cell, asked);
        if (observed === undefined) continue;
        const { coordinate } = cell;
        if (observed === 'no such row' && expected === 'visible' && seldomThere.has(coordinate)) continue;
        if (observed === expected) {
          if (expected === statedFor(coordinate, permissionTable, viewer)) shown.add(`${coordinate} as ${viewer}`);
        } else {
          reported.add(pathOf(cell.steps.length));
          wrong.push(`${coordinate} as ${viewer}: expected ${expected}, got ${observed}, by ${way}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('no field is left out', () => {
    const asked = probes.flatMap(({ cells }) => cells.map(({ coordinate }) => coordinate));
    const isQueried = new Set(asked);
    const missing = [...isQueried].flatMap((coordinate) =>
      viewers
        .filter((viewer) => isToBeShown(coordinate, viewer) && !shown.has(`${coordinate} as ${viewer}`))
        .map((viewer) => `${coordinate} as ${viewer}: no way in tests/access/ways.fixture.ts shows it as it is stated`),
    );
    expect(missing).toEqual([]);
  });
});

function isToBeShown(coordinate: string, viewer: ViewerName): boolean {
  if (seldomThere.has(coordinate)) return false;
  return permissionTable[coordinate] !== 'as parent' || viewer === 'manager';
}
