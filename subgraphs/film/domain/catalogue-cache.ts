import type { PageRequest } from '@reelhouse/connections';
import type { Cache, CacheEntry } from '@reelhouse/cache';
import { largestBatch, type KeptLists, type RowLoader } from '@reelhouse/database';
import DataLoader from 'dataloader';
import type { FilmRow } from '../store/film.ts';
import type { FilmChange } from '../store/film-changes.ts';
import { Gate } from './gate.ts';
import type { FilmFilter } from './film-filter.ts';
import type { FilmSearch, FilmSearchAnswer } from './film-search.ts';

/** For how long a film may be answered as it was, in seconds, if nobody hears that it changed. */
const filmSeconds = 60 * 60;

/** The same for what lists and searches find. The order by popularity is as old as that. */
const listSeconds = 5 * 60;

const filmLists = 'film-lists';
const filmTag = (id: number): string => `film:${id}`;
const availabilityTag = (storeId: number): string => `film-availability:${storeId}`;

/**
 * Keeps what was read of the catalogue, which is the same for everybody: films by their ids, and which ids the pages of
 * lists and searches have. A page does not hold films, so a film that changes is kept once.
 */
export class CatalogueCache {
  readonly #cache: Cache;

  constructor(cache: Cache) {
    this.#cache = cache;
  }

  /**
   * A loader of films for one request, which reads those that are not kept by `rows`: all that are missing at once, however
   * many of the others are kept.
   */
  films(rows: RowLoader<FilmRow>): RowLoader<FilmRow> {
    return new DataLoader(
      (ids) => {
        const gate = new Gate(ids.length);
        return Promise.all(ids.map((id) => this.#film(id, rows, gate)));
      },
      { maxBatchSize: largestBatch },
    );
  }

  /** Keeps the pages and the counts of lists of films. */
  lists<Field extends string>(): KeptLists<FilmFilter, Field> {
    return {
      page: (filter, request, read) => this.#cache.read(listEntry(['page', placeOf(request)], filter), read),
      count: (filter, read) => this.#cache.read(listEntry(['count'], filter), read),
    };
  }

  /** Keeps what a search finds. */
  search(search: FilmSearch): FilmSearch {
    return {
      search: (text, filter, request): FilmSearchAnswer => {
        const answer = search.search(text, filter, request);
        const entry = (...of: readonly unknown[]) => listEntry(['search', text, ...of], filter);
        return {
          page: () => this.#cache.read(entry('page', placeOf(request)), () => answer.page()),
          count: () => this.#cache.read(entry('count'), () => answer.count()),
          facets: () => this.#cache.read(entry('facets'), () => answer.facets()),
        };
      },
    };
  }

  /** Ends what is not right any more. To be called once the change is committed. */
  async forget({ films, lists, stores }: FilmChange): Promise<void> {
    if (!films && !lists && !stores) await this.#cache.clear();
    else {
      await this.#cache.invalidate([
        ...(films ?? []).map(filmTag),
        ...(films || lists ? [filmLists] : []),
        ...(stores ?? []).map(availabilityTag),
      ]);
    }
  }

  async #film(id: number, rows: RowLoader<FilmRow>, gate: Gate): Promise<FilmRow | undefined> {
    const entry = { key: filmTag(id), ttlSeconds: filmSeconds, tags: [filmTag(id)] };
    let reads = false;
    const read = async (): Promise<FilmRow | null> => {
      reads = true;
      await gate.pass();
      return (await rows.load(id)) ?? null;
    };
    const kept = await this.#cache.read(entry, read).finally(() => {
      if (!reads) gate.stayAway();
    });
    if (kept === null) return undefined;
    return { ...kept, lastUpdate: new Date(kept.lastUpdate), specialFeatures: [...kept.specialFeatures] };
  }
}

/** An entry by what was asked: the same for filters that say the same in another order. */
function listEntry(of: readonly unknown[], filter: FilmFilter): CacheEntry {
  const conditions = Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]: [string, unknown]) => [name, Array.isArray(value) ? [...new Set(value)].sort() : value] as const,
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const { availableInStoreId } = filter;
  return {
    key: `films:${JSON.stringify([...of, conditions])}`,
    ttlSeconds: listSeconds,
    tags: [filmLists, ...(availableInStoreId === undefined ? [] : [availabilityTag(availableInStoreId)])],
  };
}

/** What a page depends on besides the filter. */
function placeOf({ order, limit, backward, cursor }: PageRequest): readonly unknown[] {
  return [order.field, order.descending, limit, backward, cursor?.keys ?? null];
}
