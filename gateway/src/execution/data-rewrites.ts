import type { FetchDataRewrite } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { isDataObject, readOwn, writeOwn, type DataObject } from './data.ts';
import { typeCondition, type TypeCondition } from './type-condition.ts';
import { UnsupportedPlan } from './unsupported-plan.ts';

/** Changes an object in place. */
export type Rewrite = (object: DataObject) => void;

/** One element of a rewrite's path: a field to go into, or a type that the object must have. */
type Element = { readonly field: string } | { readonly applies: TypeCondition };

const fragment = '... on ';

/**
 * Compiles what a plan changes in the data that goes to a subgraph or comes from it.
 *
 * @throws {UnsupportedPlan} for an unknown kind of change.
 */
export function compileRewrites(schema: GraphQLSchema, rewrites: readonly FetchDataRewrite[] = []): Rewrite[] {
  return rewrites.map((rewrite) => {
    const path = rewritePath(schema, rewrite.path);
    const last = path.at(-1);
    if (!last || !('field' in last)) throw new UnsupportedPlan(`a rewrite at ${rewrite.path.join('.')}`);
    const change = compileChange(rewrite, last.field);
    return (object) => applyAt(object, path, 0, change);
  });
}

function rewritePath(schema: GraphQLSchema, path: readonly string[]): Element[] {
  return path.map((element) =>
    element.startsWith(fragment)
      ? { applies: typeCondition(schema, element.slice(fragment.length)) }
      : { field: element },
  );
}

function compileChange(rewrite: FetchDataRewrite, name: string): Rewrite {
  switch (rewrite.kind) {
    case 'ValueSetter':
      return (object) => writeOwn(object, name, rewrite.setValueTo);
    case 'KeyRenamer':
      return (object) => {
        const value = readOwn(object, name);
        if (value === undefined) return;
        writeOwn(object, rewrite.renameKeyTo, value);
        Reflect.deleteProperty(object, name);
      };
    default:
      throw new UnsupportedPlan(`a rewrite of the kind ${JSON.stringify((rewrite as { kind: unknown }).kind)}`);
  }
}

/** Applies a change to all objects at a path; the last element of the path is the field that the change is about. */
function applyAt(value: unknown, path: readonly Element[], depth: number, change: Rewrite): void {
  if (Array.isArray(value)) {
    for (const item of value) applyAt(item, path, depth, change);
    return;
  }
  const element = path[depth];
  if (!isDataObject(value) || !element) return;
  if (depth === path.length - 1) change(value);
  else if ('field' in element) applyAt(readOwn(value, element.field), path, depth + 1, change);
  else if (isOf(value, element.applies)) applyAt(value, path, depth + 1, change);
}

/** An object whose type was not asked for can only be of the type that the plan expects. */
function isOf(object: DataObject, applies: TypeCondition): boolean {
  const typename = object['__typename'];
  return typeof typename !== 'string' || applies(typename);
}
