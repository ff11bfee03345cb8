import { isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';

/** Tells whether an object of one type, by its name, is also of another. */
export type TypeCondition = (typename: string) => boolean;

/**
 * The condition of `... on type` in the supergraph schema. The name of an interface counts as an object's type: that is
 * what a subgraph calls an object of which it only knows the interface.
 */
export function typeCondition(schema: GraphQLSchema, condition: string): TypeCondition {
  const wanted = schema.getType(condition);
  return (typename) => {
    if (typename === condition) return true;
    const type = schema.getType(typename);
    return isAbstractType(wanted) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(wanted, type);
  };
}
