import { fieldStatements, isObject, publicDirective, readKeys, securityDirectives } from '@reelhouse/authorization';
import {
  Kind,
  print,
  type ASTNode,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
} from 'graphql';
import { commonTypesPath } from '../read-subgraphs.ts';
import { problemAt, type Problem } from '../problem.ts';

const statements = '`@public`, `@authenticated` or `@requiresScopes(scopes: [["manager"]])`';

/**
 * Every statement of a subgraph on who may see something that stands where it must not, and every field that is not decided.
 *
 * @param document all of its SDL, as its authors wrote it.
 */
export function findUnsoundPermissions(document: DocumentNode): Problem[] {
  const problems: Problem[] = [];
  const report = (node: ASTNode, message: string): void => void problems.push(problemAt(node, message));
  const names = new Set([...securityDirectives(document).keys(), publicDirective]);
  const stated = (node: ASTNode) => directivesOf(node).filter(({ name }) => names.has(name.value));
  for (const definition of document.definitions) {
    const all = stated(definition);
    const own = all[0];
    if (own) {
      if (!isObject(definition))
        report(own, `@${own.name.value} stands at ${nameOf(definition)}: state it at the fields`);
      else if (isShared(definition)) report(own, sharedMessage(own));
      else if (definition.kind === Kind.OBJECT_TYPE_EXTENSION)
        report(
          own,
          `@${own.name.value} stands at what is added to ${nameOf(definition)}: state it at the added fields`,
        );
      contradiction(all, report);
    }
    if (isObject(definition)) continue;
    for (const field of fieldsOf(definition)) {
      const [first] = stated(field);
      if (first)
        report(first, `${nameOf(definition)}.${field.name.value} is of an interface: state it where it is implemented`);
    }
  }
  const keys = readKeys(document);
  for (const { node, definition, by } of fieldStatements(document)) {
    const type = definition.name.value;
    const coordinate = `${type}.${node.name.value}`;
    const all = stated(node);
    const [first] = all;
    if (first) {
      if (isShared(definition)) report(first, sharedMessage(first));
      else if (keys.isOfKey(type, node.name.value) || isExternal(node))
        report(first, `${coordinate} is a key, which is fetched to join: take @${first.name.value} away`);
      contradiction(all, report);
    }
    if (node.type.kind !== Kind.NON_NULL_TYPE || type === 'Subscription' || isInaccessible(node)) continue;
    const nullable = print(node.type.type);
    if (by === 'default')
      report(node, `nothing states who may see ${coordinate}: state ${statements}, or make it ${nullable}: for staff`);
    else if (first && first.name.value !== publicDirective)
      report(node, `${coordinate} is null for who may not see it: make it ${nullable}`);
  }
  return problems;
}

type Report = (node: ASTNode, message: string) => void;

function directivesOf(node: ASTNode): readonly ConstDirectiveNode[] {
  return 'directives' in node ? ((node.directives ?? []) as readonly ConstDirectiveNode[]) : [];
}

function contradiction(all: readonly ConstDirectiveNode[], report: Report): void {
  const open = all.find(({ name }) => name.value === publicDirective);
  const closed = all.find(({ name }) => name.value !== publicDirective);
  if (open && closed) report(open, `@${publicDirective} and @${closed.name.value} stand together: take one away`);
}

function sharedMessage({ name }: ConstDirectiveNode): string {
  return `@${name.value} stands at a type that subgraphs share: state it at the fields that lead to it`;
}

function isShared({ loc }: ASTNode): boolean {
  return loc?.source.name === commonTypesPath;
}

function nameOf(definition: DefinitionNode): string {
  return 'name' in definition && definition.name ? definition.name.value : 'the schema';
}

function fieldsOf(definition: DefinitionNode): readonly FieldDefinitionNode[] {
  const isInterface =
    definition.kind === Kind.INTERFACE_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_EXTENSION;
  return isInterface ? (definition.fields ?? []) : [];
}

function isExternal(node: FieldDefinitionNode): boolean {
  return has(node, 'external');
}

/** No client can ask for it, so it is never left out of an answer. */
function isInaccessible(node: FieldDefinitionNode): boolean {
  return has(node, 'inaccessible');
}

function has(node: FieldDefinitionNode, directive: string): boolean {
  return directivesOf(node).some(({ name }) => name.value === directive);
}
