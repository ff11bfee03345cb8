import { randomUUID } from 'node:crypto';
import { createSampleDatabase } from '@reelhouse/test-database';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asStaff } from '../../packages/auth/src/identities.fixture.ts';
import { expectStockInOrder } from './audit.fixture.ts';
import { openDesk } from './desk.fixture.ts';
import { addCopies } from './domain/add-copies.ts';
import { checkIn } from './domain/check-in.ts';
import { checkOut } from './domain/check-out.ts';
import { receiveCopy } from './domain/receive-copy.ts';
import { transferCopy } from './domain/transfer-copy.ts';
import type { CopyStatus } from './generated/resolvers.ts';

const database = await createSampleDatabase();
const { clock, services } = openDesk(database);
const { sql } = database;
const stores = [1, 2] as const;
for (const store of stores)
  await sql`update store.staff set store_id = ${store}, active = true where staff_id = ${store}`;
const [{ customerId } = { customerId: '' }] = await sql<{ customerId: string }[]>`
  select min(customer_id)::text as "customerId" from customer.customer where active`;

type Store = (typeof stores)[number];

/** What the tests think that a copy is like. */
interface Model {
  status: CopyStatus;
  store: Store;
  destination: Store | null;
  wasRented: boolean;
}

/** One command, by the staff of a store, on some of three copies. */
interface Command {
  readonly does: 'checkOut' | 'checkIn' | 'transfer' | 'receive';
  readonly by: Store;
  readonly copies: readonly number[];
}

const command = fc.record<Command>({
  does: fc.constantFrom('checkOut', 'checkIn', 'transfer', 'receive'),
  by: fc.constantFrom(...stores),
  copies: fc.uniqueArray(fc.nat({ max: 2 }), { minLength: 1, maxLength: 3 }),
});

const other = (store: Store): Store => (store === 1 ? 2 : 1);

/** The codes that a command is refused with for one copy. Only who takes copies back is told of those of the other store. */
function refusals({ does, by }: Command, { status, store, destination, wasRented }: Model): string[] {
  const isSeen = store === by || destination === by;
  if (!isSeen && does !== 'checkIn') return ['COPY_NOT_FOUND'];
  switch (does) {
    case 'checkOut':
    case 'transfer':
      return [...(status === 'on_shelf' ? [] : ['COPY_NOT_ON_SHELF']), ...(store === by ? [] : ['OTHER_STORE'])];
    case 'checkIn':
      if (status === 'rented') return [];
      return [wasRented ? 'COPY_ALREADY_RETURNED' : 'COPY_NEVER_RENTED'];
    case 'receive':
      if (status !== 'in_transit') return ['COPY_NOT_IN_TRANSIT'];
      return by === (destination ?? store) ? [] : ['OTHER_STORE'];
  }
}

function apply({ does, by }: Command, copy: Model): void {
  if (does === 'checkOut') Object.assign(copy, { status: 'rented', wasRented: true });
  if (does === 'checkIn') copy.status = by === copy.store ? 'on_shelf' : 'in_transit';
  if (does === 'transfer') Object.assign(copy, { status: 'in_transit', destination: other(copy.store) });
  if (does === 'receive') Object.assign(copy, { status: 'on_shelf', store: by, destination: null });
}

/** Those copies that a command is about: a transfer and a receipt are about one. */
function meant({ does, copies }: Command): readonly number[] {
  return does === 'checkOut' || does === 'checkIn' ? copies : copies.slice(0, 1);
}

/** Sends a command, and gives the codes that it was refused with. */
async function send(sent: Command, ids: readonly number[], from: Store | undefined): Promise<string[]> {
  clock.advance(1);
  const common = { idempotencyKey: randomUUID() };
  const desk = services(asStaff(sent.by, sent.by));
  const copyIds = meant(sent).map((index) => String(ids[index]));
  const copyId = copyIds[0] ?? '';
  const answers = {
    checkOut: () => checkOut(desk, { ...common, customerId, copyIds }),
    checkIn: () => checkIn(desk, { ...common, copyIds }),
    transfer: () => transferCopy(desk, { ...common, copyId, toStoreId: String(from === 1 ? 2 : 1) }),
    receive: () => receiveCopy(desk, { ...common, copyId }),
  };
  const { userErrors } = await answers[sent.does]();
  return userErrors.map(({ code }) => code);
}

/** Three new copies: two of store 1, one of store 2. */
async function newCopies(): Promise<number[]> {
  const added = await Promise.all(
    ([1, 1, 2] as const).map((store) =>
      addCopies(services(asStaff(store, store)), {
        idempotencyKey: randomUUID(),
        storeId: String(store),
        filmId: '1',
        count: 1,
      }),
    ),
  );
  return added.flatMap(({ copyIds }) => copyIds ?? []);
}

test(
  'whatever is done in whatever order, copies are where the rules say, and the stock is in order',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 20 }), async (commands) => {
        const ids = await newCopies();
        const models = ([1, 1, 2] as const).map((store): Model => ({
          status: 'on_shelf',
          store,
          destination: null,
          wasRented: false,
        }));
        for (const sent of commands) {
          const about = meant(sent).map((index) => models[index]!);
          const expected = about.flatMap((copy) => refusals(sent, copy));
          expect(await send(sent, ids, about[0]?.store)).toEqual(expected);
          if (expected.length === 0) for (const copy of about) apply(sent, copy);
        }
        const rows = await sql`
        select status, store_id as store, destination_store_id as destination from rental.inventory_item
        where inventory_id = any(${ids}) order by array_position(${ids}::integer[], inventory_id)`;
        expect([...rows]).toEqual(models.map(({ status, store, destination }) => ({ status, store, destination })));
        await expectStockInOrder(database);
      }),
      { numRuns: 50 },
    );
  },
);

test('whatever is done at once, nothing breaks, and the stock is in order', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 2, maxLength: 12 }), async (commands) => {
      const ids = await newCopies();
      // A refusal is an answer; an error would fail the test.
      await Promise.all(commands.map((sent) => send(sent, ids, sent.by)));
      await expectStockInOrder(database);
    }),
    { numRuns: 30 },
  );
});
