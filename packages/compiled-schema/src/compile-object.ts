import { GraphQLError, type GraphQLObjectType } from 'graphql';
import { selectFields } from './select-fields.ts';
import type { CompleteValue } from './compile-value.ts';
import { Pending, type Execution } from './execution.ts';
import { generateObject, type ReadObject } from './generate-object.ts';
import { isPromise } from './is-promise.ts';
import type { Position } from './position.ts';
import { resolveInfo, type Compilation, type SelectedField } from './resolve-info.ts';

/** Compiles the objects of a field that are of one type, when the first one is seen. */
export function compileObject(compilation: Compilation, field: SelectedField, type: GraphQLObjectType): CompleteValue {
  let read: ReadObject | undefined;
  const complete = (execution: Execution, value: unknown, place: Position) => {
    read ??= generateObject(
      compilation,
      selectFields(
        compilation,
        type,
        field.nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
      ),
    );
    return read(execution, value, place);
  };
  const { isTypeOf } = type;
  if (!isTypeOf) return complete;

  const accept = (execution: Execution, value: unknown, place: Position, isOfType: boolean) => {
    if (isOfType) return complete(execution, value, place);
    const error = new GraphQLError(`Expected value of type "${type.name}" but got: ${String(value)}.`);
    return execution.refuse(error, field.nodes, place);
  };
  return (execution, value, place) => {
    const isOfType = isTypeOf(value, execution.context, resolveInfo(compilation, field, execution, place));
    if (!isPromise(isOfType)) return accept(execution, value, place, isOfType);
    return new Pending(
      isOfType,
      (settled) => accept(execution, value, place, settled === true),
      (error) => execution.refuse(error, field.nodes, place),
      place,
    );
  };
}
