import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { eventStream, open } from '../../packages/http-server/src/streams/http-client.fixture.ts';
import { expectedOf, probe } from './cells.fixture.ts';
import { clientSchema, objectType } from './graph.fixture.ts';
import { openWatchedHouse, type WatchedHouse } from './people.fixture.ts';
import { permissionTable } from './permission-table.ts';
import { viewers, type ViewerName } from './permissions.ts';

const database = await createSampleDatabase();
let house: WatchedHouse;
beforeAll(async () => {
  house = await openWatchedHouse(database);
});

const subscriptions = Object.values(clientSchema.getSubscriptionType()?.getFields() ?? {});

/** Subscribes, and goes away as soon as that was taken or refused. */
async function subscribe(viewer: ViewerName, query: string): Promise<string> {
  const token = house.tokens[viewer];
  const opened = house.subscriptions.untilOpened(house.subscriptions.openedSoFar + 1).then(() => 'visible' as const);
  const answer = await open(
    house.url,
    query,
    eventStream,
    token === undefined ? {} : { authorization: `Bearer ${token}` },
  );
  const said = answer.until('"extensions"').then((text) => {
    if (text.includes('"UNAUTHENTICATED"')) return 'refused';
    return text.includes('"UNAUTHORIZED_FIELD_OR_TYPE"') ? 'denied' : text;
  });
  const outcome = await Promise.race([opened, said]);
  answer.leave();
  return outcome;
}

describe('the matrix of subscriptions', () => {
  test.each(viewers)('as %s: taken, or refused whole', { timeout: 60_000 }, async (viewer) => {
    const wrong: string[] = [];
    for (const { name, type } of subscriptions) {
      const payload = String(type).replace('!', '');
      for (const only of Object.keys(objectType(payload).getFields())) {
        const { query, cells } = probe({ type: payload, operation: `subscription { ${name} { ...it } }` }, {}, only);
        const expected = cells
          .map((cell) => expectedOf(cell, permissionTable, viewer))
          .find((each) => each !== 'visible');
        const observed = await subscribe(viewer, query);
        if (observed !== (expected ?? 'visible')) {
          wrong.push(`${payload}.${only} as ${viewer}: expected ${expected ?? 'visible'}, got ${observed}, by ${name}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});
