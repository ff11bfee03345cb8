import {
  Kind,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type TypeNode,
  type UnionTypeDefinitionNode,
} from 'graphql';
import { problemAt, type Problem } from '../problem.ts';
import { statedDirective } from './stated-directive.ts';

/** The arguments that say how long a page of a Relay connection is. */
const pageSizes: readonly string[] = ['first', 'last'];

/**
 * Every list of a subgraph of which nothing says how long it is, so that nobody could tell what an operation costs: neither
 * its own `@listSize` nor those of all fields that lead to it. Lists of scalars and enums need none, because these cost
 * nothing, however many they are. What `@listSize` names but is not there, composition refuses.
 *
 * @param document all of its SDL, as its authors wrote it.
 */
export function findUnsizedLists(document: DocumentNode): Problem[] {
  const fields = readFields(document);
  const composite = new Set(document.definitions.filter(isComposite).map(({ name }) => name.value));
  return fields.flatMap(({ type, node, coordinate, size }) => {
    if (size) return unsoundSize(node, coordinate, size);
    if (!isList(node.type) || !composite.has(namedType(node.type))) return [];
    const leading = fields.filter((each) => namedType(each.node.type) === type);
    const unsized = leading.filter((each) => !each.size?.sizedFields.includes(node.name.value));
    if (leading.length > 0 && unsized.length === 0) return [];
    const other = unsized.length > 0 && `sizedFields: ["${node.name.value}"] at ${coordinates(unsized)}`;
    const remedy = ['@listSize(assumedSize: …)', ...(other ? [other] : [])].join(', or ');
    return [problemAt(node, `nothing says how long ${coordinate} is: state ${remedy}`)];
  });
}

interface ListSize {
  readonly assumedSize: unknown;
  readonly slicingArguments: readonly string[];
  readonly sizedFields: readonly string[];
  readonly requireOneSlicingArgument: boolean;
}

interface Field {
  /** What it stands in. */
  readonly type: string;
  readonly node: FieldDefinitionNode;
  readonly coordinate: string;
  /** Undefined without a `@listSize`. */
  readonly size: ListSize | undefined;
}

function unsoundSize(node: FieldDefinitionNode, coordinate: string, size: ListSize): Problem[] {
  const all = node.arguments ?? [];
  const slicing = all.filter(({ name }) => size.slicingArguments.includes(name.value));
  const forgotten = all.filter((each) => pageSizes.includes(each.name.value) && !slicing.includes(each));
  const mayBeAbsent = slicing.every(({ type }) => type.kind !== Kind.NON_NULL_TYPE);
  const messages = forgotten.map(
    ({ name }) => `${coordinate} takes \`${name.value}\`: its @listSize has to name it in slicingArguments`,
  );
  if (mayBeAbsent && typeof size.assumedSize !== 'number')
    messages.push(`@listSize does not say how long ${coordinate} is without arguments: state an assumedSize`);
  if (mayBeAbsent && slicing.length > 0 && size.requireOneSlicingArgument)
    messages.push(`no argument of ${coordinate} has to be given: state requireOneSlicingArgument: false`);
  return messages.map((message) => problemAt(node, message));
}

function readFields({ definitions }: DocumentNode): Field[] {
  return definitions.filter(hasFields).flatMap(({ name: { value: type }, fields = [] }) =>
    fields.map((node) => {
      const values = statedDirective(node, 'listSize')?.values;
      return { type, node, coordinate: `${type}.${node.name.value}`, size: values && listSize(values) };
    }),
  );
}

function listSize({ assumedSize, slicingArguments, sizedFields, requireOneSlicingArgument }: Record<string, unknown>) {
  return {
    assumedSize,
    slicingArguments: names(slicingArguments),
    sizedFields: names(sizedFields),
    requireOneSlicingArgument: requireOneSlicingArgument !== false,
  };
}

/** A single value stands for a list of it, as everywhere in GraphQL. */
function names(value: unknown): readonly string[] {
  return [value].flat().filter((each) => typeof each === 'string');
}

const kindsWithFields = [
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.OBJECT_TYPE_EXTENSION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_EXTENSION,
] as const;

type WithFields = Extract<DefinitionNode, { readonly kind: (typeof kindsWithFields)[number] }>;

function hasFields(definition: DefinitionNode): definition is WithFields {
  return (kindsWithFields as readonly string[]).includes(definition.kind);
}

function isComposite(definition: DefinitionNode): definition is WithFields | UnionTypeDefinitionNode {
  return hasFields(definition) || definition.kind === Kind.UNION_TYPE_DEFINITION;
}

function isList(type: TypeNode): boolean {
  return type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function coordinates(fields: readonly Field[]): string {
  return fields.map(({ coordinate }) => coordinate).join(', ');
}
