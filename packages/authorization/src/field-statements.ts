import { Kind, type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode } from 'graphql';
import { readKeys } from './keys.ts';
import { nameInFederation } from './links.ts';
import { isObject, type ObjectNode } from './object-node.ts';
import { publicDirective, securityDirectives } from './security-directives.ts';

/** What decides who may see a field of a subgraph. */
export type StatedBy =
  /** A directive at the field. */
  | 'field'
  /** A directive at its type. */
  | 'type'
  /** Nothing is stated, so the default of the house holds. */
  | 'default'
  /** It is a key, or another subgraph's. It is fetched to join, and has no statement of its own. */
  | 'join'
  /** Its type is no entity: the field that leads to it decides. */
  | 'parent';

/** A field of an object type, as a subgraph has it. */
export interface FieldStatement {
  readonly node: FieldDefinitionNode;
  /** What it stands in. */
  readonly definition: ObjectNode;
  readonly by: StatedBy;
}

/**
 * Reads what decides who may see each field of the object types of a subgraph, in the order in which they stand.
 *
 * @param document all of its SDL.
 */
export function fieldStatements(document: DocumentNode): readonly FieldStatement[] {
  const names = new Set([...securityDirectives(document).keys(), publicDirective]);
  const isStated = ({ directives = [] }: WithDirectives) => directives.some(({ name }) => names.has(name.value));
  const external = nameInFederation(document, 'external') ?? 'external';
  const definitions = document.definitions.filter(isObject);
  const statedTypes = new Set(definitions.filter(isStated).map(({ name }) => name.value));
  const keys = readKeys(document);
  const roots = rootTypes(document);
  const statedBy = (type: string, field: FieldDefinitionNode): StatedBy => {
    if (isStated(field)) return 'field';
    const isExternal = field.directives?.some(({ name }) => name.value === external);
    if (isExternal || keys.isOfKey(type, field.name.value)) return 'join';
    if (statedTypes.has(type)) return 'type';
    return roots.has(type) || keys.entities.has(type) ? 'default' : 'parent';
  };
  return definitions.flatMap((definition) =>
    (definition.fields ?? []).map((node) => ({ node, definition, by: statedBy(definition.name.value, node) })),
  );
}

interface WithDirectives {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

/** The types that operations start from. */
function rootTypes({ definitions }: DocumentNode): ReadonlySet<string> {
  const named = definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? (definition.operationTypes ?? []).map(({ type }) => type.name.value)
      : [],
  );
  return new Set(['Query', 'Mutation', 'Subscription', ...named]);
}
