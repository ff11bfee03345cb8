import { Kind, parse, print, visit, type ConstDirectiveNode, type SchemaDefinitionNode } from 'graphql';

const specifications = ['authenticated', 'requiresScopes', 'policy'];

/** A supergraph schema without what says who may see what: the same graph, open to everybody. */
export function withoutSecurity(supergraphSdl: string): string {
  const opened = visit(parse(supergraphSdl, { noLocation: true }), {
    SchemaDefinition: (schema): SchemaDefinitionNode => ({
      ...schema,
      directives: (schema.directives ?? []).filter((directive) => !linksSecurity(directive)),
    }),
    Directive: ({ name }) => (specifications.includes(name.value) ? null : undefined),
    DirectiveDefinition: ({ name }) => (specifications.includes(name.value) ? null : undefined),
  });
  return `${print(opened)}\n`;
}

function linksSecurity({ arguments: given = [] }: ConstDirectiveNode): boolean {
  return given.some(
    ({ value }) =>
      value.kind === Kind.STRING &&
      specifications.some((name) => value.value.startsWith(`https://specs.apollo.dev/${name}/`)),
  );
}
