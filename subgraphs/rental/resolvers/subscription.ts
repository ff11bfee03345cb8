import { clientError } from '@reelhouse/errors';
import type { SubscriptionResolvers } from '../generated/resolvers.ts';

/** The gateway follows the events itself: whoever asks the subgraph for them has come to the wrong place. */
const answeredByGateway = {
  subscribe: (): never => {
    throw clientError('BAD_REQUEST', 'Subscriptions are answered by the gateway.');
  },
  resolve: (): never => {
    throw clientError('BAD_REQUEST', 'Subscriptions are answered by the gateway.');
  },
};

export const subscription: SubscriptionResolvers = {
  rentalReturned: answeredByGateway,
  rentalOverdue: answeredByGateway,
  availabilityChanged: answeredByGateway,
};
