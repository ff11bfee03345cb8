import { isMet, unauthorized, type AuthorizationRules, type Requirement } from '@reelhouse/authorization';
import type { RequestContext } from '@reelhouse/http-server';
import { defaultFieldResolver, getNamedType, isObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';

/**
 * Lets the resolvers of a subgraph run only for those who meet what its own SDL asks, whatever way leads to them. Each field
 * asks for what stands at it, at the type that it is of and at the type that it returns; an entity, for what stands at its
 * type. What is denied fails, and nothing of it runs.
 *
 * @param schema executable; its resolvers are replaced.
 * @param rules read from the same SDL.
 */
export function guardResolvers(schema: GraphQLSchema, rules: AuthorizationRules): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    guardEntity(type, rules.ofType(type.name));
    for (const field of Object.values(type.getFields())) {
      const required = [
        ...rules.ofType(type.name),
        ...rules.ofField(type.name, field.name),
        ...rules.ofType(getNamedType(field.type).name),
      ];
      if (required.length > 0) field.resolve = guard(field.resolve ?? defaultFieldResolver, required, 2);
    }
  }
}

interface EntityResolver {
  resolveReference?: (representation: object, context: unknown, ...rest: unknown[]) => unknown;
}

function guardEntity({ extensions }: GraphQLObjectType, required: readonly Requirement[]): void {
  if (required.length === 0) return;
  const { subgraph } = (extensions['apollo'] ?? {}) as { readonly subgraph?: EntityResolver };
  if (subgraph?.resolveReference) subgraph.resolveReference = guard(subgraph.resolveReference, required, 1);
}

/** @param at which of the arguments is the context. */
function guard<Arguments extends readonly unknown[]>(
  resolve: (...given: Arguments) => unknown,
  required: readonly Requirement[],
  at: number,
): (...given: Arguments) => unknown {
  return (...given) => {
    const { identity } = given[at] as RequestContext;
    if (!required.every((requirement) => isMet(requirement, identity))) throw unauthorized();
    return resolve(...given);
  };
}
