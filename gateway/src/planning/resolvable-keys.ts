import { Kind, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import { withTypes } from './supergraph-document.ts';

/**
 * Puts the keys by which a subgraph resolves an entity before those by which it only refers to it. To come back to a
 * subgraph with what a field requires, the planner takes the first key that it finds, resolvable or not; the order of keys
 * means nothing else.
 */
export function resolvableKeysFirst(document: DocumentNode): DocumentNode {
  return withTypes(document, (type) => {
    const { directives = [] } = type;
    const isReference = directives.map(refersOnly);
    if (isReference.lastIndexOf(false) < isReference.indexOf(true) || !isReference.includes(true)) return type;
    const resolvable = directives.filter((_, index) => !isReference[index]);
    return { ...type, directives: [...resolvable, ...directives.filter((_, index) => isReference[index])] };
  });
}

function refersOnly({ name, arguments: given = [] }: ConstDirectiveNode): boolean {
  return (
    name.value === 'join__type' &&
    given.some(({ name, value }) => name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value)
  );
}
