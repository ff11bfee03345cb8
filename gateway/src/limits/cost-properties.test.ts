import fc from 'fast-check';
import {
  execute,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  Kind,
  parse,
  print,
  validate,
  type DirectiveNode,
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { expect, test } from 'vitest';
import { operations } from '../differential/generate-operation.fixture.ts';
import { costSdl, costsOf } from './cost-graph.fixture.ts';

/** What the directives of the graph below say, once more: by field, and by type. */
const sizes: Readonly<
  Record<string, { readonly slicing: readonly string[]; readonly assumed?: number; readonly sized?: string }>
> = {
  'Query.films': { slicing: ['first', 'last'], assumed: 3, sized: 'edges' },
  'Query.things': { slicing: [], assumed: 2 },
  'Film.copies': { slicing: ['first'], assumed: 4 },
  'Disc.copies': { slicing: ['first'], assumed: 5 },
  'Film.related': { slicing: ['first'], sized: 'edges' },
};
const weights: Readonly<Record<string, number>> = {
  'Query.films': 2,
  Disc: 3,
  'Film.title': 4,
  Rating: 5,
  'Film.things': 6,
  'Query.films(note:)': 7,
};
const defaultListSize = 6;

const graph = costSdl(`
  type Query {
    films(first: Int = 2, last: Int, note: String @cost(weight: 7), where: Where): Films! @cost(weight: 2)
      @listSize(assumedSize: 3, slicingArguments: ["first", "last"], sizedFields: ["edges"], requireOneSlicingArgument: false)
    things: [Thing!]! @listSize(assumedSize: 2)
    disc: Disc
  }
  type Films { edges: [Edge!]! first: Edge total: Int! }
  type Edge { node: Film! cursor: String! }
  interface Thing { id: ID! copies(first: Int): [Thing!]! }
  type Film implements Thing {
    id: ID!
    title: String @cost(weight: 4)
    copies(first: Int): [Thing!]! @listSize(assumedSize: 4, slicingArguments: ["first"], requireOneSlicingArgument: false)
    things: [Any!] @cost(weight: 6)
    related(first: Int): Films @listSize(slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)
  }
  type Disc implements Thing @cost(weight: 3) {
    id: ID!
    rating: Rating
    copies(first: Int): [Thing!]! @listSize(assumedSize: 5, slicingArguments: ["first"], requireOneSlicingArgument: false)
    film: Film
  }
  union Any = Film | Disc
  enum Rating @cost(weight: 5) { G PG }
  input Where { note: String next: Where }
`);
const { schema, compiled } = costsOf(graph, { defaultListSize });

type Values = Readonly<Record<string, unknown>>;

/** The size that a field's arguments have it be. */
function sizeOf(coordinate: string, given: Values): number {
  const { slicing, assumed = defaultListSize } = sizes[coordinate]!;
  const asked = slicing.map((name) => given[name]).filter((each) => typeof each === 'number');
  return asked.length > 0 ? Math.max(...asked) : assumed;
}

/** As the specification says it, without any sharing. */
class Naive {
  readonly #document: DocumentNode;
  readonly #variables: Values;

  constructor(document: DocumentNode, variables: Values) {
    this.#document = document;
    this.#variables = variables;
  }

  cost(): number {
    const operation = this.#document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION)!;
    return this.#set(operation.selectionSet, schema.getRootType(operation.operation)!, undefined, 0);
  }

  #set(set: SelectionSetNode, type: GraphQLObjectType, sized: string | undefined, size: number): number {
    let total = 0;
    for (const selection of set.selections) {
      if (!this.#isIncluded(selection.directives ?? [])) continue;
      if (selection.kind !== Kind.FIELD) {
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragment(selection.name.value);
        const on = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type;
        if (this.#possible(on as GraphQLCompositeType).includes(type))
          total += this.#set(fragment.selectionSet, type, sized, size);
        continue;
      }
      const name = selection.name.value;
      if (name === '__typename') continue;
      const field = type.getFields()[name]!;
      const coordinate = `${type.name}.${name}`;
      const given: Record<string, unknown> = {};
      for (const { name: argument, defaultValue } of field.args) given[argument] = defaultValue;
      for (const { name: argument, value } of selection.arguments ?? []) given[argument.value] = this.#value(value);
      for (const argument of selection.arguments ?? [])
        total += this.#input(given[argument.name.value], `${coordinate}(${argument.name.value}:)`);
      const own = sizes[coordinate] ? sizeOf(coordinate, given) : undefined;
      const named = getNamedType(field.type);
      const one =
        (weights[coordinate] ??
          weights[named.name] ??
          (isCompositeType(named) ? Math.max(...this.#possible(named).map((each) => weights[each.name] ?? 1)) : 0)) +
        (selection.selectionSet && isCompositeType(named)
          ? Math.max(
              ...this.#possible(named).map((each) =>
                this.#set(selection.selectionSet!, each, sizes[coordinate]?.sized, own ?? 0),
              ),
            )
          : 0);
      const isList = isListType(field.type) || (isNonNullType(field.type) && isListType(field.type.ofType));
      total += isList ? (sized === name ? size : (own ?? defaultListSize)) * one : one;
    }
    return total;
  }

  #input(value: unknown, coordinate: string): number {
    if (value === null || value === undefined) return 0;
    if (typeof value !== 'object') return weights[coordinate] ?? 0;
    return 1 + Object.entries(value).reduce((sum, [name, each]) => sum + this.#input(each, `Where.${name}`), 0);
  }

  #possible(type: GraphQLCompositeType): readonly GraphQLObjectType[] {
    return isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
  }

  #fragment(name: string): FragmentDefinitionNode {
    return this.#document.definitions.find(
      (each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name,
    )!;
  }

  #isIncluded(directives: readonly DirectiveNode[]): boolean {
    return directives.every(
      ({ name, arguments: given }) => this.#value(given![0]!.value) === (name.value === 'include'),
    );
  }

  #value(value: NonNullable<DirectiveNode['arguments']>[number]['value']): unknown {
    switch (value.kind) {
      case Kind.VARIABLE:
        return this.#variables[value.name.value];
      case Kind.INT:
        return Number(value.value);
      case Kind.OBJECT:
        return Object.fromEntries(value.fields.map((field) => [field.name.value, this.#value(field.value)]));
      case Kind.NULL:
        return null;
      case Kind.BOOLEAN:
        return value.value;
      default:
        return 'value';
    }
  }
}

const anyOperation = operations(schema, 4, {
  argument: (name) => (name === 'first' || name === 'last' ? ['0', '1', '2', '5', 'null', '$unset'] : undefined),
  inward: 60,
});
const settings = { numRuns: 300 };

test('costs are those that the specification adds up', () => {
  fc.assert(
    fc.property(anyOperation, fc.option(fc.nat({ max: 9 }), { nil: undefined }), ({ query, variables }, unset) => {
      const document = parse(query);
      expect(validate(schema, document).filter(({ message }) => !/conflict/.test(message))).toEqual([]);
      const sent = { ...variables, ...(unset !== undefined && { unset }) };
      const coerced = { no: false, other: '2', unset: 2, ...sent };
      expect(compiled(query).cost(sent)).toBe(new Naive(document, coerced).cost());
    }),
    settings,
  );
});

test('larger pages never cost less', () => {
  fc.assert(
    fc.property(anyOperation, fc.nat({ max: 50 }), fc.nat({ max: 50 }), ({ query, variables }, page, more) => {
      const operation = compiled(query);
      const smaller = operation.cost({ ...variables, unset: page });
      expect(operation.cost({ ...variables, unset: page + more })).toBeGreaterThanOrEqual(smaller);
    }),
    settings,
  );
});

/** One operation that asks for what two do. */
function beside(a: string, b: string): string {
  const documents = [a, b.replace(/\bF(\d+)\b/g, 'G$1')].map((query) => parse(query).definitions);
  const [first, second] = documents.map((all) => all.find((each) => each.kind === Kind.OPERATION_DEFINITION)!);
  const known = new Set(first!.variableDefinitions!.map(({ variable }) => variable.name.value));
  const others = second!.variableDefinitions!.filter(({ variable }) => !known.has(variable.name.value));
  const operation: OperationDefinitionNode = {
    ...first!,
    variableDefinitions: [...first!.variableDefinitions!, ...others],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [...first!.selectionSet.selections, ...second!.selectionSet.selections],
    },
  };
  const fragments = documents.flat().filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  return print({ kind: Kind.DOCUMENT, definitions: [operation, ...fragments] });
}

test('what is asked for beside each other costs the sum', () => {
  fc.assert(
    fc.property(anyOperation, anyOperation, (a, b) => {
      const cost = (query: string) => compiled(query).cost(a.variables);
      expect(cost(beside(a.query, b.query))).toBe(cost(a.query) + cost(b.query));
    }),
    settings,
  );
});

/** Answers with lists that are as long as they may be; of what type a thing is, its place decides. */
function answer(query: string, variables: Values): unknown {
  let places = 0;
  const object = (type: GraphQLOutputType): Values => {
    const named = getNamedType(type);
    const possible = isAbstractType(named) ? schema.getPossibleTypes(named) : [named];
    return { __typename: possible[places++ % possible.length]!.name };
  };
  const fieldResolver: GraphQLFieldResolver<{ readonly sized?: Values } | undefined, unknown> = (
    source,
    given,
    _,
    info,
  ) => {
    const type = isNonNullType(info.returnType) ? info.returnType.ofType : info.returnType;
    const coordinate = `${info.parentType.name}.${info.fieldName}`;
    const own = sizes[coordinate] ? sizeOf(coordinate, given) : defaultListSize;
    if (!isCompositeType(getNamedType(type))) return getNamedType(type).name === 'Rating' ? 'G' : 1;
    if (!isListType(type)) return { ...object(type), sized: { [sizes[coordinate]?.sized ?? '']: own } };
    const length = source?.sized?.[info.fieldName] ?? own;
    return Array.from({ length: Number(length) }, () => object(type));
  };
  const { data, errors } = execute({
    schema,
    document: parse(query),
    variableValues: variables,
    fieldResolver,
  }) as ExecutionResult;
  expect(errors).toBeUndefined();
  return data;
}

function objectsIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, each) => sum + objectsIn(each), Array.isArray(value) ? 0 : 1);
}

test('no answer has more objects than its operation costs', () => {
  let objects = 0;
  fc.assert(
    fc.property(anyOperation, ({ query, variables }) => {
      const estimate = compiled(query).cost(variables);
      fc.pre(estimate < 20_000 && validate(schema, parse(query)).length === 0);
      const found = objectsIn(answer(query, variables)) - 1;
      objects += found;
      expect(found).toBeLessThanOrEqual(estimate);
    }),
    settings,
  );
  expect(objects).toBeGreaterThan(1000);
});
