import type { OfferedSnapshot } from '@reelhouse/subgraph';
import { copiesOnShelf, filmRentals } from './store/offered-rows.ts';

/** What others build their read models from, before they go on with this subgraph's events. */
export const rentalSnapshots: readonly OfferedSnapshot[] = [
  { name: 'rental.film-rentals', read: filmRentals },
  { name: 'rental.copies-on-shelf', read: copiesOnShelf },
];
