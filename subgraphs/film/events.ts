import { defineEvent } from '@reelhouse/events';

/** What this subgraph reads of `rental.rental.rented`. */
interface RentalRented {
  readonly filmId: number;
}

/** What this subgraph reads of `rental.copy.added`. */
interface CopyAdded {
  readonly filmId: number;
  readonly storeId: number;
  readonly status: string;
}

/** What this subgraph reads of `rental.copy.status_changed`. */
interface CopyStatusChanged {
  readonly filmId: number;
  readonly storeId: number;
  readonly fromStoreId: number;
  readonly from: string;
  readonly to: string;
}

const id = { type: 'integer', minimum: 1 } as const;
const status = { type: 'string' } as const;

/** Consumed. The schemas here are those parts of the publisher's that are read: tests/events.test.ts compares them. */
export const rentalRented = defineEvent<RentalRented>({
  subject: 'rental.rental.rented',
  version: 1,
  aggregate: 'rental',
  description: 'a customer took a copy',
  payload: { type: 'object', properties: { filmId: id }, required: ['filmId'] },
});

/** Consumed. */
export const copyAdded = defineEvent<CopyAdded>({
  subject: 'rental.copy.added',
  version: 1,
  aggregate: 'copy',
  description: 'a store has a new copy',
  payload: {
    type: 'object',
    properties: { filmId: id, storeId: id, status },
    required: ['filmId', 'storeId', 'status'],
  },
});

/** Consumed. Events of one copy are in order, so what is on the shelf is never less than none. */
export const copyStatusChanged = defineEvent<CopyStatusChanged>({
  subject: 'rental.copy.status_changed',
  version: 1,
  aggregate: 'copy',
  description: 'the status of a copy, or the store that it belongs to, is another one',
  payload: {
    type: 'object',
    properties: { filmId: id, storeId: id, fromStoreId: id, from: status, to: status },
    required: ['filmId', 'storeId', 'fromStoreId', 'from', 'to'],
  },
});

/** The status of a copy that can be rented. */
export const onShelf = 'on_shelf';
