import {
  getVariableValues,
  isInputType,
  isNonNullType,
  typeFromAST,
  type GraphQLError,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';
import { inputChecks } from './input-checks.ts';

/** The values of an operation's variables, or what is wrong with those that were given. */
export type CoercedVariables =
  | { readonly coerced: Readonly<Record<string, unknown>>; readonly errors?: never }
  | { readonly coerced?: never; readonly errors: readonly GraphQLError[] };

/** Tells the variables of an operation from those of a request. */
export type CoerceVariables = (given: Readonly<Record<string, unknown>>) => CoercedVariables;

/** As many as graphql-js tells. */
const maxErrors = 50;

/**
 * Compiles how variables are coerced. Values that need nothing done, of the types that the specification defines and of
 * representations of entities, are taken with a look each; whatever else there is makes graphql-js do it.
 */
export function compileVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
): CoerceVariables {
  const coerce: CoerceVariables = (given) => {
    const result = getVariableValues(schema, definitions, { ...given }, { maxErrors });
    return result.errors ? { errors: result.errors } : { coerced: result.coerced };
  };
  const simple = definitions.map((definition) => {
    const type = typeFromAST(schema, definition.type);
    const check = definition.defaultValue === undefined && isInputType(type) ? inputChecks(type) : undefined;
    return check && { name: definition.variable.name.value, check, required: isNonNullType(type) };
  });
  const checks = simple.filter((each) => each !== undefined);
  if (checks.length < definitions.length) return coerce;
  return (given) => {
    const coerced: Record<string, unknown> = {};
    for (const { name, check, required } of checks) {
      if (!Object.hasOwn(given, name)) {
        if (required) return coerce(given);
        continue;
      }
      const value = given[name];
      if (!check(value)) return coerce(given);
      coerced[name] = value;
    }
    return { coerced };
  };
}
