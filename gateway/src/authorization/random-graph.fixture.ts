import fc, { type GeneratorValue } from 'fast-check';
import {
  buildASTSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  parse,
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLTypeResolver,
} from 'graphql';

/** All scopes that a random schema asks for. */
export const allScopes = ['a', 'b', 'c'];

/** A schema with random nullability and random rules, and its supergraph SDL. */
export interface RandomGraph {
  readonly sdl: DocumentNode;
  readonly schema: GraphQLSchema;
}

const objects = ['A', 'B', 'C'];
const interfaces = ['I', 'J'];
const namedTypes = [...objects, ...interfaces, 'U', 'Int', 'S', 'E'];

/** Takes a number from 0 to `count - 1`. */
function take(gen: GeneratorValue, count: number): number {
  return gen(fc.nat, { max: count - 1 });
}

function pick<Value>(gen: GeneratorValue, values: readonly Value[]): Value {
  const value = values[take(gen, values.length)];
  if (value === undefined) throw new Error('there is nothing to take from');
  return value;
}

function rule(gen: GeneratorValue): string {
  switch (take(gen, 8)) {
    case 0:
      return '@authenticated';
    case 1:
      return `@requiresScopes(scopes: [["${pick(gen, allScopes)}"]])`;
    case 2:
      return `@requiresScopes(scopes: [["a", "b"], ["c"]]) @authenticated`;
    default:
      return '';
  }
}

/** Three objects, two interfaces, a union, a scalar and an enum; fields of one name have one type everywhere. */
export function randomGraph(gen: GeneratorValue): RandomGraph {
  const fields = ['f0', 'f1', 'f2', 'f3', 'f4', 'f5', 'f6'].map((name, index) => {
    const named = index === 0 ? 'Int' : pick(gen, namedTypes);
    const wrap = pick(gen, ['*', '*', '*!', '[*]', '[*!]', '[*!]!']);
    return { name, text: `${name}(x: Int): ${wrap.replace('*', named)}` };
  });
  const write = (wanted: readonly number[]) =>
    wanted.map((each) => `${fields[each]?.text ?? ''} ${rule(gen)}`).join(' ');
  const sdl = parse(`schema @link(url: "https://specs.apollo.dev/link/v1.0")
    @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)
    @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY) { query: Query }
    interface I ${rule(gen)} { ${write([0, 1])} } interface J ${rule(gen)} { ${write([0, 2, 3])} }
    type A implements I ${rule(gen)} { ${write([0, 1, 4])} }
    type B implements I & J ${rule(gen)} { ${write([0, 1, 2, 3, 5])} }
    type C implements J ${rule(gen)} { ${write([0, 2, 3, 6])} }
    union U = A | C scalar S ${rule(gen)} enum E ${rule(gen)} { X Y }
    type Query { ${write([1, 2, 3, 4, 5, 6])} }`);
  return { sdl, schema: buildASTSchema(sdl, { assumeValid: true, assumeValidSDL: true }) };
}

