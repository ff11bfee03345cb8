import {
  getNullableType,
  isInputObjectType,
  isListType,
  Kind,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type ValueNode,
} from 'graphql';
import { bounded, type Amount } from './cost-amount.ts';
import type { ListSize } from './cost-directives.ts';
import { isRecord, valueOfVariable, variableName, type Variables } from './variable-value.ts';

/** The longest list that an `Int` can ask for. */
const mostItems = 2 ** 31 - 1;

/** The size that one argument asks for; undefined where it asks for none. */
type Asked = number | undefined | ((variables: Variables) => number | undefined);

/**
 * How long the list of a field is: the most that its arguments ask for, else what is assumed. Where exactly one argument has to be
 * given and is not, it is the most of all of these.
 *
 * @param defaultListSize where nothing is assumed.
 */
export function compileListSize(
  listSize: ListSize,
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  variables: ReadonlyMap<string, unknown>,
  defaultListSize: number,
): Amount {
  const { assumedSize, slicingArguments, requireOneSlicingArgument } = listSize;
  const otherwise = bounded(assumedSize ?? defaultListSize);
  const asked = slicingArguments.map(([first = '', ...path]) => {
    const definition = field.args.find(({ name }) => name === first);
    const value = node.arguments?.find(({ name }) => name.value === first)?.value;
    return definition && askedBy(value, definition, path, variables);
  });
  const size = (sizes: readonly (number | undefined)[]): number => {
    const given = sizes.filter((each) => each !== undefined);
    if (requireOneSlicingArgument && slicingArguments.length > 0 && given.length !== 1) {
      return Math.max(otherwise, defaultListSize, ...given);
    }
    return given.length > 0 ? Math.max(...given) : otherwise;
  };
  if (asked.every((each) => typeof each !== 'function')) return size(asked);
  return ({ variables: sent }) => size(asked.map((each) => (typeof each === 'function' ? each(sent) : each)));
}

function askedBy(
  value: ValueNode | undefined,
  definition: GraphQLArgument | GraphQLInputField,
  path: readonly string[],
  defaults: ReadonlyMap<string, unknown>,
): Asked {
  const { type, defaultValue } = definition;
  const variable = variableName(value);
  if (variable !== undefined) {
    return (variables) => {
      const sent = valueOfVariable(variables, variable, defaults);
      return sizeIn(sent === undefined ? defaultValue : sent, type, path);
    };
  }
  if (!value) return sizeIn(defaultValue, type, path);
  const [next, ...rest] = path;
  if (next !== undefined) {
    const below = fieldOf(type, next);
    if (!below || value.kind !== Kind.OBJECT) return undefined;
    return askedBy(value.fields.find(({ name }) => name.value === next)?.value, below, rest, defaults);
  }
  if (value.kind === Kind.INT) return sizeIn(Number(value.value), type, []);
  if (!isList(type) || value.kind === Kind.NULL) return undefined;
  return value.kind === Kind.LIST ? value.values.length : 1;
}

/** The size that a value as it was sent asks for. What is of a wrong type asks for none: it is refused later. */
function sizeIn(value: unknown, type: GraphQLInputType, path: readonly string[]): number | undefined {
  const [next, ...rest] = path;
  if (next !== undefined) {
    const below = fieldOf(type, next);
    if (!below || !isRecord(value)) return undefined;
    return sizeIn(Object.hasOwn(value, next) ? value[next] : below.defaultValue, below.type, rest);
  }
  if (value === undefined || value === null) return undefined;
  if (isList(type)) return Array.isArray(value) ? value.length : 1;
  return Number.isInteger(value) ? Math.min(Math.max(Number(value), 0), mostItems) : undefined;
}

function fieldOf(type: GraphQLInputType, name: string): GraphQLInputField | undefined {
  const nullable = getNullableType(type);
  return isInputObjectType(nullable) ? nullable.getFields()[name] : undefined;
}

function isList(type: GraphQLInputType): boolean {
  return isListType(getNullableType(type));
}
