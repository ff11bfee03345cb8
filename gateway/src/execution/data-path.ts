import { isDataObject, isInherited, readOwn, type DataObject } from './data.ts';
import { UnsupportedPlan } from './unsupported-plan.ts';

/** A place in a response, as a client is told it. */
export type ResponsePath = readonly (string | number)[];

/** One step from a value of the response to the values below it. */
interface Step {
  /** The field to go into; without it, all items of the list. */
  readonly field?: string;
  /** Only objects of these types are gone into. */
  readonly types?: ReadonlySet<string>;
}

/** The places of a plan's path, such as `films.@.language`. */
export type DataPath = readonly Step[];

/** @throws {UnsupportedPlan} for a segment that is neither a field nor `@`, each perhaps followed by types: `a|[A,B]`. */
export function parseDataPath(segments: readonly (string | number)[]): DataPath {
  return segments.flatMap((segment): Step[] => {
    const [, name, types] = /^([_A-Za-z]\w*|@|)(?:\|\[([\w,]+)\])?$/.exec(String(segment)) ?? [];
    if (typeof segment !== 'string' || name === undefined) {
      throw new UnsupportedPlan(`the path segment ${JSON.stringify(segment)}`);
    }
    const only = types === undefined ? {} : { types: new Set(types.split(',')) };
    // The type of the root is not worth a step: it has but one.
    if (name === '') return [];
    return [name === '@' ? only : { field: name, ...only }];
  });
}

/** The objects at a path, in the order of the response. */
export function objectsAt(root: DataObject, path: DataPath): DataObject[] {
  if (path.length === 0) return [root];
  const found: DataObject[] = [];
  descend(root, path, 0, found);
  return found;
}

function descend(value: unknown, path: DataPath, depth: number, found: DataObject[]): void {
  const step = path[depth];
  if (value === null || typeof value !== 'object') return;
  if (!step) {
    if (isDataObject(value)) found.push(value);
  } else if (Array.isArray(value)) {
    for (const item of value) if (isWanted(item, step)) descend(item, path, itemDepth(step, depth), found);
  } else if (isDataObject(value) && step.field !== undefined) {
    const next = field(value, step.field);
    if (isWanted(next, step)) descend(next, path, depth + 1, found);
  }
}

/** A list where the path names a field is gone into all the same; the field is that of its items. */
function itemDepth(step: Step, depth: number): number {
  return step.field === undefined ? depth + 1 : depth;
}

function field(object: DataObject, name: string): unknown {
  return isInherited(name) ? readOwn(object, name) : object[name];
}

function isWanted(value: unknown, { types }: Step): boolean {
  return !types || !isDataObject(value) || types.has(String(value['__typename']));
}

/** Where an object of the response stands. */
export interface Place {
  readonly object: DataObject;
  readonly path: ResponsePath;
  /** The objects above it, the root first. */
  readonly ancestors: readonly DataObject[];
}

/** The objects at a path with the places where they stand. Slower than {@link objectsAt}, in the same order. */
export function placesAt(root: DataObject, path: DataPath): Place[] {
  const places: Place[] = [];
  const visit = (value: unknown, depth: number, at: ResponsePath, ancestors: readonly DataObject[]): void => {
    const step = path[depth];
    if (!step) {
      if (isDataObject(value)) places.push({ object: value, path: at, ancestors });
    } else if (Array.isArray(value)) {
      value.forEach((item: unknown, index) => {
        if (isWanted(item, step)) visit(item, itemDepth(step, depth), [...at, index], ancestors);
      });
    } else if (isDataObject(value) && step.field !== undefined) {
      const next = field(value, step.field);
      if (isWanted(next, step)) visit(next, depth + 1, [...at, step.field], [...ancestors, value]);
    }
  };
  visit(root, 0, [], []);
  return places;
}
