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

const unavailable = {
  message: 'This part of the graph is not available at the moment.',
  extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
};

const withCode = (code: unknown) => Object.assign(new Error('connect to 10.0.0.1:5432 for select 1'), { code });

test.each([
  'ECONNREFUSED',
  'ECONNRESET',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  '53300',
  '57P01',
  '57P03',
])('%s says that something is not available', (code) => {
  const originalError = withCode(code);
  const thrown = new GraphQLError(originalError.message, { originalError });
  expect(maskError(thrown.toJSON(), thrown)).toEqual(unavailable);
  // As Apollo Server wraps what it finds.
  const wrapped = new GraphQLError(thrown.message, { originalError: thrown, extensions: { requestId: 'r1' } });
  expect(maskError(wrapped.toJSON(), wrapped)).toEqual({
    ...unavailable,
    extensions: { ...unavailable.extensions, requestId: 'r1' },
  });
});

test.each(['42P01', '23505', '28P01', '3D000', '57014', 'UNDEFINED_VALUE', 'ENOENT', 57, undefined])(
  '%s is a mistake of ours',
  (code) => {
    const originalError = withCode(code);
    const thrown = new GraphQLError(originalError.message, { originalError });
    expect(maskError(thrown.toJSON(), thrown)).toEqual(masked);
  },
);

test('a code of the network that an error of GraphQL has is none', () => {
  const thrown = new GraphQLError('x', { extensions: { code: 'ECONNREFUSED' } });
  expect(maskError(thrown.toJSON(), thrown)).toEqual(masked);
});
