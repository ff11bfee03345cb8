import { defineEvent } from '@reelhouse/events';

/** What this subgraph reads of `store.store.changed`. */
interface StoreChanged {
  readonly storeId: number;
  readonly addressId: number;
}

const id = { type: 'integer', minimum: 1 } as const;

/** Consumed. */
export const storeChanged = defineEvent<StoreChanged>({
  subject: 'store.store.changed',
  version: 1,
  aggregate: 'store',
  description: 'there is a new store, or a store has another address',
  payload: { type: 'object', properties: { storeId: id, addressId: id }, required: ['storeId', 'addressId'] },
});
