import { GraphQLError, isAbstractType, isLeafType, isListType, isNonNullType, type GraphQLOutputType } from 'graphql';
import { compileAbstract } from './compile-abstract.ts';
import { compileLeaf } from './compile-leaf.ts';
import { compileObject } from './compile-object.ts';
import { Pending, violated, type Execution } from './execution.ts';
import { isPromise } from './is-promise.ts';
import { Position } from './position.ts';
import type { Compilation, SelectedField } from './resolve-info.ts';

/**
 * Makes the value of the response of what a resolver returned, `CompleteValue` of the specification. Never throws.
 *
 * @returns `violated` if there is none and has to be, a `Pending` if it is not there yet.
 */
export type CompleteValue = (execution: Execution, value: unknown, place: Position) => unknown;

/** Compiles how values of a type are completed; the type is that of the field, or one inside of it. */
export function compileValue(compilation: Compilation, field: SelectedField, type: GraphQLOutputType): CompleteValue {
  const { nodes, definition, parentType } = field;
  if (isNonNullType(type)) {
    const complete = compilePresent(compilation, field, type.ofType);
    const isNull = `Cannot return null for non-nullable field ${parentType.name}.${definition.name}.`;
    return (execution, value, place) => {
      if (value == null) return execution.refuse(new Error(isNull), nodes, place);
      return complete(execution, value, place);
    };
  }
  const complete = compilePresent(compilation, field, type);
  return (execution, value, place) => {
    const completed = value == null ? null : complete(execution, value, place);
    return completed === violated ? null : completed;
  };
}

/** Values that are there. */
function compilePresent(compilation: Compilation, field: SelectedField, type: GraphQLOutputType): CompleteValue {
  const complete = compileByKind(compilation, field, type);
  return (execution, value, place) => {
    if (value instanceof Error) return execution.refuse(value, field.nodes, place);
    try {
      return complete(execution, value, place);
    } catch (error) {
      return execution.refuse(error, field.nodes, place);
    }
  };
}

/** These may throw what is wrong with the value. */
function compileByKind(compilation: Compilation, field: SelectedField, type: GraphQLOutputType): CompleteValue {
  if (isListType(type)) return compileList(compilation, field, type.ofType);
  if (isLeafType(type)) {
    const serialize = compileLeaf(type);
    return (_execution, value) => serialize(value);
  }
  if (isAbstractType(type)) return compileAbstract(compilation, field, type);
  if (isNonNullType(type)) throw new Error(`${type.toString()} is twice not null`);
  return compileObject(compilation, field, type);
}

function compileList(compilation: Compilation, field: SelectedField, itemType: GraphQLOutputType): CompleteValue {
  const { nodes, definition, parentType } = field;
  const complete = compileValue(compilation, field, itemType);
  const nullable = !isNonNullType(itemType);
  return (execution, value, place) => {
    if (!isIterable(value)) {
      throw new GraphQLError(
        `Expected Iterable, but did not find one for field "${parentType.name}.${definition.name}".`,
      );
    }
    const source: readonly unknown[] = Array.isArray(value) ? value : Array.from(value);
    const items = new Array<unknown>(source.length);
    let pending: Pending[] | undefined;
    for (let index = 0; index < source.length; index++) {
      const item = source[index];
      const at = new Position(place, index, undefined, nullable);
      const completed = isPromise(item)
        ? new Pending(
            item,
            (settled) => complete(execution, settled, at),
            (error) => execution.refuse(error, nodes, at),
            at,
          )
        : complete(execution, item, at);
      if (completed === violated) {
        execution.abandon(pending);
        return violated;
      }
      if (completed instanceof Pending) {
        (pending ??= []).push(completed);
        items[index] = null;
      } else {
        items[index] = completed;
      }
    }
    if (pending) execution.await(pending, items);
    return items;
  };
}

/** A string is a value, not a list of its characters. */
function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
