import { GraphQLError, specifiedScalarTypes, type GraphQLLeafType } from 'graphql';

/** Makes of what a resolver returned what the response holds; throws what is wrong with it. */
export type SerializeLeaf = (value: unknown) => unknown;

/** Values of these types mostly are what the response holds already. */
const asTheyAre: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  Int: (value) => typeof value === 'number' && (value | 0) === value,
  Float: (value) => typeof value === 'number' && Number.isFinite(value),
};

/** The same in generated code, of the value in the variable of this name. */
export const inlineChecks: Readonly<Record<string, (variable: string) => string>> = {
  String: (variable) => `typeof ${variable} === 'string'`,
  ID: (variable) => `typeof ${variable} === 'string'`,
  Boolean: (variable) => `typeof ${variable} === 'boolean'`,
  Int: (variable) => `typeof ${variable} === 'number' && (${variable} | 0) === ${variable}`,
  Float: (variable) => `typeof ${variable} === 'number' && Number.isFinite(${variable})`,
};

/** Whether a type is one of the five that the specification defines, not one of the schema's own of that name. */
export function isSpecifiedLeaf(type: GraphQLLeafType): boolean {
  return specifiedScalarTypes.includes(type as (typeof specifiedScalarTypes)[number]);
}

/** Serializes values of a scalar or an enum. */
export function compileLeaf(type: GraphQLLeafType): SerializeLeaf {
  const serialize = (value: unknown): unknown => {
    const serialized: unknown = type.serialize(value);
    if (serialized != null) return serialized;
    throw new GraphQLError(
      `Expected \`${type.toString()}.serialize(${String(value)})\` to return non-nullable value, returned: ${String(serialized)}`,
    );
  };
  const isReady = isSpecifiedLeaf(type) ? asTheyAre[type.name] : undefined;
  return isReady ? (value) => (isReady(value) ? value : serialize(value)) : serialize;
}
