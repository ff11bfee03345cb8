import { Kind, valueFromASTUntyped, type OperationDefinitionNode, type ValueNode } from 'graphql';

/** The values of variables as a client sent them. */
export type Variables = Readonly<Record<string, unknown>>;

/** The default values of an operation's variables. */
export function variableDefaults({ variableDefinitions = [] }: OperationDefinitionNode): ReadonlyMap<string, unknown> {
  const defaults = new Map<string, unknown>();
  for (const { variable, defaultValue } of variableDefinitions) {
    if (defaultValue) defaults.set(variable.name.value, valueFromASTUntyped(defaultValue));
  }
  return defaults;
}

/** The value of a variable, or its default where it is not given; undefined without either. */
export function valueOfVariable(variables: Variables, name: string, defaults: ReadonlyMap<string, unknown>): unknown {
  return Object.hasOwn(variables, name) ? variables[name] : defaults.get(name);
}

/** The variable that a value is; undefined for any other value. */
export function variableName(value: ValueNode | undefined): string | undefined {
  return value?.kind === Kind.VARIABLE ? value.name.value : undefined;
}

/** Whether a value has fields. */
export function isRecord(value: unknown): value is Variables {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
