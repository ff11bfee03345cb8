import fc from 'fast-check';
import {
  execute,
  getNamedType,
  isInterfaceType,
  isListType,
  getNullableType,
  isUnionType,
  Kind,
  parse,
  print,
  validate,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { expect, test } from 'vitest';
import type { Identity } from '@reelhouse/auth';
import { isMet, readAuthorizationRules, type AuthorizationRules } from '@reelhouse/authorization';
import type { DataObject } from '../execution/data.ts';
import { AuthorizationFilter } from './authorization-filter.ts';
import { allScopes, randomGraph, randomOperation, resolveRandom, typeOfRandom } from './random-graph.fixture.ts';

/** The operation without named fragments, each use of one as its own nodes; and which of its fields are denied. */
interface Expanded {
  readonly document: DocumentNode;
  readonly denied: ReadonlySet<FieldNode>;
  readonly paths: ReadonlySet<string>;
}

type Closes = (type: string, field?: string) => boolean;

/** The same rules once more, as plainly as possible: over what a client would have written without fragments. */
function expand(schema: GraphQLSchema, document: DocumentNode, closes: Closes): Expanded {
  const denied = new Set<FieldNode>();
  const paths = new Set<string>();
  const fragments = new Map<string, FragmentDefinitionNode>();
  let operation: OperationDefinitionNode | undefined;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operation = definition;
  }
  const possible = (type: GraphQLCompositeType) =>
    isInterfaceType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [type.name];
  const asksDirectly = ({ selections }: SelectionSetNode, type: string): boolean =>
    selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value !== '__typename';
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      return (
        (fragment?.typeCondition?.name.value ?? type) === type &&
        fragment !== undefined &&
        asksDirectly(fragment.selectionSet, type)
      );
    });
  const isSkipped = (selection: SelectionNode): boolean =>
    selection.directives?.some(({ arguments: [argument] = [] }) => argument?.value.kind === Kind.BOOLEAN) === true;

  const ofSet = (
    set: SelectionSetNode,
    parent: GraphQLCompositeType,
    isBelow: boolean,
    path: string,
  ): SelectionSetNode => ({
    ...set,
    selections: set.selections.map((selection) => {
      // Paths are told only of what might be asked for; below what is skipped there are none.
      const at = isSkipped(selection) ? undefined : path;
      return selection.kind === Kind.FIELD
        ? ofField(selection, parent, isBelow, at)
        : ofFragment(selection, parent, isBelow, at);
    }),
  });
  const ofFragment = (
    selection: Exclude<SelectionNode, FieldNode>,
    parent: GraphQLCompositeType,
    isBelow: boolean,
    path: string | undefined,
  ): SelectionNode => {
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    if (!fragment) throw new Error('no such fragment');
    const condition = fragment.typeCondition?.name.value;
    const type = (condition === undefined ? parent : schema.getType(condition)) as GraphQLCompositeType;
    const isDenied = condition !== undefined && closes(condition);
    const here = type === parent ? path : path === undefined ? undefined : `${path}/... on ${type.name}`;
    if (isDenied && !isBelow && here !== undefined) paths.add(here);
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: fragment.typeCondition,
      directives: selection.directives,
      selectionSet: ofSet(fragment.selectionSet, type, isBelow || isDenied || path === undefined, here ?? ''),
    };
  };
  const ofField = (
    node: FieldNode,
    parent: GraphQLCompositeType,
    isBelow: boolean,
    path: string | undefined,
  ): FieldNode => {
    const field = isUnionType(parent) ? undefined : parent.getFields()[node.name.value];
    if (!field) return { ...node };
    const type = getNamedType(field.type);
    let isDenied = closes(parent.name, field.name) || closes(type.name);
    if (isInterfaceType(parent)) {
      isDenied ||= possible(parent).some((each) => closes(each) || closes(each, field.name));
    }
    if (isInterfaceType(type) && node.selectionSet && asksDirectly(node.selectionSet, type.name)) {
      isDenied ||= possible(type).some((each) => closes(each));
    }
    const isList = isListType(getNullableType(field.type));
    const here = path === undefined ? undefined : `${path}/${(node.alias ?? node.name).value}${isList ? '/@' : ''}`;
    if (isDenied && !isBelow && here !== undefined) paths.add(here);
    const isWithout = isBelow || isDenied;
    const selectionSet =
      node.selectionSet &&
      ofSet(node.selectionSet, type as GraphQLCompositeType, isWithout || here === undefined, here ?? '');
    const copy: FieldNode = { ...node, selectionSet };
    if (isWithout) denied.add(copy);
    return copy;
  };
  const root = schema.getQueryType();
  if (!root || !operation) throw new Error('no query');
  const expanded = { ...operation, selectionSet: ofSet(operation.selectionSet, root, false, '') };
  return { document: { kind: Kind.DOCUMENT, definitions: [expanded] }, denied, paths };
}

