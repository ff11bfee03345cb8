import { isDataObject, readOwn, writeOwn, type DataObject } from './data.ts';

/**
 * Joins `source` into `target`, in place. Objects are joined field by field, and lists of the same length item by item.
 * What is known is not lost to a null: the null is of a subgraph that failed, or that does not know the object. Parts of
 * `source` become parts of `target`, so it must not be used for anything else.
 */
export function mergeData(target: DataObject, source: DataObject): void {
  for (const name in source) {
    if (name === '__proto__') {
      writeOwn(target, name, merged(readOwn(target, name), readOwn(source, name)));
    } else {
      const value = source[name];
      if (value === undefined) continue;
      target[name] = typeof value === 'object' ? merged(target[name], value) : value;
    }
  }
}

/** The value that a field has when `added` is joined into what is known of it. */
export function merged(known: unknown, added: unknown): unknown {
  if (known === null || typeof known !== 'object') return known !== undefined && added === null ? known : added;
  if (added === null || added === undefined) return known;
  if (Array.isArray(known)) {
    if (!Array.isArray(added) || known.length !== added.length) return added;
    for (let index = 0; index < known.length; index++) known[index] = merged(known[index], added[index]);
    return known;
  }
  if (!isDataObject(known) || !isDataObject(added)) return added;
  mergeData(known, added);
  return known;
}

/** A copy whose objects and lists are its own. */
export function copyData(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyData);
  if (!isDataObject(value)) return value;
  const copy: DataObject = {};
  for (const name in value) {
    const part = copyData(readOwn(value, name));
    if (name === '__proto__') writeOwn(copy, name, part);
    else copy[name] = part;
  }
  return copy;
}
