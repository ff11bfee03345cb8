import { clientError } from '@reelhouse/errors';
import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';

/**
 * A scalar under our name whose input must be a string, and whose refusal is a coded error that says what was expected.
 *
 * @param expected completes "Expected …".
 * @param scalar does the parsing and serialising.
 */
export function refusingScalar(name: string, expected: string, scalar: GraphQLScalarType): GraphQLScalarType {
  const parse = (value: unknown, node?: ValueNode): unknown => {
    try {
      if (typeof value === 'string') return scalar.parseValue(value);
    } catch {
      // The library's message repeats the value; ours says what to send.
    }
    throw clientError('BAD_USER_INPUT', `Expected ${expected}.`, {}, node);
  };
  return new GraphQLScalarType({
    name,
    serialize: (value) => scalar.serialize(value),
    parseValue: (value) => parse(value),
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined, node),
  });
}
