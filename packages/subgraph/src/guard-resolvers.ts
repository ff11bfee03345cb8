import { defaultFieldResolver, getNamedType, isObjectType, type GraphQLSchema } from 'graphql';
import { isMet, unauthorized, type Asking, type AuthorizationRules } from '@reelhouse/authorization';
import type { RequestContext } from '@reelhouse/http-server';

/**
 * Lets the resolvers of a subgraph run only for those who meet what its own SDL asks, whatever way leads to them: a
 * subgraph can be called without the gateway. Each field asks for what stands at it, at the type that it is of and at the
 * type that it returns. A field that is denied fails, and nothing of it runs.
 *
 * Not for calls of the gateway itself: it has filtered already, and fetches keys to join that the client may not see.
 *
 * @param schema executable; its resolvers are replaced.
 * @param rules read from the same SDL.
 * @param identityOf who asks, of the context of an operation.
 */
export function guardResolvers(
  schema: GraphQLSchema,
  rules: AuthorizationRules,
  identityOf: (context: RequestContext) => Asking,
): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const required = [
        ...rules.ofType(type.name),
        ...rules.ofField(type.name, field.name),
        ...rules.ofType(getNamedType(field.type).name),
      ];
      if (required.length === 0) continue;
      const { resolve = defaultFieldResolver, subscribe } = field;
      const check = (context: RequestContext): void => {
        const identity = identityOf(context);
        if (required.every((requirement) => isMet(requirement, identity))) return;
        throw unauthorized();
      };
      field.resolve = (source, given, context: RequestContext, info): unknown => {
        check(context);
        return resolve(source, given, context, info);
      };
      if (!subscribe) continue;
      field.subscribe = (source, given, context: RequestContext, info): unknown => {
        check(context);
        return subscribe(source, given, context, info);
      };
    }
  }
}
