import {
  isCompositeType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  specifiedScalarTypes,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';
import type { ObjectShapes } from './shape-object.ts';

/** What did not fit the API schema while one response was shaped, as `Type.field`. */
export type Misfits = string[];

/**
 * Makes the client's value of what the subgraphs answered.
 *
 * @returns undefined for a null where the schema allows none: what it is part of is null then.
 */
export type ShapeValue = (value: unknown, misfits: Misfits) => unknown;

/**
 * Compiles the shape of a field's values.
 *
 * @param coordinate of the field, `Type.field`.
 * @param selectionSets of the field; empty for a leaf.
 */
export function compileValue(
  type: GraphQLOutputType,
  coordinate: string,
  selectionSets: readonly SelectionSetNode[],
  shapes: ObjectShapes,
): ShapeValue {
  if (isNonNullType(type)) {
    const shape = compilePresent(type.ofType, coordinate, selectionSets, shapes);
    return (value, misfits) => {
      if (value != null) return shape(value, misfits);
      misfits.push(coordinate);
      return undefined;
    };
  }
  const shape = compilePresent(type, coordinate, selectionSets, shapes);
  return (value, misfits) => {
    if (value == null) return null;
    const shaped = shape(value, misfits);
    return shaped === undefined ? null : shaped;
  };
}

/** The shape of values that are not null. */
function compilePresent(
  type: GraphQLOutputType,
  coordinate: string,
  selectionSets: readonly SelectionSetNode[],
  shapes: ObjectShapes,
): ShapeValue {
  if (isListType(type)) {
    return compileList(compileValue(type.ofType, coordinate, selectionSets, shapes), coordinate);
  }
  if (isCompositeType(type)) return shapes.compile(type, coordinate, selectionSets);
  if (isLeafType(type)) return compileLeaf(type, coordinate);
  throw new Error(`${coordinate} is twice not null`);
}

function compileList(shapeItem: ShapeValue, coordinate: string): ShapeValue {
  return (value, misfits) => {
    if (!Array.isArray(value)) {
      misfits.push(coordinate);
      return undefined;
    }
    const items = new Array<unknown>(value.length);
    for (let index = 0; index < value.length; index++) {
      const item = shapeItem(value[index], misfits);
      if (item === undefined) return undefined;
      items[index] = item;
    }
    return items;
  };
}

function compileLeaf(type: GraphQLLeafType, coordinate: string): ShapeValue {
  const fits = leafCheck(type);
  return (value, misfits) => {
    if (fits(value)) return value;
    misfits.push(coordinate);
    return undefined;
  };
}

/** Integers may be larger than 32 bits in an ID, so both are only held to be whole numbers. */
const checks: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  Int: (value) => Number.isInteger(value),
  Float: (value) => Number.isFinite(value),
  ID: (value) => typeof value === 'string' || Number.isInteger(value),
};

/** A scalar of the graph's own takes any value. An enum takes what clients may see, so none that is `@inaccessible`. */
function leafCheck(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) {
    const names = new Set(type.getValues().map(({ name }) => name));
    return (value) => typeof value === 'string' && names.has(value);
  }
  const isSpecified = specifiedScalarTypes.some(({ name }) => name === type.name);
  return (isSpecified ? checks[type.name] : undefined) ?? (() => true);
}
