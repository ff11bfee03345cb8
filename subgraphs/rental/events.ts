import { datasetReplacedEvent, defineEvent, type EventDefinition } from '@reelhouse/events';
import { copyStatuses } from './domain/copy-status.ts';
import type { CopyStatus } from './generated/resolvers.ts';

/** What every event of a rental tells of it, so that no consumer has to ask. */
interface RentalFacts {
  readonly rentalId: number;
  readonly copyId: number;
  readonly filmId: number;
  /** The store of the copy when it was rented. */
  readonly storeId: number;
  readonly customerId: number;
  /** RFC 3339, as all times here. */
  readonly rentedAt: string;
  readonly dueAt: string;
}

/** A customer took a copy. */
export interface RentalRented extends RentalFacts {
  /** Who handed it out. */
  readonly staffId: number;
  /** What it costs, in minor units of the currency. */
  readonly priceMinor: number;
  readonly currency: string;
  readonly durationDays: number;
  readonly filmTitle: string;
}

/** A copy was brought back. */
export interface RentalReturned extends RentalFacts {
  readonly returnedAt: string;
  /** Who took it back, and the store that they work in, which may be another one. */
  readonly staffId: number;
  readonly returnedToStoreId: number;
}

/** A rental was not brought back in time. */
export type RentalOverdue = RentalFacts;

/** A store has a new copy. */
export interface CopyAdded {
  readonly copyId: number;
  readonly filmId: number;
  readonly storeId: number;
  readonly status: CopyStatus;
  readonly at: string;
}

/** A copy's status is another one, or the store that it belongs to. */
export interface CopyStatusChanged {
  readonly copyId: number;
  readonly filmId: number;
  /** The store that it belongs to now. */
  readonly storeId: number;
  /** The store that it belonged to before; mostly the same. */
  readonly fromStoreId: number;
  readonly from: CopyStatus;
  readonly to: CopyStatus;
  readonly at: string;
}

const id = { type: 'integer', minimum: 1 } as const;
const time = { type: 'string', minLength: 20 } as const;
const status = { type: 'string', enum: Object.values(copyStatuses) } as const;

const rentalFacts = {
  rentalId: id,
  copyId: id,
  filmId: id,
  storeId: id,
  customerId: id,
  rentedAt: time,
  dueAt: time,
} as const;
const rentalFactNames = ['rentalId', 'copyId', 'filmId', 'storeId', 'customerId', 'rentedAt', 'dueAt'] as const;

/** Events of one rental are in order: rented, perhaps overdue, returned. */
export const rentalRented = defineEvent<RentalRented>({
  subject: 'rental.rental.rented',
  version: 1,
  aggregate: 'rental',
  description: 'a customer took a copy',
  payload: {
    type: 'object',
    properties: {
      ...rentalFacts,
      staffId: id,
      priceMinor: { type: 'integer', minimum: 0 },
      currency: { type: 'string', pattern: '^[A-Z]{3}$' },
      durationDays: { type: 'integer', minimum: 1 },
      filmTitle: { type: 'string' },
    },
    required: [...rentalFactNames, 'staffId', 'priceMinor', 'currency', 'durationDays', 'filmTitle'],
  },
});

/** See `RentalReturned`. */
export const rentalReturned = defineEvent<RentalReturned>({
  subject: 'rental.rental.returned',
  version: 1,
  aggregate: 'rental',
  description: 'a copy was brought back, to whichever store',
  payload: {
    type: 'object',
    properties: { ...rentalFacts, returnedAt: time, staffId: id, returnedToStoreId: id },
    required: [...rentalFactNames, 'returnedAt', 'staffId', 'returnedToStoreId'],
  },
});

/** See `RentalOverdue`. */
export const rentalOverdue = defineEvent<RentalOverdue>({
  subject: 'rental.rental.overdue',
  version: 1,
  aggregate: 'rental',
  description: 'a rental was not brought back in time',
  payload: { type: 'object', properties: rentalFacts, required: rentalFactNames },
});

/** Events of one copy are in order, so that what is on the shelf can be counted from them. */
export const copyAdded = defineEvent<CopyAdded>({
  subject: 'rental.copy.added',
  version: 1,
  aggregate: 'copy',
  description: 'a store has a new copy',
  payload: {
    type: 'object',
    properties: { copyId: id, filmId: id, storeId: id, status, at: time },
    required: ['copyId', 'filmId', 'storeId', 'status', 'at'],
  },
});

/** See `CopyStatusChanged`. */
export const copyStatusChanged = defineEvent<CopyStatusChanged>({
  subject: 'rental.copy.status_changed',
  version: 1,
  aggregate: 'copy',
  description: 'the status of a copy, or the store that it belongs to, is another one',
  payload: {
    type: 'object',
    properties: { copyId: id, filmId: id, storeId: id, fromStoreId: id, from: status, to: status, at: time },
    required: ['copyId', 'filmId', 'storeId', 'fromStoreId', 'from', 'to', 'at'],
  },
});

/** All that this subgraph publishes. */
export const publishedEvents: readonly EventDefinition[] = [
  rentalRented,
  rentalReturned,
  rentalOverdue,
  copyAdded,
  copyStatusChanged,
  datasetReplacedEvent('rental'),
];
