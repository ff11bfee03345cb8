import { midnight, type History } from '../calendar.ts';
import { inOrder, type Batch } from '../in-order.ts';
import { Random } from '../random.ts';
import { apportion, WeightedChoice } from '../weights.ts';
import type { Film } from './catalogue.ts';
import type { Chain } from './chain.ts';
import type { Stock } from './copies.ts';
import { Clientele } from './customers.ts';
import { openingSecond, secondOfVisit, weightsOfDays } from './rhythm.ts';
import { someoneAtWork, type Store } from './stores.ts';

/** A rental; moments are in milliseconds since 1970. */
export interface Rental {
  readonly copyId: number;
  readonly film: Film;
  readonly store: Store;
  readonly customerId: number;
  readonly staffId: number;
  readonly rentedAt: number;
  /** The local time of `rentedAt` in the store's zone, as many days later as the film may be kept. */
  readonly dueAt: number;
  readonly returnedAt: number | null;
  /** The day of the return in the store's zone, where there is one. */
  readonly returnedOn: number | null;
}

/** Somebody enters a store. */
interface Visit {
  readonly storeIndex: number;
  readonly day: number;
  readonly second: number;
  readonly moment: number;
}

const lateShare = 0.08;
const visitingShare = 0.1;
const minutesToReshelve = 30;
/** Nobody keeps a copy for longer than this without the store writing it off, so older rentals were all returned. */
const longestOpenDays = 100;
const neverReturnedShare = 0.006;
/** No local day begins earlier than this before the same day in UTC. */
const earliestZone = 14 * 3_600_000;

/** How many days a film that comes back is kept; more than `allowed` is late. */
function daysKept(allowed: number, random: Random): number {
  if (random.chance(lateShare)) return allowed + Math.min(21, 1 + Math.floor(-3 * Math.log(1 - random.fraction())));
  return Math.max(1, allowed - Math.floor(allowed * random.fraction() ** 2));
}

/** The copies of a store, each in at most one rental at a time. */
class Shelf {
  readonly stock: Stock;
  readonly #choice: WeightedChoice;
  readonly #freeFrom: Float64Array;

  constructor(stock: Stock, films: readonly Film[]) {
    this.stock = stock;
    const weights = Array.from(
      stock.films,
      (film, copy) => (films[film]?.popularity ?? 0) / (stock.siblings[copy] ?? 1),
    );
    this.#choice = new WeightedChoice(weights);
    this.#freeFrom = new Float64Array(weights.length);
  }

  /** The index of a copy that is on the shelf at a moment. */
  take(moment: number, random: Random): number {
    for (let attempt = 0; attempt < 50; attempt++) {
      const copy = this.#choice.pick(random);
      if (this.#isFree(copy, moment)) return copy;
    }
    const anyOther = this.#freeFrom.findIndex((from) => from <= moment);
    if (anyOther === -1) throw new Error(`store ${this.stock.store.storeId} has no copy left to rent out`);
    return anyOther;
  }

  #isFree(copy: number, moment: number): boolean {
    return (this.#freeFrom[copy] ?? Infinity) <= moment;
  }

  putBack(copy: number, returnedAt: number | null): void {
    this.#freeFrom[copy] = returnedAt === null ? Infinity : returnedAt + minutesToReshelve * 60_000;
  }
}

/** The other stores whose customers come by now and then: those of the same country, else all. */
function neighbours(store: Store, stores: readonly Store[]): number[] {
  const others = stores.flatMap((other, index) => (other === store ? [] : [{ other, index }]));
  const near = others.filter(({ other }) => other.city.countryId === store.city.countryId);
  return (near.length > 0 ? near : others).map(({ index }) => index);
}

/**
 * All rentals of a chain, in the order of their dates. They are made as they are read, day by day: only what is open and
 * the shelves are kept. Reading them again gives the same rentals again.
 */
export function rentalsOf(chain: Chain): Generator<Rental> {
  return inOrder(rentalsByDay(chain), ({ rentedAt }) => rentedAt);
}

function* rentalsByDay({ seed, size, history, catalogue, stores, stocks, customers }: Chain): Generator<Batch<Rental>> {
  const random = new Random(seed, 'rentals');
  const perDay = apportion(size.rentals, weightsOfDays(history, random));
  const storeChoice = new WeightedChoice(stores.map(({ weight }) => weight));
  const shelves = stocks.map((stock) => new Shelf(stock, catalogue.films));
  const clienteles = stores.map(
    (store) =>
      new Clientele(
        customers.filter(({ storeId }) => storeId === store.storeId),
        random,
      ),
  );
  const visitors = stores.map((store) => neighbours(store, stores));

  function rentOut({ storeIndex, day, second, moment }: Visit): Rental {
    const shelf = shelves[storeIndex] as Shelf;
    const { store, films, firstCopyId } = shelf.stock;
    const from = random.chance(visitingShare) ? random.pick(visitors[storeIndex] ?? []) : storeIndex;
    const copy = shelf.take(moment, random);
    const film = catalogue.films[films[copy] ?? 0] as Film;
    const returned = returnOf(store, day, second, film, history, random);
    shelf.putBack(copy, returned?.moment ?? null);
    return {
      copyId: firstCopyId + copy,
      film,
      store,
      customerId: (clienteles[from] as Clientele).someone(day, random).customerId,
      staffId: someoneAtWork(store, day, random).staffId,
      rentedAt: moment,
      dueAt: store.localTime.moment(day + film.rentalDays, second),
      returnedAt: returned?.moment ?? null,
      returnedOn: returned?.day ?? null,
    };
  }

  for (const [day, count] of perDay.entries()) {
    const visits = Array.from({ length: count }, () => visitOn(day, storeChoice.pick(random), stores, history, random));
    visits.sort((a, b) => a.moment - b.moment);
    yield { items: visits.map(rentOut), completeBefore: midnight(history, day + 1) - earliestZone };
  }
}

/** A visit at a likely hour. On the last day, it is still before the end of the history. */
function visitOn(day: number, storeIndex: number, stores: readonly Store[], history: History, random: Random): Visit {
  const { localTime } = stores[storeIndex] as Store;
  for (;;) {
    const second = secondOfVisit(random);
    const moment = localTime.moment(day, second);
    if (moment < history.end) return { storeIndex, day, second, moment };
  }
}

/** When a film that was rented is brought back; undefined if not before the end of the history. */
function returnOf(
  { localTime }: Store,
  rentedOn: number,
  rentalSecond: number,
  film: Film,
  history: History,
  random: Random,
): { day: number; moment: number } | undefined {
  if (rentedOn >= history.days - longestOpenDays && random.chance(neverReturnedShare)) return undefined;
  const kept = daysKept(film.rentalDays, random);
  // On the day on which it is due, it is brought back by the hour.
  const second = kept === film.rentalDays ? random.integer(openingSecond, rentalSecond) : secondOfVisit(random);
  const day = rentedOn + kept;
  const moment = localTime.moment(day, second);
  return moment < history.end ? { day, moment } : undefined;
}
