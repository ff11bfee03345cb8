import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectedOf, observedOf, probe, type Cell } from './cells.fixture.ts';
import { clientSchema } from './graph.fixture.ts';
import { keptRows } from './kept-rows.fixture.ts';
import { refusedInputs } from './mutations.fixture.ts';
import { askWith, openWatchedHouse, type Asked, type WatchedHouse } from './people.fixture.ts';
import { permissionTable } from './permission-table.ts';
import { viewers, type ViewerName } from './permissions.ts';

const database = await createSampleDatabase();
let house: WatchedHouse;
beforeAll(async () => {
  house = await openWatchedHouse(database);
});

const mutations = Object.values(clientSchema.getMutationType()?.getFields() ?? {});
/** Whoever calls them is signed out: they are called in a session of their own. */
const ending = new Set(['signOut', 'signOutEverywhere']);

async function call(
  viewer: ViewerName,
  name: string,
): Promise<{ readonly asked: Asked; readonly cells: readonly Cell[] }> {
  const inputs = refusedInputs(house.rows, viewer);
  if (!(name in inputs)) throw new Error(`Mutation.${name}: give an input in tests/access/mutations.fixture.ts`);
  const input = inputs[name];
  const [type, declared, given] = [payloadOf(name), `($input: ${inputOf(name)})`, '(input: $input)'];
  const operation = `mutation ${input ? declared : ''} { ${name}${input ? given : ''} { ...it } }`;
  const { query, cells } = probe({ type, operation }, {});
  const token = house.tokens[viewer];
  const isOwnSession = ending.has(name) && token !== undefined && mayCall(viewer, name);
  const own = isOwnSession ? await house.signInAgain(viewer) : token;
  return { asked: await askWith(house.url, own, query, { input }), cells };
}

const fieldOf = (name: string) => mutations.find((field) => field.name === name)!;
const payloadOf = (name: string): string => String(fieldOf(name).type);
const inputOf = (name: string): string => String(fieldOf(name).args[0]?.type ?? '');

function mayCall(viewer: ViewerName, name: string): boolean {
  const coordinate = `Mutation.${name}`;
  const cell = { steps: [{ coordinate, name, isLeaf: false, isList: false }], coordinate, row: 0, id: undefined };
  return expectedOf(cell, permissionTable, viewer) === 'visible';
}

describe('the matrix of mutations', () => {
  test.each(viewers)('as %s: refused whole, or not denied', { timeout: 60_000 }, async (viewer) => {
    const wrong: string[] = [];
    const drive = async (name: string, isAllowed: boolean): Promise<void> => {
      const { asked, cells } = await call(viewer, name);
      if (!isAllowed && asked.data)
        wrong.push(`Mutation.${name} as ${viewer}: is refused, and yet answered ${asked.text}`);
      const seen = new Set<string>();
      for (const cell of cells) {
        const expected = expectedOf(cell, permissionTable, viewer);
        const observed = observedOf(cell, asked);
        // What the payload holds is null, because nothing was done.
        if (observed === 'no such row' && cell.steps.length > 1 && expected !== 'denied') continue;
        if (observed === undefined || observed === expected || seen.has(name)) continue;
        seen.add(name);
        wrong.push(`${cell.coordinate} as ${viewer}: expected ${expected}, got ${observed}, by ${name}`);
      }
    };
    const names = mutations.map(({ name }) => name);
    const before = await keptRows(database);
    for (const name of names.filter((each) => !mayCall(viewer, each))) await drive(name, false);
    expect(await keptRows(database), 'what was refused has changed nothing').toEqual(before);
    // Those that sign out everywhere come last.
    const allowed = names.filter((each) => mayCall(viewer, each));
    for (const name of allowed.filter((each) => !ending.has(each))) await drive(name, true);
    for (const name of allowed.filter((each) => ending.has(each))) await drive(name, true);
    expect(wrong).toEqual([]);
  });
});
