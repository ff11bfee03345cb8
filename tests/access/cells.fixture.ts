import {
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  type GraphQLObjectType,
  type SelectionSetNode,
} from 'graphql';
import type { Asked } from './people.fixture.ts';
import { entityTypes, objectType } from './graph.fixture.ts';
import { outcomeOf, type Outcome, type Permission, type ViewerName } from './permissions.ts';

/** How a row is reached: an operation with `...it` where the fields of the row belong. */
export interface Way {
  /** The type of the row. */
  readonly type: string;
  readonly operation: string;
  /** The id of the row, to find it in lists; without it whatever comes first. */
  readonly id?: string;
}

/** A field of an operation, with the fields that lead to it. */
export interface Cell {
  readonly steps: readonly Step[];
  /** The coordinate of the field itself. */
  readonly coordinate: string;
  /** How many steps lead to the row that is looked for. */
  readonly row: number;
  readonly id: string | undefined;
}

interface Step {
  readonly coordinate: string;
  readonly name: string;
  readonly isLeaf: boolean;
  readonly isList: boolean;
}

/** An operation that asks for all fields of a row, and its fields. */
export interface Probe {
  readonly query: string;
  readonly cells: readonly Cell[];
}

/** Arguments of fields that need some, by coordinate. */
export type Arguments = Readonly<Record<string, string>>;

/** Those are told by a field of the root, which leads to other people for each who asks. */
const ownTypes = new Set(['Viewer']);

/** Writes the operation that asks for all fields of a row by a way; for those of a value that one of them is, too. */
export function probe({ type, operation, id }: Way, given: Arguments, only?: string): Probe {
  const query = `${operation}\nfragment it on ${type} { ${allFields(objectType(type), given, only)} }`;
  const { definitions } = parse(query);
  const [asked, fragment] = definitions;
  if (asked?.kind !== Kind.OPERATION_DEFINITION || fragment?.kind !== Kind.FRAGMENT_DEFINITION) throw new Error(query);
  const root = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' }[asked.operation];
  const cells: Cell[] = [];
  let row = -1;
  const read = ({ selections }: SelectionSetNode, parent: GraphQLObjectType, steps: readonly Step[]): void => {
    const isRow = selections.some(({ kind }) => kind === Kind.FRAGMENT_SPREAD);
    if (isRow) row = steps.length;
    for (const selection of isRow ? [...selections, ...fragment.selectionSet.selections] : selections) {
      if (selection.kind !== Kind.FIELD || selection.name.value === '__typename') continue;
      const field = parent.getFields()[selection.name.value];
      if (!field) throw new Error(`${parent.name} has no ${selection.name.value}`);
      const coordinate = `${parent.name}.${field.name}`;
      const named = getNamedType(field.type);
      const next = [
        ...steps,
        {
          coordinate,
          name: (selection.alias ?? selection.name).value,
          isLeaf: isLeafType(named),
          isList: isListType(getNullableType(field.type)),
        },
      ];
      cells.push({ steps: next, coordinate, row, id });
      if (!isObjectType(named) || !selection.selectionSet) continue;
      // What is below another row is reached by a way of its own.
      const isBelowRow = row >= 0 && steps.length >= row && isEntity(named);
      if (!isBelowRow) read(selection.selectionSet, named, next);
    }
  };
  read(asked.selectionSet, objectType(root), []);
  return { query, cells: cells.map((cell) => ({ ...cell, row: Math.max(row, 0) })) };
}

const isEntity = ({ name }: GraphQLObjectType): boolean => entityTypes.has(name) || ownTypes.has(name);

function allFields(type: GraphQLObjectType, given: Arguments, only?: string): string {
  return Object.values(type.getFields())
    .filter(({ name }) => only === undefined || name === only || name === 'id')
    .map(({ name, type: of, args }) => {
      const coordinate = `${type.name}.${name}`;
      const written = given[coordinate] ?? (args.some((argument) => argument.name === 'first') ? 'first: 3' : '');
      const missing = args.find((argument) => isNonNullType(argument.type) && argument.defaultValue === undefined);
      if (missing && written === '') throw new Error(`${coordinate} needs an argument: add it to tests/access/ways.ts`);
      const named = getNamedType(of);
      const below = isObjectType(named) ? ` { ${isEntity(named) ? leafOf(named) : allFields(named, given)} }` : '';
      return `${name}${written && `(${written})`}${below}`;
    })
    .join(' ');
}

