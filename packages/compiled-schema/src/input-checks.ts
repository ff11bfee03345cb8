import { getNullableType, isListType, isNonNullType, specifiedScalarTypes, type GraphQLInputType } from 'graphql';

const ofScalar: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  Int: (value) => typeof value === 'number' && (value | 0) === value,
  Float: (value) => typeof value === 'number' && Number.isFinite(value),
};

/**
 * Tells whether a value is what a resolver gets, with nothing done to it. False does not mean that it is wrong.
 *
 * @returns undefined for types whose values are always looked at by graphql-js.
 */
export function inputChecks(type: GraphQLInputType): ((value: unknown) => boolean) | undefined {
  const present = getNullableType(type);
  const check = checkPresent(present);
  if (!check || isNonNullType(type)) return check;
  return (value) => value === null || check(value);
}

function checkPresent(type: GraphQLInputType): ((value: unknown) => boolean) | undefined {
  if (isListType(type)) {
    const check = inputChecks(type.ofType);
    return check && ((value) => Array.isArray(value) && value.every(check));
  }
  // A representation: what its fields are is for its type to say.
  if ('name' in type && type.name === '_Any') return isRepresentation;
  return specifiedScalarTypes.includes(type as (typeof specifiedScalarTypes)[number])
    ? ofScalar[(type as { name: string }).name]
    : undefined;
}

function isRepresentation(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '__typename' in value && typeof value.__typename === 'string';
}
