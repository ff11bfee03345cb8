import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { systemClock } from '@reelhouse/clock';
import { importDump } from '@reelhouse/pagila-import';
import { createTestDatabase } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test } from 'vitest';
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
    const { ask } = await runHouse(database);

    beforeAll(() => importDump(database.sql, dump, { clock: systemClock }));

    async function data(operation: string): Promise<Record<string, unknown>> {
      const { data: answer, errors } = await ask(operation);
      expect(errors).toBeUndefined();
      return answer ?? {};
    }

    test('has all rows', async () => {
      expect(
        await data(`{
          films { totalCount } actors { totalCount } customers { totalCount } copies { totalCount }
          rentals { totalCount } open: rentals(filter: { open: true }) { totalCount } payments { totalCount }
        }`),
      ).toEqual({
        films: { totalCount: 1000 },
        actors: { totalCount: 200 },
        customers: { totalCount: 599 },
        copies: { totalCount: 4581 },
        rentals: { totalCount: 16_044 },
        open: { totalCount: 183 },
        payments: { totalCount: 16_049 },
      });
    });

    test('has the right sum of payments over all pages', async () => {
      let cents = 0;
      let count = 0;
      let after: string | null = null;
      do {
        const { payments } = (await data(
          `{ payments(first: 100, after: ${JSON.stringify(after)}) { edges { node { amount { amount } } } pageInfo { endCursor hasNextPage } } }`,
        )) as { payments: PaymentPage };
        for (const { node } of payments.edges) cents += Math.round(Number(node.amount.amount) * 100);
        count += payments.edges.length;
        after = payments.pageInfo.hasNextPage ? payments.pageInfo.endCursor : null;
      } while (after !== null);
      expect({ cents, count }).toEqual({ cents: 6_741_651, count: 16_049 });
    });

    test('has the copies of a film in both stores, the films of an actor, and the films of each rating', async () => {
      expect(
        await data(`{
          film(id: "1") { copies { totalCount } one: availability(storeId: "1") { copies } two: availability(storeId: "2") { copies } }
          actor(id: "107") { firstName lastName films { totalCount } }
          G: films(filter: { ratings: [G] }) { totalCount }
          PG: films(filter: { ratings: [PG] }) { totalCount }
          PG_13: films(filter: { ratings: [PG_13] }) { totalCount }
          R: films(filter: { ratings: [R] }) { totalCount }
          NC_17: films(filter: { ratings: [NC_17] }) { totalCount }
        }`),
      ).toEqual({
        film: { copies: { totalCount: 8 }, one: { copies: 4 }, two: { copies: 4 } },
        actor: { firstName: 'GINA', lastName: 'DEGENERES', films: { totalCount: 42 } },
        G: { totalCount: 178 },
        PG: { totalCount: 194 },
        PG_13: { totalCount: 223 },
        R: { totalCount: 195 },
        NC_17: { totalCount: 210 },
      });
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
      expect(await data('{ payments { totalCount } }')).toEqual({ payments: { totalCount: 16_049 } });
    });
  });
}

interface PaymentPage {
  readonly edges: readonly { readonly node: { readonly amount: { readonly amount: string } } }[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}
