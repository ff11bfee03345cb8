import {
  BREAK,
  getArgumentValues,
  isNonNullType,
  Kind,
  valueFromAST,
  visit,
  type ArgumentNode,
  type GraphQLArgument,
  type ValueNode,
} from 'graphql';
import type { Execution } from './execution.ts';
import type { SelectedField } from './resolve-info.ts';

/** The arguments of a field in one run; an object of its own for each call of the resolver. */
export type ReadArguments = (execution: Execution) => Record<string, unknown>;

/** Sets one argument. False if graphql-js has to look at it, and to say what is wrong. */
type SetArgument = (args: Record<string, unknown>, variables: Readonly<Record<string, unknown>>) => boolean;

/** Compiles the arguments of a field: what the operation says literally is read once, and variables are taken as they are. */
export function compileArguments(field: SelectedField): ReadArguments {
  const { definition, nodes } = field;
  const [node] = nodes;
  if (definition.args.length === 0) return () => ({});
  const given = new Map(node.arguments?.map((argument) => [argument.name.value, argument]));
  const setters = definition.args.map((argument) => compileArgument(argument, given.get(argument.name)));
  const read = (variables: Readonly<Record<string, unknown>>) => getArgumentValues(definition, node, { ...variables });
  return (execution) => {
    const args: Record<string, unknown> = {};
    for (const set of setters) {
      if (!set(args, execution.variables)) return { ...execution.argumentsOf(field, read) };
    }
    return args;
  };
}

function compileArgument({ name, type, defaultValue }: GraphQLArgument, given: ArgumentNode | undefined): SetArgument {
  const isRequired = isNonNullType(type);
  const setDefault: SetArgument = (args) => {
    if (defaultValue === undefined) return !isRequired;
    args[name] = defaultValue;
    return true;
  };
  if (!given) return setDefault;
  const { value } = given;
  if (value.kind === Kind.VARIABLE) {
    const variable = value.name.value;
    return (args, variables) => {
      if (!Object.hasOwn(variables, variable)) return setDefault(args, variables);
      const known = variables[variable];
      if (known === null && isRequired) return false;
      args[name] = known;
      return true;
    };
  }
  const literal = usesVariables(value) ? undefined : valueFromAST(value, type);
  // Objects and lists could be changed by a resolver: they are made for each run.
  if (literal === undefined || (typeof literal === 'object' && literal !== null)) return () => false;
  return (args) => {
    args[name] = literal;
    return true;
  };
}

function usesVariables(value: ValueNode): boolean {
  let found = false;
  visit(value, {
    [Kind.VARIABLE]() {
      found = true;
      return BREAK;
    },
  });
  return found;
}
