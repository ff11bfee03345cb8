import { NoDeprecatedCustomRule, parse, validate, type GraphQLSchema } from 'graphql';
import type { RegisteredOperation } from './operation-manifest.ts';

type Body = Pick<RegisteredOperation, 'body'>;

/**
 * Why an operation cannot be executed on a schema, a sentence each; nothing if it can.
 *
 * @param operation of a manifest, so that its text is one of GraphQL.
 */
export function operationBreaks(schema: GraphQLSchema, { body }: Body): string[] {
  return validate(schema, parse(body)).map(({ message }) => message);
}

/**
 * What of a schema an operation uses though it is deprecated, a sentence each.
 *
 * @param operation that can be executed on the schema.
 */
export function deprecatedUses(schema: GraphQLSchema, { body }: Body): string[] {
  const uses = validate(schema, parse(body), [NoDeprecatedCustomRule]).map(({ message }) => message);
  return [...new Set(uses)];
}
