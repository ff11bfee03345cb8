import { on } from '@reelhouse/events';
import type { SubgraphConsumer } from '@reelhouse/subgraph';
import { z } from 'zod';
import { copyAdded, copyStatusChanged, onShelf, rentalRented } from './events.ts';
import {
  addNextAvailability,
  forgetNextAvailability,
  putOnShelf,
  takeNextAvailability,
  takeOffShelf,
} from './store/availability.ts';
import { addNextPopularity, countRental, forgetNextPopularity, takeNextPopularity } from './store/popularity.ts';

const id = z.int().min(1);
const count = z.int().min(0);
const filmRentals = z.array(z.object({ filmId: id, rentals: count }));
const copiesOnShelf = z.array(z.object({ storeId: id, filmId: id, onShelf: count }));

/** Counts how often each film is rented. */
const filmPopularity: SubgraphConsumer = {
  consumer: 'film-popularity',
  handlers: [on(rentalRented, (tx, { payload }) => countRental(tx, payload.filmId))],
  snapshots: {
    rental: {
      name: 'rental.film-rentals',
      begin: forgetNextPopularity,
      load: (tx, rows) => addNextPopularity(tx, filmRentals.parse(rows)),
      finish: takeNextPopularity,
    },
  },
};

/** Counts which films are on the shelf of which store: docs/decisions/0005-the-catalogue-knows-what-is-on-the-shelf.md. */
const filmAvailability: SubgraphConsumer = {
  consumer: 'film-availability',
  handlers: [
    on(copyAdded, async (tx, { payload: { storeId, filmId, status } }) => {
      if (status === onShelf) await putOnShelf(tx, storeId, filmId);
    }),
    on(copyStatusChanged, async (tx, { payload: { filmId, storeId, fromStoreId, from, to } }) => {
      if (from === onShelf) await takeOffShelf(tx, fromStoreId, filmId);
      if (to === onShelf) await putOnShelf(tx, storeId, filmId);
    }),
  ],
  snapshots: {
    rental: {
      name: 'rental.copies-on-shelf',
      begin: forgetNextAvailability,
      load: (tx, rows) => addNextAvailability(tx, copiesOnShelf.parse(rows)),
      finish: takeNextAvailability,
    },
  },
};

/** What the catalogue does about the events of others. */
export const filmConsumers: readonly SubgraphConsumer[] = [filmPopularity, filmAvailability];
