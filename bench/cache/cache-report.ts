import Table from 'cli-table3';
import { median } from '../median.ts';
import type { ReadCounts } from './counted-cache.ts';

/** One round of one set-up. */
export interface CacheRound {
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Of the process with the gateway and the subgraphs, in microseconds a request. */
  readonly cpu: number;
}

/** What was read in all rounds: hits and misses as the cache itself counts them, and pages and films apart. */
export interface RoundCounts {
  readonly hits: number;
  readonly misses: number;
  readonly pages: ReadCounts;
  readonly films: ReadCounts;
}

/** What was measured of one set-up. */
export interface CacheFigures {
  readonly title: string;
  readonly rounds: readonly CacheRound[];
  /** Of all rounds: the cache was empty before the first. */
  readonly counts: RoundCounts;
}

/** A figure that is aimed at, and what it came to. */
export interface CacheTarget {
  readonly name: string;
  readonly aim: number;
  readonly measured: number;
  readonly met: boolean;
}

const style = { head: [], border: [] };

/** The share of reads that the cache itself calls hits. */
function hitRate({ hits, misses }: RoundCounts): number {
  return hits / (hits + misses);
}

function withoutLoad({ reads, loads }: ReadCounts): number {
  return (reads - loads) / reads;
}

/** What each cache is to reach. */
export function cacheTargets(cached: readonly CacheFigures[]): CacheTarget[] {
  return cached.flatMap(({ title, rounds, counts }) => [
    target(`${title}: requests/s`, 1000, median(rounds.map((round) => round.requestsPerSecond))),
    target(`${title}: hits, by cache.stats()`, 0.8, hitRate(counts)),
    target(`${title}: pages that nobody had to load`, 0.8, withoutLoad(counts.pages)),
  ]);
}

function target(name: string, aim: number, measured: number): CacheTarget {
  return { name, aim, measured, met: measured >= aim };
}

/** The figures, a set-up a line. */
export function cacheTable(all: readonly CacheFigures[]): string {
  const head = ['', 'requests/s', 'p50 ms', 'p99 ms', 'CPU µs', 'hits', 'pages not loaded', 'films not loaded'];
  const colAligns = head.map((_, index) => (index === 0 ? ('left' as const) : ('right' as const)));
  const table = new Table({ head, colAligns, style });
  for (const { title, rounds, counts } of all) {
    const of = (figure: keyof CacheRound) => median(rounds.map((round) => round[figure]));
    table.push([
      title,
      of('requestsPerSecond').toFixed(0),
      of('p50').toFixed(1),
      of('p99').toFixed(1),
      of('cpu').toFixed(0),
      ...[hitRate(counts), withoutLoad(counts.pages), withoutLoad(counts.films)].map(percent),
    ]);
  }
  return table.toString();
}

/** The targets, and whether they are met. */
export function cacheTargetTable(targets: readonly CacheTarget[]): string {
  const table = new Table({ head: ['target', 'at least', 'measured', ''], style });
  for (const { name, aim, measured, met } of targets) {
    const shown = aim < 1 ? [percent(aim), percent(measured)] : [aim.toFixed(0), measured.toFixed(0)];
    table.push([name, ...shown, met ? 'met' : 'not met']);
  }
  return table.toString();
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
