import { EventEmitter, once } from 'node:events';
import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { auditWhenDone } from '../../subgraphs/rental/audit.fixture.ts';
import { browseCatalogue } from '../journeys/browse-catalogue.fixture.ts';
import { readAcrossSubgraphs } from '../journeys/read-across-subgraphs.fixture.ts';
import { rentAndReturn } from '../journeys/rent-and-return.fixture.ts';
import { canRunServices, runServicesOn } from './running-services.ts';

const database = await createSampleDatabase();
const { sql } = database;
const patience = { timeout: 20_000 };
auditWhenDone(database);

describe.skipIf(!canRunServices)(
  'every subgraph a process of its own, with Redis and NATS',
  { timeout: 60_000 },
  () => {
    const chain = runServicesOn(database);
    /** What a service says of whether it should get requests. */
    const readiness = async (name: string): Promise<unknown> => (await fetch(chain.services.readyUrl(name))).json();

    browseCatalogue(chain);
    readAcrossSubgraphs(chain);
    // The processes have the time of the machine: instead of time that passes, what was rented has been rented longer ago.
    rentAndReturn(chain, database, {
      inDays: (): unknown => expect.any(String),
      async pass(days) {
        await sql`
        update rental.rental
        set rental_date = rental_date - make_interval(days => ${days}), due_at = due_at - make_interval(days => ${days})
        where return_date is null`;
      },
    });

    describe('events', () => {
      const moved = new EventEmitter();
      beforeAll(async () => {
        await sql.unsafe(`
        create function film.tell_of_consumers() returns trigger language plpgsql as 'begin notify consumers; return null; end';
        create trigger told after insert or update on film.consumer_position
          for each statement execute function film.tell_of_consumers();
      `);
        await sql.listen('consumers', () => moved.emit('moved'));
      });

      /** Waits until the film is as popular as this; it is asked for whenever a consumer of the catalogue has come on. */
      async function untilPopularity(filmId: string, popularity: number): Promise<void> {
        for (;;) {
          const next = once(moved, 'moved');
          if ((await popularityOf(filmId)) === popularity) return;
          await next;
        }
      }

      async function popularityOf(filmId: string): Promise<number> {
        const { data, errors } = await chain.anonymous.ask('query ($id: ID!) { film(id: $id) { popularity } }', {
          id: filmId,
        });
        expect(errors).toBeUndefined();
        return (data as { film: { popularity: number } }).film.popularity;
      }

      /** Rents a copy that is on the shelf. Gives its film, and how often it has been rented with it. */
      async function rent(): Promise<{ filmId: string; rentals: number }> {
        const [copy] = await sql<{ id: string; filmId: string; staffId: string; customerId: string }[]>`
        select inventory_id::text as id, film_id::text as "filmId",
          (select min(staff_id)::text from store.staff s where s.store_id = i.store_id and active) as "staffId",
          (select max(customer_id)::text from customer.customer where active) as "customerId"
        from rental.inventory_item i where status = 'on_shelf' order by inventory_id limit 1`;
        const { id = '', filmId = '', staffId, customerId } = copy ?? {};
        const { data } = await chain
          .as(`staff:${staffId}`)
          .ask('mutation ($input: CheckOutInput!) { checkOut(input: $input) { userErrors { code } } }', {
            input: { idempotencyKey: `event of ${id}`, customerId, copyIds: [id] },
          });
        expect(data).toEqual({ checkOut: { userErrors: [] } });
        const [counted] = await sql<{ rentals: number }[]>`
        select count(*)::integer as rentals from rental.rental join rental.inventory_item using (inventory_id)
        where film_id = ${filmId}`;
        return { filmId, rentals: counted?.rentals ?? 0 };
      }

      test('go from the desk by NATS to the catalogue', async () => {
        const { filmId, rentals } = await rent();
        await untilPopularity(filmId, rentals);
      });

      test('that are recorded while there is no NATS arrive when it is back', async () => {
        await chain.nats.kill();
        await expect
          .poll(() => readiness('rental'), patience)
          .toMatchObject({ status: 'ok', warnings: { nats: 'unreachable' } });
        const { filmId, rentals } = await rent();
        await chain.nats.start();
        await untilPopularity(filmId, rentals);
      });
    });

    test('without Redis the catalogue answers the same', async () => {
      const list = '{ films(first: 5, sort: { field: TITLE }) { totalCount edges { node { id title } } } }';
      const before = await chain.anonymous.ask(list);
      await chain.redis.kill();
      expect(await chain.anonymous.ask(list)).toEqual(before);
      await expect
        .poll(() => readiness('film'), patience)
        .toMatchObject({ status: 'ok', warnings: { redis: 'unreachable' } });
      await chain.redis.start();
      expect(await chain.anonymous.ask(list)).toEqual(before);
    });

    test('a subgraph that is killed costs its own fields, and has them back when it is started again', async () => {
      const { ask } = chain.as('staff');
      const [rental] = await sql<{ id: number }[]>`select min(rental_id) as id from rental.rental where store_id = 1`;
      const operation = `{ rental(id: "${rental?.id}") { filmTitle customer { firstName } } films(first: 1) { edges { node { title } } } }`;
      const before = await ask(operation);
      expect(before.errors).toBeUndefined();
      const customer = chain.services.process('customer');
      process.kill(customer?.pid ?? 0, 'SIGKILL');
      await customer?.ended;
      const { data, errors } = await ask(operation);
      expect(data).toEqual({ ...before.data, rental: { ...(before.data?.['rental'] as object), customer: null } });
      expect(errors).toMatchObject([
        { path: expect.arrayContaining(['rental', 'customer']), extensions: { code: 'SUBGRAPH_UNAVAILABLE' } },
      ]);
      await chain.services.restart('customer');
      // For a moment the gateway spares a subgraph that has failed.
      await expect.poll(() => ask(operation), patience).toEqual(before);
    });
  },
);
