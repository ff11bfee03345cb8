import { datasetReplacedEvent, defineEvent, type EventDefinition } from '@reelhouse/events';

/** How a member of the staff is now: all that others have to know to tell what the member may do. */
export interface StaffStanding {
  readonly staffId: number;
  /** The name to sign in with. */
  readonly username: string;
  /** Whether the member still works for the chain. */
  readonly active: boolean;
  /** The store to which the member belongs. */
  readonly storeId: number;
  /** Whether the member runs a store. */
  readonly manager: boolean;
}

/** See `StaffStanding`. */
export interface StaffChanged extends StaffStanding {
  /** Who made it so, if somebody did: the `sub` of their token. */
  readonly actor?: string;
}

/** Where a store is now. */
export interface StoreChanged {
  readonly storeId: number;
  /** The address belongs to the customer subgraph. */
  readonly addressId: number;
}

const id = { type: 'integer', minimum: 1 } as const;

/** Events of one member are in order; each tells how the member is, so that the last one is enough. */
export const staffChanged = defineEvent<StaffChanged>({
  subject: 'store.staff.changed',
  version: 1,
  aggregate: 'staff',
  description: 'somebody works for the chain, or does no more, or elsewhere',
  payload: {
    type: 'object',
    properties: {
      staffId: id,
      username: { type: 'string', minLength: 1 },
      active: { type: 'boolean' },
      storeId: id,
      manager: { type: 'boolean' },
      actor: { type: 'string', nullable: true, minLength: 1 },
    },
    required: ['staffId', 'username', 'active', 'storeId', 'manager'],
  },
});

/**
 * Events of one store are in order; each tells where the store is, so that the last one is enough. Stores come with a
 * dataset: whoever opens one, or moves it, records this in the same transaction.
 */
export const storeChanged = defineEvent<StoreChanged>({
  subject: 'store.store.changed',
  version: 1,
  aggregate: 'store',
  description: 'there is a new store, or a store has another address',
  payload: { type: 'object', properties: { storeId: id, addressId: id }, required: ['storeId', 'addressId'] },
});

/** All that this subgraph publishes. */
export const publishedEvents: readonly EventDefinition[] = [staffChanged, storeChanged, datasetReplacedEvent('store')];
