import { getNullableType, isListType, isNamedType, isNonNullType, type GraphQLInputType } from 'graphql';
import { scalarCheck, type ScalarCheck } from './specified-scalars.ts';

/**
 * Tells whether a value is what a resolver gets, with nothing done to it. False does not mean that it is wrong.
 *
 * @returns undefined for types whose values are always looked at by graphql-js.
 */
export function inputChecks(type: GraphQLInputType): ScalarCheck | undefined {
  const present = getNullableType(type);
  const check = checkPresent(present);
  if (!check || isNonNullType(type)) return check;
  return (value) => value === null || check(value);
}

function checkPresent(type: GraphQLInputType): ScalarCheck | undefined {
  if (isListType(type)) {
    const check = inputChecks(type.ofType);
    return check && ((value) => Array.isArray(value) && value.every(check));
  }
  if (!isNamedType(type)) return undefined;
  // A representation: what its fields are is for its type to say.
  return type.name === '_Any' ? isRepresentation : scalarCheck(type);
}

function isRepresentation(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '__typename' in value && typeof value.__typename === 'string';
}
