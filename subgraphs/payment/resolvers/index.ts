import { connectionResolvers } from '@reelhouse/connections';
import type { Resolvers } from '../generated/resolvers.ts';
import { customer } from './customer.ts';
import { payment } from './payment.ts';
import { query } from './query.ts';
import { rental } from './rental.ts';
import { staff } from './staff.ts';
import { store } from './store.ts';

/** All resolvers of the subgraph, by type. */
export const resolvers: Resolvers = {
  Query: query,
  Payment: payment,
  PaymentConnection: connectionResolvers,
  Rental: rental,
  Customer: customer,
  Staff: staff,
  Store: store,
};
