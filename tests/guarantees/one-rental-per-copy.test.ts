import { createSampleDatabase } from '@reelhouse/test-database';
import { expect, test } from 'vitest';
import { auditWhenDone } from '../../subgraphs/rental/audit.fixture.ts';
import type { GraphClient } from '../graph-client.ts';
import { runHouse, type Answer } from '../running-house.ts';

const copies = 100;
const rivals = 10;

const database = await createSampleDatabase();
// All thousand are to be under way at once, and none refused for being one too many.
const house = await runHouse(database, { edge: { http: {} } });
auditWhenDone(database);
const { sql } = database;

interface Payload {
  readonly rentals: readonly { readonly id: string }[] | null;
  readonly userErrors: readonly { readonly code: string }[];
}

/** After these, the same call may be sent again. The last one is ours, for a connection that broke. */
const passing: readonly unknown[] = ['COMMAND_IN_PROGRESS', 'SUBGRAPH_UNAVAILABLE', 'NO_ANSWER'];

/** Among so many connections, one that was kept may be closed just when it is used again. */
function orNoAnswer(error: unknown): Answer {
  if (!(error instanceof TypeError)) throw error;
  return { errors: [{ message: error.message, extensions: { code: 'NO_ANSWER' } }] };
}

/** What a client that does as docs/idempotency.md says is answered in the end. */
async function checkOut({ ask }: GraphClient, input: Readonly<Record<string, unknown>>): Promise<Payload> {
  for (let attempt = 1; ; attempt += 1) {
    const { data, errors }: Answer = await ask(
      `mutation ($input: CheckOutInput!) { checkOut(input: $input) { rentals { id } userErrors { code } } }`,
      { input },
    ).catch(orNoAnswer);
    if (!errors) return data?.['checkOut'] as Payload;
    // Only what may be sent again is: anything else, such as an internal error, fails the test.
    const codes = errors.map(({ extensions }) => extensions['code']);
    if (!codes.every((code) => passing.includes(code)) || attempt === 10) throw new Error(`refused: ${codes.join()}`);
  }
}

test('a thousand check-outs of a hundred copies at once: a hundred rentals', { timeout: 120_000 }, async () => {
  const wanted = await sql<{ id: number; staffId: number }[]>`
    select inventory_id as id, (
      select min(staff_id) from store.staff s where s.store_id = i.store_id and active
    ) as "staffId"
    from rental.inventory_item i where status = 'on_shelf' order by inventory_id limit ${copies}`;
  const customers = await sql<{ id: number }[]>`
    select customer_id as id from customer.customer where active order by 1 limit ${rivals}`;

  // One after the other copy, so that those who want the same come together.
  const answers = await Promise.all(
    wanted.flatMap(({ id, staffId }) =>
      customers.map((customer) =>
        checkOut(house.as(`staff:${staffId}`), {
          idempotencyKey: `${customer.id} wants ${id}`,
          customerId: String(customer.id),
          copyIds: [String(id)],
        }),
      ),
    ),
  );

  const rented = answers.flatMap(({ rentals }) => rentals ?? []);
  expect(rented).toHaveLength(copies);
  expect(new Set(rented.map(({ id }) => id)).size).toBe(copies);
  expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(
    Array.from({ length: copies * (rivals - 1) }, () => 'COPY_NOT_ON_SHELF'),
  );
  const [open] = await sql<{ count: number; copies: number }[]>`
    select count(*)::integer as count, count(distinct inventory_id)::integer as copies
    from rental.rental
    where return_date is null and inventory_id = any(${wanted.map(({ id }) => id)})`;
  expect(open).toEqual({ count: copies, copies });
});
