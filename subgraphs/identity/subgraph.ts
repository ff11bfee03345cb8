import { defineSubgraph, readTypeDefs } from '@reelhouse/subgraph';
import { identityConsumers } from './consumers.ts';
import { createContext, type IdentityOptions } from './context.ts';
import { publishedEvents } from './events.ts';
import { identityJobs } from './jobs.ts';
import { resolvers } from './resolvers/index.ts';
import { identityRoutes } from './routes.ts';

export { accessTokenLifetime, tokenAudience, tokenIssuer } from './domain/access-token.ts';
export { viewerRights } from './domain/viewer-rights.ts';
export type { ViewerRight } from './domain/viewer-rights.ts';
export { jwksPath } from './routes.ts';
export { printingNotifier } from './domain/password-reset-notifier.ts';
export type { PasswordResetNotice, PasswordResetNotifier } from './domain/password-reset-notifier.ts';

/** Who may come in: accounts, sessions and tokens; as part of a house that says how it sends links. */
export function identitySubgraphWith(options: IdentityOptions) {
  return defineSubgraph({
    name: 'identity',
    typeDefs: readTypeDefs('@reelhouse/subgraph-identity'),
    resolvers,
    context: (services, request) => createContext(services, request, options),
    routes: identityRoutes,
    work: {
      events: publishedEvents,
      consumers: ({ clock }) => identityConsumers(clock),
      jobs: () => identityJobs,
    },
  });
}

/** Who may come in, in a house that sends no links. */
export const identitySubgraph = identitySubgraphWith({});
