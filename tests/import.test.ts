import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { systemClock } from '@reelhouse/clock';
import { importDump } from '@reelhouse/pagila-import';
import { createTestDatabase } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test } from 'vitest';
import type { GraphClient } from './graph-client.ts';
import { runHouse } from './running-house.ts';

const root = join(import.meta.dirname, '..');

/** A whole dump of Pagila's own rows, where there is one. */
const dump = process.env['PAGILA_DUMP'];

test('npm run import says what is wrong in a line and leaves with exit code 1', async () => {
  const { url } = await createTestDatabase();
  const run = promisify(execFile)('npm', ['run', '-s', 'import', '--', 'missing.sql'], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url, DATABASE_ROLE_SECRET: 'a secret of tests only' },
  });
  await expect(run).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^reelhouse: .*missing\.sql.*\n$/m),
  });
});

if (dump !== undefined) {
  describe('the whole Pagila, through the graph', async () => {
    const database = await createTestDatabase();
    const { anonymous, as } = await runHouse(database);
    /** A member of the staff of each store: what belongs to stores is read as each of them, and added up. */
    const staff = [as('staff:1'), as('staff:2')];

    beforeAll(() => importDump(database.sql, dump, { clock: systemClock }));

    async function data(operation: string, { ask }: GraphClient = anonymous): Promise<Record<string, unknown>> {
      const { data: answer, errors } = await ask(operation);
      expect(errors).toBeUndefined();
      return answer ?? {};
    }

    /** What lists that belong to stores count, in the stores of the members of the staff together. */
    async function totals(operation: string): Promise<Readonly<Record<string, number>>> {
      const sums: Record<string, number> = {};
      for (const member of staff) {
        const lists = (await data(operation, member)) as Readonly<Record<string, { readonly totalCount: number }>>;
        for (const [name, { totalCount }] of Object.entries(lists)) sums[name] = (sums[name] ?? 0) + totalCount;
      }
      return sums;
    }

    test('its staff belong to the two stores', async () => {
      const stores = await Promise.all(staff.map((member) => data('{ viewer { storeId } }', member)));
      expect(stores).toEqual(['1', '2'].map((storeId) => ({ viewer: { storeId } })));
    });

    test('has all rows', async () => {
      expect(await data('{ films { totalCount } actors { totalCount } }')).toEqual({
        films: { totalCount: 1000 },
        actors: { totalCount: 200 },
      });
      // Customers belong to no store: each member of the staff sees all of them.
      for (const member of staff) {
        expect(await data('{ customers { totalCount } }', member)).toEqual({ customers: { totalCount: 599 } });
      }
      expect(
        await totals(`{
          copies { totalCount } rentals { totalCount } open: rentals(filter: { open: true }) { totalCount }
          payments { totalCount }
        }`),
      ).toEqual({ copies: 4581, rentals: 16_044, open: 183, payments: 16_049 });
    });

    test('has the right sum of payments over all pages', async () => {
      let cents = 0;
      let count = 0;
      for (const member of staff) {
        let after: string | null = null;
        do {
          const { payments } = (await data(
            `{ payments(first: 100, after: ${JSON.stringify(after)}) { edges { node { amount { amount } } } pageInfo { endCursor hasNextPage } } }`,
            member,
          )) as { payments: PaymentPage };
          for (const { node } of payments.edges) cents += Math.round(Number(node.amount.amount) * 100);
          count += payments.edges.length;
          after = payments.pageInfo.hasNextPage ? payments.pageInfo.endCursor : null;
        } while (after !== null);
      }
      expect({ cents, count }).toEqual({ cents: 6_741_651, count: 16_049 });
    });

    test('has the copies of a film in both stores, the films of an actor, and the films of each rating', async () => {
      expect(
        await data(`{
          film(id: "1") { one: availability(storeId: "1") { copies } two: availability(storeId: "2") { copies } }
          actor(id: "107") { firstName lastName films { totalCount } }
          G: films(filter: { ratings: [G] }) { totalCount }
          PG: films(filter: { ratings: [PG] }) { totalCount }
          PG_13: films(filter: { ratings: [PG_13] }) { totalCount }
          R: films(filter: { ratings: [R] }) { totalCount }
          NC_17: films(filter: { ratings: [NC_17] }) { totalCount }
        }`),
      ).toEqual({
        film: { one: { copies: 4 }, two: { copies: 4 } },
        actor: { firstName: 'GINA', lastName: 'DEGENERES', films: { totalCount: 42 } },
        G: { totalCount: 178 },
        PG: { totalCount: 194 },
        PG_13: { totalCount: 223 },
        R: { totalCount: 195 },
        NC_17: { totalCount: 210 },
      });
      for (const member of staff) {
        expect(await data('{ film(id: "1") { copies { totalCount } } }', member)).toEqual({
          film: { copies: { totalCount: 4 } },
        });
      }
    });

    test('finds the 78 astronauts, also if they are misspelt', async () => {
      expect(
        await data(`{
          right: searchFilms(query: "astronaut") { totalCount }
          wrong: searchFilms(query: "astronat") { totalCount }
        }`),
      ).toEqual({ right: { totalCount: 78 }, wrong: { totalCount: 78 } });
    });

    test('knows which films a store has on its shelf', async () => {
      const [expected] = await database.sql<{ count: number }[]>`
        select count(distinct film_id)::integer as count from rental.inventory_item where store_id = 1 and status = 'on_shelf'`;
      expect(expected?.count).toBeGreaterThan(700);
      expect(await data('{ films(filter: { availableInStoreId: "1" }) { totalCount } }')).toEqual({
        films: { totalCount: expected?.count },
      });
    });

    test('is refused a second time, and nothing changes', async () => {
      await expect(importDump(database.sql, dump, { clock: systemClock })).rejects.toThrow('--replace');
      expect(await totals('{ payments { totalCount } }')).toEqual({ payments: 16_049 });
    });
  });
}

interface PaymentPage {
  readonly edges: readonly { readonly node: { readonly amount: { readonly amount: string } } }[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}
