import { Kind, type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode } from 'graphql';
import { StartupError } from '@reelhouse/config';
import { fieldStatements } from './field-statements.ts';
import { nameInFederation } from './links.ts';
import { isObject } from './object-node.ts';

/** For whom a field is of which nothing is said. */
const defaultScope = 'staff';

/**
 * States the default of the house in the schema of a subgraph: a field of the root, or of an entity, of which nothing is
 * said, neither at the field nor at its type, is for staff. Keys stay open, or nothing could be joined; what leads to other
 * types decides who may see theirs. What the default would close is changed; all else is the same.
 *
 * @param document all of its SDL; several documents as one.
 * @throws {StartupError} if it cannot be stated, because nothing of federation is linked: that would leave it open.
 */
export function withStatedPermissions(document: DocumentNode): DocumentNode {
  const closed = new Set(
    fieldStatements(document)
      .filter(({ by }) => by === 'default')
      .map(({ node }) => node),
  );
  if (closed.size === 0) return document;
  const name = nameInFederation(document, 'requiresScopes');
  if (name === undefined)
    throw new StartupError('the schema of a subgraph has no @link to the federation specification');
  return {
    ...document,
    definitions: document.definitions.map((definition) => {
      if (!isObject(definition) || !definition.fields?.some((field) => closed.has(field))) return definition;
      return {
        ...definition,
        fields: definition.fields.map((field) => (closed.has(field) ? close(field, name) : field)),
      };
    }),
  };
}

function close(field: FieldDefinitionNode, name: string): FieldDefinitionNode {
  return { ...field, directives: [...(field.directives ?? []), requiresScopes(name, field)] };
}

/** Errors about it stand at the field. */
function requiresScopes(name: string, { loc }: FieldDefinitionNode): ConstDirectiveNode {
  const scope = { kind: Kind.STRING, value: defaultScope } as const;
  const all = { kind: Kind.LIST, values: [scope] } as const;
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: name },
    arguments: [
      { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'scopes' }, value: { kind: Kind.LIST, values: [all] } },
    ],
    ...(loc && { loc }),
  };
}
