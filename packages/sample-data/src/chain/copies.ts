import { Random } from '../random.ts';
import { apportion } from '../weights.ts';
import type { Film } from './catalogue.ts';
import type { ChainSize } from './size.ts';
import type { Store } from './stores.ts';

/** The copies of one store: they have consecutive ids. */
export interface Stock {
  readonly store: Store;
  /** The id of the store's first copy. */
  readonly firstCopyId: number;
  /** The index of each copy's film. */
  readonly films: Int32Array;
  /** How many copies of the same film the store has, for each copy. */
  readonly siblings: Uint16Array;
}

/** Shares the copies out among stores and films. A popular film has more copies, though fewer than its rentals ask for. */
export function makeStocks(seed: number, size: ChainSize, films: readonly Film[], stores: readonly Store[]): Stock[] {
  const random = new Random(seed, 'copies');
  const sizes = apportion(
    size.copies,
    stores.map(({ weight }) => weight),
  );
  let firstCopyId = 1;
  return stores.map((store, storeIndex): Stock => {
    const total = sizes[storeIndex] ?? 0;
    // Every buyer has a taste, and some films are not in every store.
    const wanted = films.map((film) =>
      random.chance(0.04) ? 0 : Math.sqrt(film.popularity) * (0.5 + random.fraction()),
    );
    const stock = { store, firstCopyId, films: new Int32Array(total), siblings: new Uint16Array(total) };
    let next = 0;
    for (const [film, copies] of apportion(total, wanted).entries()) {
      stock.films.fill(film, next, next + copies);
      stock.siblings.fill(copies, next, next + copies);
      next += copies;
    }
    firstCopyId += total;
    return stock;
  });
}