/** A valid operation with aliases, fragments, variables and conditions. */
export function randomOperation(gen: GeneratorValue, schema: GraphQLSchema): string {
  const fragments = new Map<string, string>();
  const condition = () => pick(gen, ['', '', '', '', '', '@skip(if: $v)', '@include(if: $w)', '@skip(if: true)']);
  const selections = (type: GraphQLCompositeType, depth: number): string => {
    const parts = Array.from({ length: 1 + take(gen, 3) }, () => selection(type, depth));
    return parts.join(' ');
  };
  const selection = (type: GraphQLCompositeType, depth: number): string => {
    if (depth > 0 && take(gen, 4) === 0) return fragment(type, depth - 1);
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    if (fields.length === 0 || take(gen, 8) === 0) return pick(gen, ['__typename', 't: __typename']);
    const field = pick(gen, fields);
    const named = getNamedType(field.type);
    const isComposite = isObjectType(named) || isInterfaceType(named) || isUnionType(named);
    if (isComposite && depth === 0) return '__typename';
    const as = pick(gen, ['', '', 'x_', 'y_']);
    // Arguments are the same wherever the response name is, so that all of them can be merged.
    const call = as === '' ? field.name : `${as}${field.name}: ${field.name}${as === 'y_' ? '(x: $n)' : ''}`;
    return `${call} ${condition()} ${isComposite ? `{ ${selections(named, depth - 1)} }` : ''}`;
  };
  const fragment = (type: GraphQLCompositeType, depth: number): string => {
    const possible = new Set(isAbstractType(type) ? schema.getPossibleTypes(type) : [type]);
    const others = [...objects, ...interfaces, 'U']
      .map((name) => schema.getType(name))
      .filter((other) => isObjectType(other) || isInterfaceType(other) || isUnionType(other))
      .filter((other) =>
        (isAbstractType(other) ? schema.getPossibleTypes(other) : [other]).some((each) => possible.has(each)),
      );
    const wanted = pick(gen, [type, ...others]);
    if (take(gen, 2) === 0) {
      const on = wanted === type && take(gen, 2) === 0 ? '' : `on ${wanted.name}`;
      return `... ${on} ${condition()} { ${selections(wanted, depth)} }`;
    }
    const known = [...fragments].filter(([, text]) => text.startsWith(`on ${wanted.name} `)).map(([name]) => name);
    if (known.length > 0 && take(gen, 2) === 0) return `...${pick(gen, known)} ${condition()}`;
    const text = `on ${wanted.name} { ${selections(wanted, depth)} }`;
    const name = `F${fragments.size}`;
    fragments.set(name, text);
    return `...${name} ${condition()}`;
  };
  const query = schema.getQueryType();
  if (!query) throw new Error('there is no query');
  const body = selections(query, 4);
  const text = `{ ${body} } ${[...fragments].map(([name, fragmentText]) => `fragment ${name} ${fragmentText}`).join(' ')}`;
  const types = { v: 'Boolean!', w: 'Boolean!', n: 'Int' };
  const variables = Object.entries(types).filter(([name]) => new RegExp(`\\$${name}\\b`).test(text));
  const defined = variables.map(([name, type]) => `$${name}: ${type}`).join(', ');
  return `query Q ${defined === '' ? '' : `(${defined})`} ${text}`;
}

/** An object of the random data: all that it holds follows from its id. */
interface RandomObject {
  readonly id: number;
  readonly type: string;
}

function mix(seed: number, text: string): number {
  let hash = seed | 0;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) ^ (hash >>> 15);
  return hash >>> 0;
}

/** Resolves any field of a random schema; the same fields of the same objects have the same values. */
export const resolveRandom: GraphQLFieldResolver<unknown, unknown> = (source, given, _context, info) => {
  const id = mix(
    typeof source === 'number' ? source : (source as RandomObject).id,
    `${info.fieldName} ${JSON.stringify(given)}`,
  );
  return randomValue(info.returnType, id, info.schema);
};

function randomValue(type: GraphQLOutputType, id: number, schema: GraphQLSchema): unknown {
  if (!isNonNullType(type) && id % 7 === 0) return null;
  const present = getNullableType(type);
  if (isListType(present)) {
    return Array.from({ length: id % 3 }, (_, index) => randomValue(present.ofType, mix(id, `item ${index}`), schema));
  }
  if (isEnumType(present)) return id % 2 === 0 ? 'X' : 'Y';
  if (isAbstractType(present)) {
    const possible = schema.getPossibleTypes(present);
    return { id: mix(id, 'object'), type: possible[id % possible.length]?.name };
  }
  if (isObjectType(present)) return { id: mix(id, 'object'), type: present.name };
  return id % 1000;
}

/** The type of an object of the random data. */
export const typeOfRandom: GraphQLTypeResolver<RandomObject, unknown> = ({ type }) => type;