function closing(rules: AuthorizationRules, identity: Identity | undefined): Closes {
  return (type, field) =>
    (field === undefined ? rules.ofType(type) : rules.ofField(type, field)).some(
      (requirement) => !isMet(requirement, identity),
    );
}

function plain(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data ?? null));
}

test('a filtered operation answers what the original does with resolvers that know what is denied, and calls none of those', () => {
  const kinds = { allowed: 0, filtered: 0, denied: 0 };
  fc.assert(
    fc.property(fc.gen(), fc.option(fc.subarray(allScopes), { nil: undefined }), fc.nat(), (gen, scopes, rootValue) => {
      const { sdl, schema } = randomGraph(gen);
      const document = parse(randomOperation(gen, schema), { noLocation: true });
      expect(validate(schema, document)).toEqual([]);
      const variableValues = { v: rootValue % 2 === 0, w: rootValue % 3 === 0, n: rootValue % 5 };
      const identity = scopes && { subject: 'customer:1', scopes, expiresAt: 0 };
      const rules = readAuthorizationRules(sdl);
      const closes = closing(rules, identity);
      const options = { schema, rootValue, variableValues, typeResolver: typeOfRandom };

      const { document: expanded, denied, paths } = expand(schema, document, closes);
      const expected = execute({
        ...options,
        document: expanded,
        fieldResolver: (source: unknown, given: Record<string, unknown>, context: unknown, info) =>
          info.fieldNodes.every((node) => denied.has(node)) ? null : resolveRandom(source, given, context, info),
      });

      const operation = document.definitions[0] as OperationDefinitionNode;
      const filter = new AuthorizationFilter(rules, schema);
      const authorized = filter.for({ document, documentKey: 'd', operation }, identity);
      kinds[authorized.kind] += 1;
      if (authorized.kind === 'denied') throw new Error('a query is never refused whole');
      const { toPlan } = authorized;
      expect(validate(schema, toPlan.document)).toEqual([]);
      const answered = execute({
        ...options,
        document: toPlan.document,
        fieldResolver: (source: unknown, given: Record<string, unknown>, context: unknown, info) => {
          const { parentType, fieldName, returnType } = info;
          const isClosed =
            closes(parentType.name) || closes(parentType.name, fieldName) || closes(getNamedType(returnType).name);
          if (isClosed) throw new Error(`${parentType.name}.${fieldName} was resolved`);
          return resolveRandom(source, given, context, info);
        },
      });
      if (answered instanceof Promise || expected instanceof Promise) throw new Error('all is known at once');
      for (const { message } of answered.errors ?? []) expect(message).not.toContain('was resolved');
      const data = answered.data;
      const restored =
        authorized.kind === 'filtered'
          ? authorized.restore(data ? (plain(data) as DataObject) : null, variableValues)
          : data;
      expect(plain(restored), print(document)).toEqual(plain(expected.data));
      expect(JSON.stringify(restored)).toBe(JSON.stringify(expected.data));
      const told = authorized.kind === 'filtered' ? authorized.errors : [];
      const toldPaths = told.map(({ path }) => path?.join('/') ?? '');
      const naive = [...paths].map((path) => path.slice(1));
      // An answer names a hundred at most.
      if (naive.length <= 100) expect(toldPaths.sort()).toEqual(naive.sort());
      else expect(naive).toEqual(expect.arrayContaining(toldPaths));
    }),
    { numRuns: 300 },
  );
  // Else nothing was shown.
  expect(kinds.filtered).toBeGreaterThan(50);
  expect(kinds.allowed).toBeGreaterThan(5);
});