/** The key, and something else: a key alone does not show whether there is such a row. */
function leafOf(type: GraphQLObjectType): string {
  const leaves = Object.values(type.getFields()).filter(
    ({ name, type: of }) => name !== 'id' && isLeafType(getNamedType(of)),
  );
  const [leaf] = leaves;
  return leaf ? `id ${leaf.name}` : 'id';
}

/** The rows of the table. */
export type Table = Readonly<Record<string, Permission>>;

/** What is stated for a field, as it is reached: what leads to it may be seen by fewer people than it. */
export function expectedOf({ steps }: Cell, table: Table, viewer: ViewerName): Outcome {
  const outcomes = steps.map(({ coordinate }) => statedFor(coordinate, table, viewer));
  return (['refused', 'denied', 'no such row'] as const).find((outcome) => outcomes.includes(outcome)) ?? 'visible';
}

/** What is stated for a field by itself. */
export function statedFor(coordinate: string, table: Table, viewer: ViewerName): Outcome {
  const permission = table[coordinate];
  if (permission === undefined) throw new Error(`${coordinate} has no row in tests/access/permission-table.ts`);
  return outcomeOf(permission === 'as parent' ? 'everybody' : permission, viewer);
}

/** What somebody got of a field; undefined where a list before it is empty, so that nothing can be said. */
export function observedOf({ steps, row, id }: Cell, { data, errors = [] }: Asked): string | undefined {
  if (!data && errors.some(({ extensions }) => extensions.code === 'UNAUTHENTICATED')) return 'refused';
  const names = steps.map(({ name }) => name);
  const isAt = (path: readonly (string | number)[] = []): boolean => {
    const told = path.filter((part) => typeof part === 'string' && part !== '@' && !part.startsWith('... on '));
    return told.length <= names.length && told.every((part, index) => part === names[index]);
  };
  const error = errors.find(({ path }) => isAt(path));
  const found = look(data, steps, row, id);
  // A fault below a field makes it null too.
  const fault = errors.find(({ extensions: { code } }) => code !== 'UNAUTHORIZED_FIELD_OR_TYPE');
  if (!error)
    return found === 'no such row' && fault
      ? `${found}, and ${fault.extensions.code} at ${fault.path?.join('.')}`
      : found;
  if (error.extensions.code !== 'UNAUTHORIZED_FIELD_OR_TYPE') return `error ${error.extensions.code}: ${error.message}`;
  return found === 'visible' ? 'denied, and answered all the same' : 'denied';
}

type Value = Readonly<Record<string, unknown>>;

function look(
  data: unknown,
  steps: readonly Step[],
  row: number,
  id: string | undefined,
): 'visible' | 'no such row' | undefined {
  let values: unknown[] = data === null || data === undefined ? [] : [data];
  if (values.length === 0) return 'no such row';
  for (const [index, { name, isLeaf, isList }] of steps.entries()) {
    if (index === row && id !== undefined) {
      values = values.filter((value) => !('id' in (value as Value)) || (value as Value)['id'] === id);
      if (values.length === 0) return 'no such row';
    }
    const next = values.map((value) => (value as Value)[name]);
    const isLast = index === steps.length - 1;
    if (isLast && isLeaf) return next.some((value) => value !== undefined) ? 'visible' : 'no such row';
    const there = next.filter(isThere);
    if (there.length === 0) return 'no such row';
    if (isLast) return 'visible';
    values = isList ? (there as unknown[][]).flat().filter(isThere) : there;
    // Of an empty list on the way nothing can be said, unless the row should be in it.
    if (values.length === 0) return index < row && steps.length > row && id !== undefined ? 'no such row' : undefined;
  }
  return 'visible';
}

function isThere(value: unknown): boolean {
  return value !== null && value !== undefined;
}
