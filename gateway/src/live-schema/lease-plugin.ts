import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { RequestContext } from '@reelhouse/http-server';

/** What a request can hold while it is answered. */
interface Leased {
  lease(): () => void;
}

/**
 * Holds what stands behind the schema of a request from before it is validated until it is answered, also where it is
 * refused or breaks.
 *
 * @param versionOf finds it by the schema that Apollo Server took for the request.
 */
export function leasePlugin<Context extends RequestContext>(
  versionOf: (schema: GraphQLSchema) => Leased | undefined,
): ApolloServerPlugin<Context> {
  const held = new WeakMap<object, () => void>();
  return {
    async requestDidStart(requestContext) {
      const giveBack = versionOf(requestContext.schema)?.lease();
      if (!giveBack) return undefined;
      held.set(requestContext, giveBack);
      return { willSendResponse: async () => giveBack() };
    },
    async unexpectedErrorProcessingRequest({ requestContext }) {
      held.get(requestContext)?.();
    },
  };
}
