import { Refusal } from '@reelhouse/http-server';
import { describe, expect, test } from 'vitest';
import { OperationRegistry } from './operation-registry.ts';
import type { RegistrationLevel } from './registration-level.ts';
import { requestedOperation } from './registered-requests.ts';
import { idOf, release } from './releases.fixture.ts';

const films = 'query Films { films { title } }';
const rentals = 'query Rentals { rentals { id } }';
const other = 'query Other { films { id } }';
const registry = new OperationRegistry([release('mobile', '1.0.0', films), release('web', '1.0.0', rentals)]);
const none = new OperationRegistry([]);

const hash = (sha256Hash: unknown, more: object = {}) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash }, ...more },
});

interface Setting {
  readonly level: RegistrationLevel;
  readonly automatic?: boolean;
  readonly clients?: readonly string[];
  readonly from?: OperationRegistry;
}

function outcome(parameters: Readonly<Record<string, unknown>>, setting: Setting) {
  const { level, automatic = false, clients, from = registry } = setting;
  try {
    const found = requestedOperation(parameters, { registry: from, policy: { level, clients }, automatic });
    return found.kind === 'registered' ? `registered ${found.entry.operation.name}` : found.kind;
  } catch (error) {
    if (error instanceof Refusal) return `${error.status} ${error.code}`;
    throw error;
  }
}

const levels: readonly RegistrationLevel[] = ['off', 'log', 'safelist', 'require-id'];
const [free, bound] = [levels.slice(0, 2), levels.slice(2)];

describe.each(levels)('at the level %s', (level) => {
  test.each([
    ['documentId', { documentId: idOf(films) }],
    ['documentId with the name of its hash', { documentId: `sha256:${idOf(films)}` }],
    ['persistedQuery', hash(idOf(films))],
    ['both, the same', { documentId: idOf(films), ...hash(idOf(films)) }],
    ['an empty text beside it, as the protocol of WebSockets wants one', { query: '', ...hash(idOf(films)) }],
    ['a null beside it', { query: null, documentId: idOf(films) }],
  ])('an operation is found by its id: %s', (_, parameters) => {
    for (const automatic of [false, true]) expect(outcome(parameters, { level, automatic })).toBe('registered Films');
  });

  test('an operation of another client than those that count is not in the list', () => {
    const clients = ['mobile'];
    expect(outcome({ documentId: idOf(films) }, { level, clients })).toBe('registered Films');
    expect(outcome({ documentId: idOf(rentals) }, { level, clients })).toBe('404 PERSISTED_QUERY_NOT_IN_LIST');
    expect(outcome({ documentId: idOf(rentals) }, { level, clients: ['mobile', 'web'] })).toBe('registered Rentals');
    expect(outcome({ documentId: idOf(rentals) }, { level, clients: [] })).toBe('404 PERSISTED_QUERY_NOT_IN_LIST');
  });

  test('documentId is never of APQ', () => {
    const setting: Setting = { level, automatic: true };
    expect(outcome({ documentId: idOf(other) }, setting)).toBe('404 PERSISTED_QUERY_NOT_IN_LIST');
    expect(outcome({ documentId: idOf(other), query: other }, setting)).toBe('400 CANNOT_SEND_PQ_ID_AND_BODY');
  });

  test.each<[string, Record<string, unknown>]>([
    ['a number', { documentId: 5 }],
    ['an empty text', { documentId: '' }],
    ['too long a text', { documentId: 'x'.repeat(257) }],
    ['an object as a hash', hash({ $ne: 1 })],
    ['two that differ', { documentId: idOf(films), ...hash(idOf(rentals)) }],
  ])('an id that cannot be read is refused: %s', (_, parameters) => {
    expect(outcome(parameters, { level })).toBe('400 BAD_REQUEST');
  });

  test.each<[string, Record<string, unknown>]>([
    ['nothing', {}],
    ['a text that is none', { query: 5 }],
    ['extensions that are none', { extensions: 'x' }],
    ['a persistedQuery that is none', { extensions: { persistedQuery: true } }],
  ])('what names no operation is left to Apollo Server, or refused: %s', (_, parameters) => {
    expect(outcome(parameters, { level })).toBe(
      level === 'require-id' ? '400 PERSISTED_QUERY_ID_REQUIRED' : 'malformed',
    );
  });
});

describe.each(free)('who may send any text, at the level %s', (level) => {
  test('sends one, registered or not', () => {
    expect(outcome({ query: other }, { level })).toBe('text');
    expect(outcome({ query: films }, { level })).toBe('text');
  });

  test('may have it kept under its hash, if texts are kept', () => {
    expect(outcome({ query: other, ...hash(idOf(other)) }, { level, automatic: true })).toBe('text');
    expect(outcome({ query: films, ...hash(idOf(films)) }, { level, automatic: true })).toBe('text');
    expect(outcome(hash(idOf(other)), { level, automatic: true })).toBe('kept');
  });

  test('cannot, if none are kept', () => {
    expect(outcome({ query: other, ...hash(idOf(other)) }, { level })).toBe('400 CANNOT_SEND_PQ_ID_AND_BODY');
    expect(outcome(hash(idOf(other)), { level })).toBe('404 PERSISTED_QUERY_NOT_IN_LIST');
  });

  test('is told by Apollo Server that none are kept, if none are registered either', () => {
    expect(outcome({ query: other, ...hash(idOf(other)) }, { level, from: none })).toBe('text');
    expect(outcome(hash(idOf(other)), { level, from: none })).toBe('malformed');
  });
});

describe.each(bound)('who is bound to what is registered, at the level %s', (level) => {
  test('has nothing kept under its hash, whatever is set', () => {
    for (const automatic of [false, true]) {
      expect(outcome(hash(idOf(other)), { level, automatic })).toBe('404 PERSISTED_QUERY_NOT_IN_LIST');
      expect(outcome({ query: other, ...hash(idOf(other)) }, { level, automatic })).toBe(
        '400 CANNOT_SEND_PQ_ID_AND_BODY',
      );
      expect(outcome({ query: films, ...hash(idOf(films)) }, { level, automatic })).toBe(
        '400 CANNOT_SEND_PQ_ID_AND_BODY',
      );
      expect(outcome(hash(idOf(other)), { level, automatic, from: none })).toBe('404 PERSISTED_QUERY_NOT_IN_LIST');
    }
  });

  test('sends texts only where ids are not required', () => {
    expect(outcome({ query: films }, { level })).toBe(
      level === 'require-id' ? '400 PERSISTED_QUERY_ID_REQUIRED' : 'text',
    );
  });
});

test('Apollo Server is given the text of a registered operation, and nothing of the id', () => {
  const sent = { ...hash(idOf(films), { trace: 1 }), variables: { a: 1 }, operationName: 'Films', more: true };
  const found = requestedOperation(sent, { registry, policy: { level: 'require-id' }, automatic: true });
  expect(found).toMatchObject({ kind: 'registered' });
  expect(found.parameters).toEqual({
    query: films,
    variables: { a: 1 },
    operationName: 'Films',
    extensions: { trace: 1 },
  });
});

test('a refusal says what to do', () => {
  const attempt = () =>
    requestedOperation({ query: films }, { registry, policy: { level: 'require-id' }, automatic: false });
  expect(attempt).toThrow(/by their ids.* Send the id of a registered operation as `documentId`/);
});
