import { GraphQLError, type ASTNode } from 'graphql';
import type { ErrorCode } from './error-catalogue.ts';

/**
 * An error whose message is meant for the client.
 *
 * @param code from the catalogue.
 * @param message what is wrong and what to do, without any internal name.
 * @param extensions further facts for the client, beside the code.
 * @param node the part of the operation that is meant, if it is one.
 */
export function clientError(
  code: ErrorCode,
  message: string,
  extensions: Readonly<Record<string, unknown>> = {},
  node?: ASTNode,
): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extensions, code }, nodes: node });
}

/**
 * The refusal of an argument's value.
 *
 * @param argument the argument's name as the client wrote it; a field of an input object as `filter.releaseYear`.
 * @param expected what the value must be: "must be from 0 to 100".
 */
export function badUserInput(argument: string, expected: string): GraphQLError {
  return clientError('BAD_USER_INPUT', `Argument "${argument}" ${expected}.`, { argument });
}
