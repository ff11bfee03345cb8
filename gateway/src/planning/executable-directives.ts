import {
  Kind,
  visit,
  type ArgumentNode,
  type ConstDirectiveNode,
  type DirectiveDefinitionNode,
  type DocumentNode,
} from 'graphql';
import { textArgument } from './supergraph-document.ts';

const executableLocations: ReadonlySet<string> = new Set([
  'QUERY',
  'MUTATION',
  'SUBSCRIPTION',
  'FIELD',
  'FRAGMENT_DEFINITION',
  'FRAGMENT_SPREAD',
  'INLINE_FRAGMENT',
  'VARIABLE_DEFINITION',
]);

/**
 * Makes directives of operations that were composed by `@composeDirective` the graph's own. As parts of a linked feature
 * they would not be in the API schema, and no client could use them.
 *
 * @param supergraph as composition wrote it.
 */
export function ownExecutableDirectives(supergraph: DocumentNode): DocumentNode {
  const executable = new Set(executableDirectives(supergraph).map(({ name }) => `@${name.value}`));
  if (executable.size === 0) return supergraph;
  const isOwn = (link: ConstDirectiveNode): boolean => {
    const imported = importsOf(link).filter((name) => name.startsWith('@'));
    const url = textArgument(link, 'url') ?? '';
    return (
      !url.startsWith('https://specs.apollo.dev/') &&
      imported.length > 0 &&
      imported.every((name) => executable.has(name))
    );
  };
  const definitions = supergraph.definitions.map((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? {
          ...definition,
          directives: definition.directives?.filter((each) => each.name.value !== 'link' || !isOwn(each)),
        }
      : definition,
  );
  return { ...supergraph, definitions };
}

/** The names that a link imports, as they are called here. */
function importsOf({ arguments: given = [] }: ConstDirectiveNode): string[] {
  const imported = given.find(({ name }) => name.value === 'import')?.value;
  if (imported?.kind !== Kind.LIST) return [];
  return imported.values.flatMap((value) => {
    if (value.kind === Kind.STRING) return [value.value];
    if (value.kind !== Kind.OBJECT) return [];
    const named = ['as', 'name'].map((key) => value.fields.find(({ name }) => name.value === key)?.value);
    const text = named.find((each) => each?.kind === Kind.STRING);
    return text?.kind === Kind.STRING ? [text.value] : [];
  });
}

function executableDirectives({ definitions }: DocumentNode): DirectiveDefinitionNode[] {
  return definitions
    .filter((definition) => definition.kind === Kind.DIRECTIVE_DEFINITION)
    .filter(({ locations }) => locations.every(({ value }) => executableLocations.has(value)));
}

/** Writes the defaults of the graph's own directives into operations: a subgraph may have none, or another. */
export class DirectiveDefaults {
  readonly #defaults = new Map<string, readonly ArgumentNode[]>();

  constructor(supergraph: DocumentNode) {
    for (const { name, arguments: defined = [] } of executableDirectives(supergraph)) {
      const defaults = defined.flatMap((argument): ArgumentNode[] =>
        argument.defaultValue ? [{ kind: Kind.ARGUMENT, name: argument.name, value: argument.defaultValue }] : [],
      );
      if (defaults.length > 0) this.#defaults.set(name.value, defaults);
    }
  }

  /** The same document if there is nothing to write. */
  write(document: DocumentNode): DocumentNode {
    if (this.#defaults.size === 0) return document;
    return visit(document, {
      Directive: (node) => {
        const given = node.arguments ?? [];
        const missing = (this.#defaults.get(node.name.value) ?? []).filter(
          ({ name }) => !given.some((argument) => argument.name.value === name.value),
        );
        return missing.length > 0 ? { ...node, arguments: [...given, ...missing] } : undefined;
      },
    });
  }
}
