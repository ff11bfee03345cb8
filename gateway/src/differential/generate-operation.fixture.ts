import fc from 'fast-check';
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

/** An operation with the values of its variables. */
export interface GeneratedOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Variables that operations may use, with their definitions. */
const definitions = {
  yes: '$yes: Boolean!',
  no: '$no: Boolean! = false',
  id: '$id: ID!',
  other: '$other: ID! = "2"',
  unset: '$unset: Int = 2',
};

/** What of operations depends on the schema. */
export interface GenerationOptions {
  /** The values that an argument, which is always given then, may have. */
  readonly argument?: (name: string) => readonly string[] | undefined;
  /** How often, in percent, an object is asked for where there are objects and values; left to chance by default. */
  readonly inward?: number;
}

/** Operations over a schema: nested to a depth, with aliases, arguments, variables, fragments and conditions. */
export function operations(
  schema: GraphQLSchema,
  depth: number,
  { argument = () => undefined, inward = 0 }: GenerationOptions = {},
): fc.Arbitrary<GeneratedOperation> {
  return fc.gen().map((generate) => {
    const below = (max: number): number => generate(fc.nat, { max: max - 1 });
    const oneOf = <T>(values: readonly T[]): T => values[below(values.length)]!;
    const chance = (percent: number): boolean => below(100) < percent;
    const fragments: string[] = [];
    let names = 0;

    const condition = (): string =>
      chance(15) ? ` @${oneOf(['skip', 'include'])}(if: ${oneOf(['$yes', '$no', 'true', 'false'])})` : '';

    const literal = (type: GraphQLInputType): string => {
      if (isNonNullType(type)) return literal(type.ofType);
      if (isListType(type)) return `[${literal(type.ofType)}, ${literal(type.ofType)}]`;
      if (isEnumType(type)) return oneOf(type.getValues()).name;
      if (isInputObjectType(type)) {
        const fields = Object.values(type.getFields()).filter((each) => isNonNullType(each.type) || chance(30));
        return `{ ${fields.map((each) => `${each.name}: ${literal(each.type)}`).join(', ')} }`;
      }
      if (type.name === 'Boolean') return oneOf(['true', 'false', '$yes', '$no']);
      if (type.name === 'ID') return oneOf(['"1"', '"2"', '"3"', '"b1"', '"m1"', '$id', '$other']);
      if (type.name === 'Int') return oneOf(['1', '3', '$unset']);
      return type.name === 'String' ? '"s"' : 'null';
    };

    const field = (name: string, definition: GraphQLField<unknown, unknown>, left: number): string | undefined => {
      const type = getNamedType(definition.type);
      if (isCompositeType(type) && left === 0) return undefined;
      const args = definition.args.flatMap((arg) => {
        const values = argument(arg.name);
        const value = values ? oneOf(values) : chance(70) ? literal(arg.type) : undefined;
        return value === undefined ? [] : [`${arg.name}: ${value}`];
      });
      const alias = args.length > 0 || chance(20) ? `a${names++}: ` : '';
      const below = isCompositeType(type) ? ` ${selections(type, left - 1)}` : '';
      return `${alias}${name}${args.length > 0 ? `(${args.join(', ')})` : ''}${condition()}${below}`;
    };

    const fragment = (type: GraphQLCompositeType, left: number): string => {
      const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
      const interfaces = possible.flatMap((each) => each.getInterfaces());
      const on = oneOf<GraphQLCompositeType>([type, ...possible, ...possible, ...interfaces]);
      if (chance(70)) return `... on ${on.name}${condition()} ${selections(on, left)}`;
      const name = `F${names++}`;
      fragments.push(`fragment ${name} on ${on.name} ${selections(on, left)}`);
      return `...${name}${condition()}`;
    };

    const selections = (type: GraphQLCompositeType, left: number): string => {
      const fields = isUnionType(type) ? [] : Object.entries(type.getFields());
      const objects = fields.filter(([, { type: of }]) => isCompositeType(getNamedType(of)));
      const chosen: string[] = [];
      const wanted = 1 + below(4);
      for (let index = 0; index < wanted; index++) {
        if (left > 0 && (isAbstractType(type) || isObjectType(type)) && chance(isAbstractType(type) ? 60 : 12)) {
          chosen.push(fragment(type, left - 1));
        } else if (fields.length === 0 || chance(10)) {
          chosen.push(chance(50) ? '__typename' : `t${names++}: __typename`);
        } else {
          const isInward = inward > 0 && left > 0 && objects.length > 0 && chance(inward);
          const [name, definition] = oneOf(isInward ? objects : fields);
          chosen.push(field(name, definition, left) ?? '__typename');
        }
      }
      // Stock loses what fragments ask for of an object whose type nobody asked for.
      return `{ __typename ${chosen.join(' ')} }`;
    };

    const root = schema.getQueryType()!;
    const body = `${selections(root, depth)} ${fragments.join(' ')}`;
    const used = Object.entries(definitions).flatMap(([name, text]) => (body.includes(`$${name}`) ? [text] : []));
    const query = `query ${used.length > 0 ? `(${used.join(', ')})` : ''} ${body}`;
    return {
      query,
      variables: { yes: chance(50), ...(chance(50) && { no: chance(50) }), id: oneOf(['1', 'b1', '3']) },
    };
  });
}
