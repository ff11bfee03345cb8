import {
  getNullableType,
  isEnumType,
  isLeafType,
  isNonNullType,
  specifiedScalarTypes,
  type GraphQLOutputType,
} from 'graphql';
import { isInherited, readOwn, type DataObject } from './data.ts';
import type { Misfits, ShapeValue } from './shape-value.ts';

/** Makes the client's object; undefined if a field that must not be null is. */
export type ShapeObject = (source: DataObject, misfits: Misfits) => DataObject | undefined;

/** One field of an object that a client gets. */
export interface ShapedField {
  /** Its name in the response. */
  readonly name: string;
  /** Its name in what the subgraphs answered. */
  readonly source: string;
  /** Undefined for `__typename`, which any object has. */
  readonly type: GraphQLOutputType | undefined;
  readonly shape: ShapeValue;
}

/** What holds of most values of a type, of the variable of this name: these are in the response as they are. */
const ready: Readonly<Record<string, (variable: string) => string>> = {
  String: (variable) => `typeof ${variable} === 'string'`,
  ID: (variable) => `typeof ${variable} === 'string'`,
  Boolean: (variable) => `typeof ${variable} === 'boolean'`,
  Int: (variable) => `typeof ${variable} === 'number' && Number.isInteger(${variable})`,
  Float: (variable) => `typeof ${variable} === 'number' && Number.isFinite(${variable})`,
};

/**
 * Writes the function that makes objects of these fields: an object literal has its shape from the start, and a value that
 * is as it should be costs a look.
 *
 * Nothing but response names is written into its text, as string literals.
 */
export function generateShape(fields: readonly ShapedField[]): ShapeObject {
  const statements = fields.map(({ source, type }, index) => {
    const variable = `f${index}`;
    const value = isInherited(source)
      ? `readOwn(source, ${JSON.stringify(source)})`
      : `source[${JSON.stringify(source)}]`;
    const shaped = `${variable} = shapes[${index}](${variable}, misfits); if (${variable} === undefined) return undefined;`;
    const check = type && readyCheck(type, variable);
    return `let ${variable} = ${value}; ${check ? `if (!(${check})) { ${shaped} }` : shaped}`;
  });
  // A computed key: a literal one named __proto__ would set what the object inherits.
  const properties = fields.map(({ name }, index) => `[${JSON.stringify(name)}]: f${index}`);
  const text = `'use strict';
    return (source, misfits) => {
      ${statements.join('\n')}
      return { ${properties.join(', ')} };
    };`;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- see above for what is in the text
  const generate = new Function('shapes', 'readOwn', text) as (...parts: readonly unknown[]) => ShapeObject;
  return generate(
    fields.map(({ shape }) => shape),
    readOwn,
  );
}

function readyCheck(type: GraphQLOutputType, variable: string): string | undefined {
  const present = getNullableType(type);
  if (!isLeafType(present) || isEnumType(present)) return undefined;
  const isSpecified = specifiedScalarTypes.some(({ name }) => name === present.name);
  const check = isSpecified ? ready[present.name]?.(variable) : `${variable} !== null && ${variable} !== undefined`;
  return isNonNullType(type) ? check : `${variable} === null || ${check ?? 'false'}`;
}
