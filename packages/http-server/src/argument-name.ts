import { Kind, visit, BREAK, type ASTNode, type DocumentNode, type GraphQLError } from 'graphql';

/**
 * Says in a validation error which argument has the value that is refused: `first`, or `filter.rentedFrom` for a field of
 * an input object. graphql-js says where it stands in the text, which is no help to a program, nor to a person who reads
 * the answer and not the operation. An error about anything else is left alone.
 */
export function nameArgument(error: GraphQLError, document: DocumentNode): void {
  const refused = error.nodes?.[0];
  const argument = refused && argumentOf(document, refused);
  if (argument === undefined) return;
  error.message = `Argument "${argument}": ${error.message}`;
  error.extensions['argument'] = argument;
}

function argumentOf(document: DocumentNode, refused: ASTNode): string | undefined {
  let argument: string | undefined;
  visit(document, {
    enter(node, _key, parent, _path, ancestors) {
      if (node !== refused) return undefined;
      const names = [...ancestors, parent].flatMap((ancestor) =>
        ancestor && 'kind' in ancestor && (ancestor.kind === Kind.ARGUMENT || ancestor.kind === Kind.OBJECT_FIELD)
          ? [ancestor.name.value]
          : [],
      );
      // A field's own name, or a directive's, is no value of an argument.
      if (names.length > 0) argument = names.join('.');
      return BREAK;
    },
  });
  return argument;
}
