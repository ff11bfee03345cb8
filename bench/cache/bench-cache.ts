import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { subgraphs } from '@reelhouse/reelhouse';
import { isInstalled, startRedis } from '@reelhouse/test-servers';
import { openChains, type Chain } from '../chain-at-scale.ts';
import { Children, type Child } from '../gateway/child-process.ts';
import { LoadGenerator } from '../gateway/load-generator.ts';
import { isQuick } from '../quick-option.ts';
import {
  cacheTable,
  cacheTargets,
  cacheTargetTable,
  type CacheFigures,
  type CacheRound,
  type RoundCounts,
} from './cache-report.ts';
import type { CatalogueConfig } from './catalogue.ts';
import { cataloguePages, type PageBody } from './catalogue-pages.ts';
import type { CountedReads, ReadCounts } from './counted-cache.ts';
import { randomNumbers, zipfRanks } from './zipf.ts';

interface Effort {
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** How many lists of films people look through at most. */
  readonly lists: number;
}

const whole: Effort = { rounds: 5, seconds: 2, warmUpSeconds: 3, lists: 1200 };
/** Tells what is roughly so: nothing is hardly warm. */
const quick: Effort = { rounds: 3, seconds: 1, warmUpSeconds: 1.5, lists: 300 };

const connections = 32;
const seed = 20_260_331;
/** More requests than are sent in a second, so that a round does not begin again with its first page. */
const mostPerSecond = 4000;
/** Pages whose answers are compared. */
const compared = 40;

/**
 * `npm run bench -- cache [--quick]`: pages of the catalogue through the gateway, asked for as people do (Zipf), without a
 * cache, with the one in the process and with Redis. Caches are empty before the first round, and the rounds interleaved.
 */
export async function benchCache(): Promise<void> {
  const effort = isQuick(process.argv.slice(3), 'cache') ? quick : whole;
  const loadBefore = loadavg()[0] ?? Number.NaN;
  const children = new Children();
  const redis = isInstalled('redis-server') ? await startRedis() : undefined;
  if (!redis) console.error('redis-server is not installed: that cache is left out');
  const chains = await openChains();
  try {
    const chain = await chains.create(1);
    await chain.sql`vacuum analyze`;
    const all = [
      await startCatalogue('without a cache', { cache: 'none' }, chain, children),
      await startCatalogue('in-process cache', { cache: 'in-process' }, chain, children),
    ];
    if (redis) {
      all.push(await startCatalogue('Redis', { cache: 'redis', redisUrl: redis.url }, chain, children));
    }
    const { figures, pages } = await measureAll(all, effort, await LoadGenerator.start(children));
    const targets = cacheTargets(figures.slice(1));
    console.log(cacheTable(figures));
    console.log(cacheTargetTable(targets));
    console.log(
      `Medians of ${effort.rounds} rounds of ${effort.seconds} s, ${connections} connections, ${pages} pages of 20 films, ` +
        `by Zipf's law. Hits are of all rounds, from an empty cache on: in use there are more, because a page is kept for ` +
        `5 minutes. CPU µs: a request, of the process with gateway and subgraphs.`,
    );
    const load = { before: loadBefore, after: loadavg()[0] ?? Number.NaN };
    console.log(
      `Load average before ${load.before.toFixed(1)}, after ${load.after.toFixed(1)}, ${cpus().length} processors.`,
    );
    const machine = { node: process.version, processor: cpus()[0]?.model, processors: cpus().length, load };
    const result = { machine, effort, connections, seed, pages, figures, targets };
    await writeFile('bench/cache.json', `${JSON.stringify(result, null, 2)}\n`);
  } finally {
    await children.stop();
    await redis?.dispose();
    await chains.stop();
  }
}

/** The gateway with the catalogue behind it, in a process of its own. */
interface Catalogue {
  readonly title: string;
  readonly url: string;
  readonly child: Child;
}

