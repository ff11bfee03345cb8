import { GraphQLError, GraphQLScalarType } from 'graphql';

const decimalText = /^-?\d{1,15}(\.\d{1,6})?$/;

function checked(value: unknown): string {
  if (typeof value === 'string' && decimalText.test(value)) return value;
  throw new GraphQLError('not a decimal number');
}

/** A decimal number as text, because JSON numbers are floats for most clients and money is not. */
export const decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  serialize: checked,
  parseValue: checked,
});
