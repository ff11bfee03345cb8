import { isDeepStrictEqual } from 'node:util';
import type { Identity } from '@reelhouse/auth';
import { systemClock as clock } from '@reelhouse/clock';
import { InProcessCache } from '@reelhouse/cache';
import { InProcessTransport } from '@reelhouse/gateway';
import type { RequestContext } from '@reelhouse/http-server';
import { createLogger } from '@reelhouse/logging';
import { subgraphs } from '@reelhouse/reelhouse';
import type { Subgraph } from '@reelhouse/subgraph';
import { parse } from 'graphql';
import type { Chain } from '../chain-at-scale.ts';
import { asBench, people } from '../identities.ts';
import type { Comparison } from './access-report.ts';

const log = createLogger({ name: 'bench', level: 'silent' });
const node = 'id rentalDate dueAt returnDate filmTitle price { amount } customer { id }';

type Variables = Readonly<Record<string, unknown>>;

/** The same rows, read by the policy of a member of the staff and by a service that names the store itself. */
interface Rows {
  readonly name: string;
  readonly byPolicy: { readonly query: string; readonly variables: Variables };
  readonly byFilter: { readonly query: string; readonly variables: Variables };
}

const page = (filter: string): string =>
  `query ($after: String) { rentals(first: 20, after: $after${filter}) { edges { cursor node { ${node} } } } }`;
const newest = (filter: string): string =>
  `{ rentals(first: 20, sort: { field: RENTAL_DATE, direction: DESCENDING }${filter}) { edges { cursor node { ${node} } } } }`;
const counted = (filter: string): string =>
  `{ rentals(first: 20, sort: { field: DUE_AT }${filter}) { totalCount edges { node { ${node} } } } }`;
const ofStore = ', filter: { storeId: "1" }';
const batch = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Rental { ${node} } } }`;

/**
 * What a row policy in the WHERE of a statement costs, at the subgraph of rentals: one reader, one connection, in turns.
 *
 * @param reads how often each is read.
 * @throws {Error} if the two do not read the same rows: nothing is compared then.
 */
export async function measureRowPolicies(
  chain: Chain,
  reads: number,
  step: (label: string) => void,
): Promise<Comparison[]> {
  const subgraph = openRental(chain);
  try {
    const ids = await chain.sql<{ id: number }[]>`
      select rental_id as id from rental.rental where store_id = 1 order by rental_id limit 3000`;
    // Every thirtieth, so that they are not all of one page of the table.
    const hundred = ids
      .filter((_, index) => index % 30 === 0)
      .map(({ id }) => ({ __typename: 'Rental', id: String(id) }));
    const representations = { query: batch, variables: { representations: hundred } };
    const pages: Rows[] = [
      { name: 'a page of rentals', byPolicy: plain(page('')), byFilter: plain(page(ofStore)) },
      { name: 'a page of rentals, newest first', byPolicy: plain(newest('')), byFilter: plain(newest(ofStore)) },
      {
        name: 'a page of rentals by due date, and their count',
        byPolicy: plain(counted('')),
        byFilter: plain(counted(ofStore)),
      },
      { name: '100 rentals by id', byPolicy: representations, byFilter: representations },
    ];
    const comparisons: Comparison[] = [];
    for (const rows of pages) {
      step(`row policy: ${rows.name}`);
      comparisons.push(await compare(subgraph, rows, reads));
    }
    return comparisons;
  } finally {
    await subgraph.close();
  }
}

/** How often `measureRowPolicies` calls `step`. */
export const stepsOfRowPolicies = 4;

function plain(query: string): { readonly query: string; readonly variables: Variables } {
  return { query, variables: {} };
}

function openRental(chain: Chain): Subgraph {
  const rental = subgraphs.find(({ name }) => name === 'rental');
  if (!rental) throw new Error('there is no subgraph rental');
  const cache = new InProcessCache({ clock, maxValueSize: 0 });
  return rental.open({ databaseUrl: chain.urlOf('rental'), clock, connections: 1, cache });
}

async function compare(subgraph: Subgraph, rows: Rows, reads: number): Promise<Comparison> {
  const byPolicy = prepared(subgraph, rows.byPolicy, people.staff);
  const byFilter = prepared(subgraph, rows.byFilter, asBench);
  if (!isDeepStrictEqual(await byPolicy(), await byFilter())) {
    throw new Error(`${rows.name}: staff of a store do not see what a service sees of that store`);
  }
  const measured: number[] = [];
  const beside: number[] = [];
  for (let read = -reads / 10; read < reads; read += 1) {
    const [policy, filter] =
      read % 2 === 0 ? await both(byPolicy, byFilter) : (await both(byFilter, byPolicy)).reverse();
    if (read < 0) continue;
    measured.push(policy ?? Number.NaN);
    beside.push(filter ?? Number.NaN);
  }
  return { name: `${rows.name}: by policy, and by filter as a service`, unit: 'ms', measured, beside };
}

async function both(first: () => Promise<unknown>, second: () => Promise<unknown>): Promise<number[]> {
  return [await timed(first), await timed(second)];
}

async function timed(read: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await read();
  return performance.now() - started;
}

function prepared(
  subgraph: Subgraph,
  { query, variables }: { readonly query: string; readonly variables: Variables },
  identity: Identity,
): () => Promise<unknown> {
  const transport = new InProcessTransport<RequestContext>({
    subgraph: subgraph.name,
    schema: subgraph.schema,
    context: (incoming) => subgraph.contextFor(incoming),
  });
  const ask = transport.prepare({ kind: 'query', query, document: parse(query) });
  return async () => {
    const { data, errors } = await ask(variables, { requestId: 'bench', log, identity });
    if (errors?.[0]) throw new Error(`${query} was answered: ${errors[0].message}`);
    return data;
  };
}
