import { connectionResolvers } from '@reelhouse/connections';
import { copyStatuses } from '../domain/copy-status.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { customer } from './customer.ts';
import { film } from './film.ts';
import { inventoryItem } from './inventory-item.ts';
import { query } from './query.ts';
import { rental } from './rental.ts';
import { staff } from './staff.ts';
import { store } from './store.ts';

/** All resolvers of the subgraph, by type. */
export const resolvers: Resolvers = {
  Query: query,
  InventoryItem: inventoryItem,
  InventoryItemConnection: connectionResolvers,
  CopyStatus: copyStatuses,
  Rental: rental,
  RentalConnection: connectionResolvers,
  Film: film,
  Customer: customer,
  Store: store,
  Staff: staff,
};
