import type { FetchDataKeyRenamer } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import type { Place } from './data-path.ts';
import { isDataObject, readOwn, type DataObject } from './data.ts';
import { typeCondition, type TypeCondition } from './type-condition.ts';
import { UnsupportedPlan } from './unsupported-plan.ts';

/** Entities that are fetched with the same values from above them (`@fromContext`). */
export interface ContextGroup {
  /** The variables that carry those values. */
  readonly variables: DataObject;
  readonly entities: DataObject[];
}

/** Reads one value from above an entity; undefined if the type does not apply. */
interface ContextRead {
  readonly variable: string;
  /** How many objects above the entity it starts. */
  readonly up: number;
  readonly elements: readonly ({ readonly field: string } | { readonly applies: TypeCondition })[];
}

/**
 * Compiles which values of objects above the entities a fetch takes as arguments.
 *
 * @returns a function that parts entities by those values; undefined if the fetch takes none.
 * @throws {UnsupportedPlan} for a value that is not above the entity.
 */
export function groupByContext(
  schema: GraphQLSchema,
  rewrites: readonly FetchDataKeyRenamer[] = [],
): ((places: readonly Place[]) => ContextGroup[]) | undefined {
  if (rewrites.length === 0) return undefined;
  const reads = rewrites.map((rewrite) => compileRead(schema, rewrite));
  return (places) => {
    const groups = new Map<string, ContextGroup>();
    for (const place of places) {
      const variables: DataObject = {};
      // Each type that the value may stand on has a read of its own, and one of them applies.
      for (const read of reads) variables[read.variable] ??= valueAbove(place, read) ?? null;
      const key = JSON.stringify(variables);
      const group = groups.get(key);
      if (group) group.entities.push(place.object);
      else groups.set(key, { variables, entities: [place.object] });
    }
    return [...groups.values()];
  };
}

function compileRead(schema: GraphQLSchema, { path, renameKeyTo }: FetchDataKeyRenamer): ContextRead {
  const up = path.findIndex((element) => element !== '..');
  if (up < 1) throw new UnsupportedPlan(`a contextual argument at ${path.join('.')}`);
  const elements = path.slice(up).map((element) => {
    const [, type] = /^\.\.\. on (\w+)$/.exec(element) ?? [];
    return type === undefined ? { field: element } : { applies: typeCondition(schema, type) };
  });
  return { variable: renameKeyTo, up, elements };
}

function valueAbove({ ancestors }: Place, { up, elements }: ContextRead): unknown {
  let value: unknown = ancestors.at(-up);
  for (const element of elements) {
    if (!isDataObject(value)) return undefined;
    if ('field' in element) {
      value = readOwn(value, element.field);
    } else {
      const typename = value['__typename'];
      if (typeof typename === 'string' && !element.applies(typename)) return undefined;
    }
  }
  return value;
}
