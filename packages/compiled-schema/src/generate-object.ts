import { getNullableType, isLeafType, isNonNullType, TypeNameMetaFieldDef, type GraphQLOutputType } from 'graphql';
import { compileEntities, isEntities } from './compile-entities.ts';
import { compileField, compileProperty, type ReadField, type ReadProperty } from './compile-field.ts';
import { Pending, type Execution, type ResponseObject, type violated } from './execution.ts';
import type { Position } from './position.ts';
import type { Compilation, SelectedField } from './resolve-info.ts';
import { inlineScalarCheck } from './specified-scalars.ts';

/** Reads the selected fields of an object. */
export type ReadObject = (
  execution: Execution,
  source: unknown,
  at: Position | undefined,
) => ResponseObject | typeof violated;

/**
 * Writes a function that reads the fields of an object: an object literal has its shape from the start, and properties
 * that hold what the response needs cost a look each.
 *
 * Nothing but names of the schema and of the response is written into its text, and those as string literals. Values,
 * which may come from anybody, never are.
 */
export function generateObject(compilation: Compilation, fields: readonly SelectedField[]): ReadObject {
  const readers: (ReadField | ReadProperty | undefined)[] = [];
  const statements = fields.map((field, index) => {
    const variable = `f${index}`;
    if (field.definition === TypeNameMetaFieldDef) {
      return `const ${variable} = ${JSON.stringify(field.parentType.name)};`;
    }
    const { type, name } = field.definition;
    const after = handle(variable, type);
    if (isEntities(compilation, field)) {
      readers[index] = compileEntities(compilation, field);
    } else if (field.definition.resolve) {
      readers[index] = compileField(compilation, field);
    } else {
      readers[index] = compileProperty(compilation, field);
      const property = `${variable} = object[${JSON.stringify(name)}];`;
      const read = `${variable} = readers[${index}](execution, object, at, ${variable}); ${after}`;
      // A getter may throw; the reader then gets the error, as if it were the value.
      return `let ${variable}; try { ${property} } catch (error) { ${variable} = asError(error); }
        if (!(${ready(variable, type)})) { ${read} }`;
    }
    return `let ${variable} = readers[${index}](execution, source, at); ${after}`;
  });
  // A computed key: a literal one named __proto__ would set what the object inherits.
  const properties = fields.map(({ responseName }, index) => `[${JSON.stringify(responseName)}]: f${index}`);
  const text = `'use strict';
    return (execution, source, at) => {
      const object = isObject(source) ? source : none;
      let pending;
      ${statements.join('\n')}
      const result = { ${properties.join(', ')} };
      if (pending !== undefined) execution.await(pending, result);
      return result;
    };`;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- see above for what is in the text
  const generate = new Function('readers', 'Pending', 'isObject', 'asError', 'none', text) as (
    ...parts: readonly unknown[]
  ) => ReadObject;
  return generate(readers, Pending, isObject, asError, Object.freeze({}));
}

/** Whether the value of a property is what the response holds. */
function ready(variable: string, type: GraphQLOutputType): string {
  const present = getNullableType(type);
  const check = isLeafType(present) ? inlineScalarCheck(present, variable) : undefined;
  if (!check) return isNonNullType(type) ? 'false' : `${variable} === null`;
  return isNonNullType(type) ? check : `${variable} === null || ${check}`;
}

/** What is done with a value that may be none, or not be there yet. */
function handle(variable: string, type: GraphQLOutputType): string {
  const isViolated = isNonNullType(type)
    ? `if (${variable} === undefined) { execution.abandon(pending); return undefined; }`
    : '';
  return `${isViolated}
    if (${variable} instanceof Pending) { (pending ??= []).push(${variable}); ${variable} = null; }`;
}

/** What fields can be read of. */
function isObject(source: unknown): boolean {
  return (typeof source === 'object' && source !== null) || typeof source === 'function';
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(`Unexpected error value: ${JSON.stringify(error)}`);
}
