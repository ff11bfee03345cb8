import { specifiedScalarTypes, type GraphQLNamedType } from 'graphql';

/** Tells whether a value is one of the type, with nothing done to it. False does not mean that it cannot be made one. */
export type ScalarCheck = (value: unknown) => boolean;

const checks: Readonly<Record<string, ScalarCheck>> = {
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  Int: (value) => typeof value === 'number' && (value | 0) === value,
  Float: (value) => typeof value === 'number' && Number.isFinite(value),
};

/** The same in generated code, of the value in the variable of this name. */
const inlineChecks: Readonly<Record<string, (variable: string) => string>> = {
  String: (variable) => `typeof ${variable} === 'string'`,
  ID: (variable) => `typeof ${variable} === 'string'`,
  Boolean: (variable) => `typeof ${variable} === 'boolean'`,
  Int: (variable) => `typeof ${variable} === 'number' && (${variable} | 0) === ${variable}`,
  Float: (variable) => `typeof ${variable} === 'number' && Number.isFinite(${variable})`,
};

/** The check of a type; undefined unless it is one of the five that the specification defines, not another of that name. */
export function scalarCheck(type: GraphQLNamedType): ScalarCheck | undefined {
  return isSpecified(type) ? checks[type.name] : undefined;
}

/** The text of the same check, of the value in the variable of this name. */
export function inlineScalarCheck(type: GraphQLNamedType, variable: string): string | undefined {
  return isSpecified(type) ? inlineChecks[type.name]?.(variable) : undefined;
}

function isSpecified(type: GraphQLNamedType): boolean {
  return specifiedScalarTypes.some((specified) => specified === type);
}
