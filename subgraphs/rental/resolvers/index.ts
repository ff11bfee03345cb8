import { connectionResolvers } from '@reelhouse/connections';
import { copyStatuses } from '../domain/copy-status.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { customer } from './customer.ts';
import { film } from './film.ts';
import { inventoryItem } from './inventory-item.ts';
import { mutation } from './mutation.ts';
import { copiesPayload, copyPayload, rentalsPayload } from './payloads.ts';
import { query } from './query.ts';
import { rental } from './rental.ts';
import { staff } from './staff.ts';
import { store } from './store.ts';
import { subscription } from './subscription.ts';

/** All resolvers of the subgraph, by type. */
export const resolvers: Resolvers = {
  Query: query,
  Mutation: mutation,
  Subscription: subscription,
  CheckOutPayload: rentalsPayload,
  CheckInPayload: rentalsPayload,
  AddCopiesPayload: copiesPayload,
  TransferCopyPayload: copyPayload,
  ReceiveCopyPayload: copyPayload,
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
