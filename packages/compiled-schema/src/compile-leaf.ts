import { GraphQLError, type GraphQLLeafType } from 'graphql';
import { scalarCheck } from './specified-scalars.ts';

/** Makes of what a resolver returned what the response holds; throws what is wrong with it. */
export type SerializeLeaf = (value: unknown) => unknown;

/** Serializes values of a scalar or an enum. */
export function compileLeaf(type: GraphQLLeafType): SerializeLeaf {
  const serialize = (value: unknown): unknown => {
    const serialized: unknown = type.serialize(value);
    if (serialized != null) return serialized;
    throw new GraphQLError(
      `Expected \`${type.toString()}.serialize(${String(value)})\` to return non-nullable value, returned: ${String(serialized)}`,
    );
  };
  const isReady = scalarCheck(type);
  return isReady ? (value) => (isReady(value) ? value : serialize(value)) : serialize;
}
