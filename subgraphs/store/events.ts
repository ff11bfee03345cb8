import { datasetReplacedEvent, defineEvent, type EventDefinition } from '@reelhouse/events';

/** How a member of the staff is now: all that others have to know to tell what the member may do. */
export interface StaffChanged {
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
    },
    required: ['staffId', 'username', 'active', 'storeId', 'manager'],
  },
});

/** All that this subgraph publishes. */
export const publishedEvents: readonly EventDefinition[] = [staffChanged, datasetReplacedEvent('store')];
