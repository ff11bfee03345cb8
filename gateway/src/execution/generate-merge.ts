import type { FetchNode } from '@apollo/query-planner';
import { isInherited, type DataObject } from './data.ts';
import { fieldsOf } from './fields-of.ts';
import { merged, mergeData } from './merge-data.ts';

/** Joins an entity into the object of the response that it is. */
export type MergeEntity = (target: DataObject, entity: DataObject) => void;

/**
 * Writes the function that joins what a fetch asks for of its entities: the same as `mergeData`, for fields that are known
 * beforehand.
 *
 * Nothing but response names is written into its text, as string literals.
 */
export function compileMerge({ operation, outputRewrites = [] }: FetchNode): MergeEntity {
  const names = fieldsOf(operation, true);
  // A rewrite gives fields other names.
  if (outputRewrites.length > 0 || names.some(isInherited)) return mergeData;
  const statements = ['__typename', ...names].map((name) => {
    const field = `[${JSON.stringify(name)}]`;
    return `value = entity${field};
      if (value !== undefined) target${field} = typeof value === 'object' ? merged(target${field}, value) : value;`;
  });
  const text = `'use strict';
    return (target, entity) => {
      let value;
      ${statements.join('\n')}
    };`;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- see above for what is in the text
  const generate = new Function('merged', text) as (...parts: readonly unknown[]) => MergeEntity;
  return generate(merged);
}
