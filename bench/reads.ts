import { writeFile } from 'node:fs/promises';
import { InProcessCache } from '@reelhouse/cache';
import { ManualClock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { subgraphs } from '@reelhouse/reelhouse';
import type { Subgraph } from '@reelhouse/subgraph';
import Table from 'cli-table3';
import { execute, parse, type DocumentNode } from 'graphql';
import { openChains, type Chain } from './chain-at-scale.ts';
import { asBench } from './identities.ts';
import { median } from './median.ts';

/** A list that is measured: its subgraph, its field, and its arguments but the page. */
interface MeasuredList {
  readonly name: string;
  readonly subgraph: string;
  readonly field: string;
  readonly arguments: string;
  readonly node: string;
}

const list = (subgraph: string, field: string, name: string, args: string, node: string): MeasuredList => ({
  name: `${field}${name && ` ${name}`}`,
  subgraph,
  field,
  arguments: args,
  node,
});

const lists: readonly MeasuredList[] = [
  list('film', 'films', '', '', 'title'),
  list('film', 'films', 'by title', 'sort: { field: TITLE }', 'title'),
  list('film', 'films', 'most popular first', 'sort: { field: POPULARITY, direction: DESCENDING }', 'title popularity'),
  list('film', 'films', 'of a category by length', 'filter: { categoryId: "3" }, sort: { field: LENGTH }', 'title'),
  list('film', 'actors', 'by name', 'sort: { field: NAME }', 'lastName'),
  list('customer', 'customers', '', '', 'lastName'),
  list('customer', 'customers', 'by name', 'sort: { field: NAME }', 'lastName'),
  list('customer', 'customers', 'of a store by name', 'filter: { storeId: "1" }, sort: { field: NAME }', 'lastName'),
  list('customer', 'addresses', '', '', 'address'),
  list('rental', 'copies', '', '', 'status'),
  list('rental', 'copies', 'of a store', 'filter: { storeId: "1" }', 'status'),
  list('rental', 'rentals', '', '', 'filmTitle'),
  list('rental', 'rentals', 'newest first', 'sort: { field: RENTAL_DATE, direction: DESCENDING }', 'filmTitle'),
  list('rental', 'rentals', 'of a store by due date', 'filter: { storeId: "1" }, sort: { field: DUE_AT }', 'filmTitle'),
  list('rental', 'rentals', 'open', 'filter: { open: true }', 'filmTitle'),
  list('rental', 'rentals', 'overdue', 'filter: { overdue: true }', 'filmTitle'),
  list('payment', 'payments', '', '', 'amount { amount }'),
  list('payment', 'payments', 'of a store', 'filter: { storeId: "1" }', 'amount { amount }'),
];

/** How often each page is read, after as many reads to warm up as a tenth of it. */
const reads = 200;
const target = 1.3;
const log = createLogger({ name: 'bench', level: 'silent' });

/**
 * `npm run bench -- reads`: what a page of each list costs at 16 thousand and at 1.6 million rentals, at the start of the
 * list and at its end. The rounds of both databases are interleaved, so that a slow moment of the machine meets both.
 */
export async function benchReads(): Promise<void> {
  const chains = await openChains();
  try {
    const measured: Measurement[] = [];
    const small = await seeded(chains.create(1));
    const large = await seeded(chains.create(100));
    const open = [small, large].map((chain) => openSubgraphs(chain));
    try {
      for (const one of lists) {
        measured.push(await measure(one, open));
        console.error(`measured ${one.name} (${measured.length} of ${lists.length})`);
      }
    } finally {
      await Promise.all(open.flat().map((subgraph) => subgraph.close()));
    }
    report(measured);
    await writeFile('bench/reads.json', `${JSON.stringify({ reads, target, measured }, null, 2)}\n`);
  } finally {
    await chains.stop();
  }
}

async function seeded(creating: Promise<Chain>): Promise<Chain> {
  const chain = await creating;
  const rows = Object.values(chain.seeded.rows).reduce((all, one) => all + one, 0);
  const perSecond = Math.round(rows / chain.seeded.seconds);
  console.error(`scale ${chain.scale}: ${rows} rows in ${chain.seeded.seconds.toFixed(1)} s, ${perSecond} rows/s`);
  return chain;
}

function openSubgraphs(chain: Chain): Subgraph[] {
  const clock = new ManualClock('2026-03-31T00:00:00Z');
  return subgraphs.map(({ name, open }) =>
    // Without a cache: what is measured is what it costs to read.
    open({
      databaseUrl: chain.urlOf(name),
      clock,
      connections: 1,
      cache: new InProcessCache({ clock, maxValueSize: 0 }),
    }),
  );
}

/** Milliseconds a page, medians. */
interface Measurement {
  readonly list: string;
  readonly first: readonly [small: number, large: number];
  readonly deep: readonly [small: number, large: number];
}

async function measure(one: MeasuredList, chains: readonly (readonly Subgraph[])[]): Promise<Measurement> {
  const pages = ['first: 20', 'last: 20'].flatMap((page) =>
    chains.map((chain) => {
      const subgraph = chain.find(({ name }) => name === one.subgraph);
      if (!subgraph) throw new Error(`no subgraph ${one.subgraph}`);
      return { subgraph, document: operation(one, page), times: [] as number[] };
    }),
  );
  // The last page is where OFFSET would be dearest; it is read on from the cursor before it, as a client would.
  for (const page of pages.slice(chains.length)) page.document = await afterCursor(one, page.subgraph, page.document);
  for (let round = -reads / 10; round < reads; round += 1) {
    for (const { subgraph, document, times } of pages) {
      const started = performance.now();
      await read(subgraph, document);
      if (round >= 0) times.push(performance.now() - started);
    }
  }
  const [a, b, c, d] = pages.map(({ times }) => median(times)) as [number, number, number, number];
  return { list: one.name, first: [a, b], deep: [c, d] };
}

function operation(one: MeasuredList, page: string): DocumentNode {
  const args = [page, one.arguments].filter(Boolean).join(', ');
  return parse(`{ ${one.field}(${args}) { edges { node { id ${one.node} } } pageInfo { startCursor hasNextPage } } }`);
}

async function afterCursor(one: MeasuredList, subgraph: Subgraph, last: DocumentNode): Promise<DocumentNode> {
  const data = await read(subgraph, last);
  return operation(one, `first: 19, after: ${JSON.stringify(data[one.field]?.pageInfo.startCursor)}`);
}

type PageData = Readonly<Record<string, { readonly pageInfo: { readonly startCursor: string | null } } | undefined>>;

async function read(subgraph: Subgraph, document: DocumentNode): Promise<PageData> {
  const contextValue = subgraph.contextFor({ requestId: 'bench', log, identity: asBench });
  const { data, errors } = await execute({ schema: subgraph.schema, document, contextValue });
  if (errors?.[0]) throw errors[0];
  return data as PageData;
}

function report(measured: readonly Measurement[]): void {
  const table = new Table({
    head: [
      'list',
      '1: first ms',
      '1: deep ms',
      '100: first ms',
      '100: deep ms',
      'first 100/1',
      'deep 100/1',
      'deep/first at 100',
    ],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const { list: name, first, deep } of measured) {
    const times = [first[0], deep[0], first[1], deep[1]].map((time) => time.toFixed(2));
    const ratios = [first[1] / first[0], deep[1] / deep[0], deep[1] / first[1]];
    table.push([name, ...times, ...ratios.map((ratio) => `${ratio.toFixed(2)}${ratio > target ? ' !' : ''}`)]);
  }
  console.log(table.toString());
  console.log(`Medians of ${reads} reads. Target: at most ${target}; "!" is above it.`);
}
