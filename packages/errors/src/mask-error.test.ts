import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { badUserInput, maskError } from './index.ts';

const masked = { message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR' } };

test('an error of the catalogue keeps its message and public extensions only', () => {
  const thrown = badUserInput('first', 'must be from 0 to 100');
  const formatted = { ...thrown.toJSON(), extensions: { ...thrown.extensions, stacktrace: ['at secret.ts:1'] } };
  expect(maskError(formatted, thrown)).toEqual({
    message: 'Argument "first" must be from 0 to 100.',
    extensions: { code: 'BAD_USER_INPUT', argument: 'first' },
  });
});

test.each([
  ['an unknown code', new GraphQLError('relation "film" does not exist', { extensions: { code: '42P01' } })],
  ['no code', new GraphQLError('connect ECONNREFUSED 10.0.0.1:5432')],
  ['an inherited property name as its code', new GraphQLError('x', { extensions: { code: 'toString' } })],
  [
    'a foreign error inside',
    new GraphQLError('x', { originalError: new TypeError('x'), extensions: { code: 'BAD_USER_INPUT' } }),
  ],
])('an error with %s is masked', (_, thrown) => {
  expect(maskError(thrown.toJSON(), thrown)).toEqual(masked);
});

test('a masked error keeps its place in the response and its request id', () => {
  const formatted = { message: 'boom', path: ['films', 0], extensions: { requestId: 'r1', sql: 'select' } };
  expect(maskError(formatted)).toEqual({
    ...masked,
    path: ['films', 0],
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'r1' },
  });
});