async function startCatalogue(
  title: string,
  cache: Omit<CatalogueConfig, 'databaseUrls'>,
  chain: Chain,
  children: Children,
): Promise<Catalogue> {
  const databaseUrls = Object.fromEntries(subgraphs.map(({ name }) => [name, chain.urlOf(name)]));
  const { child, said } = await children.start('bench/cache/catalogue.ts', { ...cache, databaseUrls }, 'servers');
  return { title, child, url: (said as { readonly url: string }).url };
}

async function measureAll(all: readonly Catalogue[], effort: Effort, generator: LoadGenerator) {
  const random = randomNumbers(seed);
  const pages = await cataloguePages(all[0]?.url ?? '', effort.lists, random);
  console.error(`found ${pages.length} pages`);
  await expectSameAnswers(all, pages, generator);

  const rank = zipfRanks(pages.length, random);
  const draw = (seconds: number) => Array.from({ length: mostPerSecond * seconds }, () => pages[rank()] ?? '');
  const seconds = effort.warmUpSeconds;
  for (const { url } of all) await generator.load({ url, bodies: draw(seconds), connections, seconds });
  for (const { child } of all) await child.ask('clear', 10);

  const before = await Promise.all(all.map(countsOf));
  const taken = all.map((): CacheRound[] => []);
  for (let round = 1; round <= effort.rounds; round += 1) {
    // The same pages in the same order for each of them.
    const bodies = draw(effort.seconds);
    for (const [index, one] of all.entries()) {
      taken[index]?.push(await takeRound(one, bodies, effort.seconds, generator));
    }
    console.error(`round ${round} of ${effort.rounds}`);
  }
  const after = await Promise.all(all.map(countsOf));
  const figures = all.map(({ title }, index): CacheFigures => {
    const [from, to] = [before[index], after[index]];
    if (!from || !to) throw new Error(`${title} was not counted`);
    return { title, rounds: taken[index] ?? [], counts: since(from, to) };
  });
  return { figures, pages: pages.length };
}

/**
 * Asks for the same pages twice, so that the second time they come out of the caches.
 *
 * @throws {Error} if an answer differs from the one without a cache: what answers something else is not measured.
 */
async function expectSameAnswers(all: readonly Catalogue[], pages: readonly PageBody[], generator: LoadGenerator) {
  const step = Math.max(1, Math.floor(pages.length / compared));
  const bodies = pages.filter((_, index) => index % step === 0);
  let expected: string[] | undefined;
  for (const { title, url } of all) {
    for (let time = 0; time < 2; time += 1) {
      const texts = (await generator.ask({ url, bodies })).map(({ text }) => text);
      expected ??= texts;
      const wrong = texts.findIndex((text, index) => text !== expected?.[index]);
      if (wrong >= 0) throw new Error(`${title} answers otherwise: ${texts[wrong] ?? ''}`);
    }
  }
}

async function takeRound(
  { url, child }: Catalogue,
  bodies: readonly PageBody[],
  seconds: number,
  generator: LoadGenerator,
): Promise<CacheRound> {
  const cpu = await cpuOf(child);
  const { requests, seconds: took, p50, p99 } = await generator.load({ url, bodies, connections, seconds });
  return { requestsPerSecond: requests / took, p50, p99, cpu: ((await cpuOf(child)) - cpu) / requests };
}

async function cpuOf(child: Child): Promise<number> {
  return ((await child.ask('usage', 10)) as { readonly cpuMicroseconds: number }).cpuMicroseconds;
}

async function countsOf({ child }: Catalogue): Promise<CountedReads> {
  return (await child.ask('counts', 10)) as CountedReads;
}

function since(from: CountedReads, to: CountedReads): RoundCounts {
  return {
    hits: to.stats.hits - from.stats.hits,
    misses: to.stats.misses - from.stats.misses,
    pages: difference(from.pages, to.pages),
    films: difference(from.films, to.films),
  };
}

function difference(from: ReadCounts, to: ReadCounts): ReadCounts {
  return { reads: to.reads - from.reads, loads: to.loads - from.loads };
}
