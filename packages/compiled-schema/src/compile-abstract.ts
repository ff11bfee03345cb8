import { defaultTypeResolver, GraphQLError, isObjectType, type GraphQLAbstractType } from 'graphql';
import { compileObject } from './compile-object.ts';
import type { CompleteValue } from './compile-value.ts';
import { Pending } from './execution.ts';
import { isPromise } from './is-promise.ts';
import { resolveInfo, type Compilation, type SelectedField } from './resolve-info.ts';

/** Compiles values of an interface or a union. The objects of each type are compiled when one is first seen. */
export function compileAbstract(
  compilation: Compilation,
  field: SelectedField,
  type: GraphQLAbstractType,
): CompleteValue {
  const resolveType = type.resolveType ?? defaultTypeResolver;
  const ofType = new Map<string, CompleteValue>();
  const completeAs = (typename: unknown): CompleteValue => {
    const known = typeof typename === 'string' ? ofType.get(typename) : undefined;
    if (known) return known;
    const complete = compileObject(compilation, field, possibleType(compilation, field, type, typename));
    ofType.set(String(typename), complete);
    return complete;
  };
  return (execution, value, place) => {
    const info = resolveInfo(compilation, field, execution, place);
    const typename = resolveType(value, execution.context, info, type);
    if (!isPromise(typename)) return completeAs(typename)(execution, value, place);
    const refuse = (error: unknown) => execution.refuse(error, field.nodes, place);
    const complete = (settled: unknown) => {
      try {
        return completeAs(settled)(execution, value, place);
      } catch (error) {
        return refuse(error);
      }
    };
    return new Pending(typename, complete, refuse, place);
  };
}

/** @throws {GraphQLError} if the name is not that of a type which the field may have. */
function possibleType(
  { schema }: Compilation,
  { parentType, definition }: SelectedField,
  type: GraphQLAbstractType,
  typename: unknown,
) {
  if (typeof typename !== 'string') {
    throw new GraphQLError(
      `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${parentType.name}.${definition.name}". Either the "${type.name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
    );
  }
  const found = schema.getType(typename);
  if (!found) {
    throw new GraphQLError(
      `Abstract type "${type.name}" was resolved to a type "${typename}" that does not exist inside the schema.`,
    );
  }
  if (!isObjectType(found)) {
    throw new GraphQLError(`Abstract type "${type.name}" was resolved to a non-object type "${typename}".`);
  }
  if (!schema.isSubType(type, found)) {
    throw new GraphQLError(`Runtime Object type "${found.name}" is not a possible type for "${type.name}".`);
  }
  return found;
}
