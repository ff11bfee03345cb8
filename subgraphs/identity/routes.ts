import type { SubgraphDefinition } from '@reelhouse/subgraph';
import type { Context } from './context.ts';
import { keyTimes, publicKeys } from './domain/signing-keys.ts';

/** Where the keys are that verify access tokens. */
export const jwksPath = '/.well-known/jwks.json';

/** What identity serves beside GraphQL: the keys by which anybody can verify its access tokens. */
export const identityRoutes: NonNullable<SubgraphDefinition<Context>['routes']> = ({ sql, clock }) => [
  {
    path: jwksPath,
    async handle() {
      return {
        status: 200,
        headers: {
          'content-type': 'application/jwk-set+json',
          'cache-control': `public, max-age=${keyTimes.kept}`,
        },
        body: JSON.stringify(await publicKeys(sql, clock)),
      };
    },
  },
];
