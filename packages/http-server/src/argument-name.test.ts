import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { nameArgument } from './argument-name.ts';

const schema = buildSchema(`
  type Query { films(first: Int, filter: Filter): Int }
  input Filter { ids: [ID!], minLength: Int, inner: Filter }
`);

function firstError(operation: string) {
  const document = parse(operation);
  const [error] = validate(schema, document);
  if (!error) throw new Error('it is valid');
  const before = error.message;
  nameArgument(error, document);
  return { argument: error.extensions['argument'], added: error.message.slice(0, -before.length) };
}

test.each([
  ['{ films(first: "three") }', 'first'],
  ['{ films(filter: { minLength: 1.5 }) }', 'filter.minLength'],
  ['{ films(filter: { inner: { ids: [1, {}] } }) }', 'filter.inner.ids'],
  ['{ films(filter: 1) }', 'filter'],
])('%s', (operation, argument) => {
  expect(firstError(operation)).toEqual({ argument, added: `Argument "${argument}": ` });
});

test('an error about anything else is left alone', () => {
  expect(firstError('{ film }')).toEqual({ argument: undefined, added: '' });
});
