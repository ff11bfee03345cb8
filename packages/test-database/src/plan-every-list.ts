import type { PageRequest } from '@reelhouse/connections';
import { KeysetStatements, type KeysetDefinition, type SortKey, type Sql } from '@reelhouse/database';
import type { PendingQuery, Row } from 'postgres';

/** A value of each type of sort key, as a cursor holds it. */
const cursorText: Readonly<Record<SortKey['type'], string>> = {
  integer: '1',
  text: 'A',
  timestamptz: '2026-03-31 12:00:00+00',
  date: '2026-03-31',
};

/**
 * Has PostgreSQL plan every shape of statement that a list can send: the whole list and that of each kind of parent,
 * each order in both directions, read forwards and backwards, from the start and from a cursor; without a filter, with
 * each condition alone and with all of them. A list is put together from pieces of SQL, so no single statement that runs
 * says that the others do.
 *
 * @param sql connections as the role that sends the statements.
 * @param filter a value for every condition. Where a value decides about the SQL, call this once for each.
 * @returns how many statements were planned.
 * @throws if PostgreSQL refuses one, naming what was asked for.
 */
export async function planEveryList<Filter extends object, Field extends string, Parent extends string>(
  sql: Sql,
  definition: KeysetDefinition<Filter, Field, Parent>,
  filter: Required<Filter>,
): Promise<number> {
  const statements = new KeysetStatements(sql, definition);
  const parents = Object.keys(definition.parents) as Parent[];
  const requests = everyRequest(definition.orders);
  let planned = 0;

  async function plan<Entry extends Row>(statement: PendingQuery<Entry[]>, asked: object): Promise<void> {
    try {
      await sql`explain ${statement}`;
    } catch (error) {
      throw new Error(`PostgreSQL refuses ${JSON.stringify({ from: definition.from, ...asked })}`, { cause: error });
    }
    planned += 1;
  }

  for (const some of [{} as Filter, ...eachAlone<Filter>(filter), filter as Filter]) {
    await plan(statements.count(some), { count: true, filter: some });
    for (const request of requests) await plan(statements.page(some, request), { filter: some, request });
    for (const parent of parents) {
      await plan(statements.countsOf(parent, [1, 2], some), { count: true, parent, filter: some });
      for (const request of requests) {
        await plan(statements.pagesOf(parent, [1, 2], some, request), { parent, filter: some, request });
      }
    }
  }
  return planned;
}

function eachAlone<Filter extends object>(filter: Required<Filter>): Filter[] {
  return Object.entries(filter).map(([name, value]) => ({ [name]: value }) as Filter);
}

function everyRequest<Field extends string>(
  orders: Readonly<Record<Field, readonly SortKey[]>>,
): readonly PageRequest<Field>[] {
  return (Object.keys(orders) as Field[]).flatMap((field) => {
    const keys = [...orders[field].map(({ type }) => cursorText[type]), cursorText.integer];
    return [false, true].flatMap((descending) =>
      [false, true].flatMap((backward) => {
        const request = { order: { field, descending }, limit: 20, backward };
        const argument = backward ? ('before' as const) : ('after' as const);
        return [request, { ...request, cursor: { argument, keys } }];
      }),
    );
  });
}
