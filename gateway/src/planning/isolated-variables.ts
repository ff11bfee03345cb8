import { Kind, visit, type DocumentNode, type OperationDefinitionNode } from 'graphql';

/** Variables that the planner adds to fetches: the entities, and values of contextual arguments. */
const ofPlanner = /^(?:representations$|contextualArgument|_variable_)/;

/** What a variable of the client is called in what is fetched. */
export function isolatedVariable(name: string): string {
  return ofPlanner.test(name) ? `_variable_${name}` : name;
}

/** The document to be planned; the same one if no variable is called like one of the planner's. */
export function isolateVariables(document: DocumentNode): DocumentNode {
  return visit(document, {
    Variable: ({ name: { value } }) =>
      ofPlanner.test(value)
        ? { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: isolatedVariable(value) } }
        : undefined,
  });
}

/** Values of variables under the names that they have in what is fetched. */
export type NameVariables = (variables: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** Prepares the variables of an operation to be sent; mostly there is nothing to do. */
export function variablesOf({ variableDefinitions = [] }: OperationDefinitionNode): NameVariables {
  const names = variableDefinitions.map(({ variable }) => variable.name.value);
  const renamed = names.filter((name) => isolatedVariable(name) !== name);
  if (renamed.length === 0) return (variables) => variables;
  return (variables) => {
    const named = { ...variables };
    for (const name of renamed) {
      if (Object.hasOwn(variables, name)) named[isolatedVariable(name)] = variables[name];
    }
    return named;
  };
}
