import { BREAK, getArgumentValues, Kind, visit, type FieldNode } from 'graphql';
import type { Execution } from './execution.ts';
import type { SelectedField } from './resolve-info.ts';

/** The arguments of a field in one run; an object of its own for each call of the resolver. */
export type ReadArguments = (execution: Execution) => Record<string, unknown>;

/** Compiles the arguments of a field: what the operation says literally is read once. */
export function compileArguments(field: SelectedField): ReadArguments {
  const { definition, nodes } = field;
  const [node] = nodes;
  if (definition.args.length === 0) return () => ({});
  const read = (variables: Readonly<Record<string, unknown>>) => getArgumentValues(definition, node, { ...variables });
  if (usesVariables(node)) return (execution) => ({ ...execution.argumentsOf(field, read) });
  let literal: Readonly<Record<string, unknown>> | undefined;
  return () => ({ ...(literal ??= read({})) });
}

function usesVariables({ arguments: given = [] }: FieldNode): boolean {
  let found = false;
  for (const argument of given) {
    visit(argument, {
      [Kind.VARIABLE]() {
        found = true;
        return BREAK;
      },
    });
  }
  return found;
}
