import { isNonNullType } from 'graphql';
import { compileArguments } from './compile-arguments.ts';
import { compileValue } from './compile-value.ts';
import { Pending, type Execution } from './execution.ts';
import { isPromise } from './is-promise.ts';
import { Position } from './position.ts';
import { resolveInfo, type Compilation, type SelectedField } from './resolve-info.ts';

/**
 * The value of a field of one object.
 *
 * @param at where the object is; undefined for the root.
 * @returns `violated` if there is none and has to be, a `Pending` if it is not there yet.
 */
export type ReadField = (execution: Execution, source: unknown, at: Position | undefined) => unknown;

/** Makes the value of a field of what the object itself has under the field's name. */
export type ReadProperty = (
  execution: Execution,
  source: unknown,
  at: Position | undefined,
  property: unknown,
) => unknown;

/** Compiles a field that has a resolver. */
export function compileField(compilation: Compilation, field: SelectedField): ReadField {
  const { resolve } = field.definition;
  if (!resolve) {
    const read = compileProperty(compilation, field);
    const { name } = field.definition;
    return (execution, source, at) => read(execution, source, at, (source as Record<string, unknown>)[name]);
  }
  const settle = compileSettling(compilation, field);
  const readArguments = compileArguments(field);
  const position = positionOf(field);
  return (execution, source, at) => {
    const place = position(at);
    try {
      const info = resolveInfo(compilation, field, execution, place);
      return settle(execution, resolve(source, readArguments(execution), execution.context, info), place);
    } catch (error) {
      return execution.refuse(error, field.nodes, place);
    }
  };
}

/** Compiles a field without a resolver: it is a property of its object, or a method. */
export function compileProperty(compilation: Compilation, field: SelectedField): ReadProperty {
  const settle = compileSettling(compilation, field);
  const readArguments = compileArguments(field);
  const position = positionOf(field);
  return (execution, source, at, property) => {
    const place = position(at);
    if (typeof property !== 'function') return settle(execution, property, place);
    try {
      const info = resolveInfo(compilation, field, execution, place);
      const value: unknown = property.call(source, readArguments(execution), execution.context, info);
      return settle(execution, value, place);
    } catch (error) {
      return execution.refuse(error, field.nodes, place);
    }
  };
}

function positionOf({ responseName, parentType, definition }: SelectedField) {
  const nullable = !isNonNullType(definition.type);
  return (at: Position | undefined) => new Position(at, responseName, parentType.name, nullable);
}

/** What a resolver returned may be there later. */
function compileSettling(compilation: Compilation, field: SelectedField) {
  const complete = compileValue(compilation, field, field.definition.type);
  return (execution: Execution, value: unknown, place: Position): unknown => {
    if (!isPromise(value)) return complete(execution, value, place);
    return new Pending(
      value,
      (settled) => complete(execution, settled, place),
      (error) => execution.refuse(error, field.nodes, place),
      place,
    );
  };
}
