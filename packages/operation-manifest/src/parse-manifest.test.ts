import { StartupError } from '@reelhouse/config';
import { describe, expect, test } from 'vitest';
import { operationId, parseManifest, type RegisteredOperation } from './index.ts';

const file = 'mobile/1.0.0.json';
const film = registered('Film', 'query', 'query Film { film(id: 1) { ...Title } } fragment Title on Film { title }');
const signOut = registered('SignOut', 'mutation', 'mutation SignOut { signOut { userErrors { code } } }');

function registered(name: string, type: RegisteredOperation['type'], body: string): RegisteredOperation {
  return { id: operationId(body), name, type, body };
}

function manifest(operations: unknown, more: object = {}): string {
  return JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations, ...more });
}

/** The lines of the refusal, without the name of the file. */
function refusal(text: string): string[] {
  try {
    parseManifest(text, file);
  } catch (error) {
    expect(error).toBeInstanceOf(StartupError);
    return (error as StartupError).message.split('\n').map((line) => {
      expect(line.startsWith(`${file}: `)).toBe(true);
      return line.slice(file.length + 2);
    });
  }
  return [];
}

test('a manifest is read as it is', () => {
  expect(parseManifest(manifest([film, signOut]), file)).toEqual({
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [film, signOut],
  });
});

test('what other tools add is left out', () => {
  const { operations } = parseManifest(manifest([{ ...film, clientName: 'mobile' }], { signedBy: 'x' }), file);
  expect(operations).toEqual([film]);
});

const id = 'expected the SHA-256 of the body, as 64 hexadecimal digits in lower case';
const name = 'expected the name of the operation, of at most 128 letters, digits and _';
const body = 'expected the text of the operation, of 1 to 65536 characters';
const list = 'expected a list of 1 to 5000 operations';
const one = 'operations.0.body: expected one operation, and the fragments that it uses';

describe('a mistake is one line that says where it is and what is expected', () => {
  test.each<[string, string, unknown[]]>([
    ['nothing', '', ['expected JSON']],
    ['no JSON', '{"format": ', ['expected JSON']],
    ['a list', '[]', ['expected a manifest: { "format", "version", "operations" }']],
    ['null', 'null', ['expected a manifest: { "format", "version", "operations" }']],
    [
      'an object of something else',
      '{}',
      ['format: expected "apollo-persisted-query-manifest"', 'version: expected 1', `operations: ${list}`],
    ],
    [
      'another format',
      manifest([film], { format: 'relay', version: 2 }),
      ['format: expected "apollo-persisted-query-manifest"', 'version: expected 1'],
    ],
    ['no operations', manifest([]), [`operations: ${list}`]],
    ['operations by their ids', manifest({ [film.id]: film.body }), [`operations: ${list}`]],
    ['too many operations', manifest(Array.from({ length: 5001 }, () => film)), [`operations: ${list}`]],
    [
      'a text as an operation',
      manifest([film, film.body]),
      ['operations.1: expected an operation: { "id", "name", "type", "body" }'],
    ],
    [
      'an operation without anything',
      manifest([{}]),
      [
        `operations.0.id: ${id}`,
        `operations.0.name: ${name}`,
        'operations.0.type: expected query, mutation or subscription',
        `operations.0.body: ${body}`,
      ],
    ],
    ['an id in upper case', manifest([{ ...film, id: film.id.toUpperCase() }]), [`operations.0.id: ${id}`]],
    ['an id that is too short', manifest([{ ...film, id: film.id.slice(1) }]), [`operations.0.id: ${id}`]],
    ['an id that is a number', manifest([{ ...film, id: 1 }]), [`operations.0.id: ${id}`]],
    [
      'the id of another text',
      manifest([{ ...film, id: signOut.id }]),
      [`operations.0.id: expected the SHA-256 of the body, ${film.id}`],
    ],
    ['no name', manifest([{ ...film, name: '' }]), [`operations.0.name: ${name}`]],
    ['a name that is none', manifest([{ ...film, name: 'Film Page' }]), [`operations.0.name: ${name}`]],
    ['a name that is too long', manifest([{ ...film, name: 'F'.repeat(129) }]), [`operations.0.name: ${name}`]],
    ['another name', manifest([{ ...film, name: 'Films' }]), ['operations.0.name: expected "Film" as the body has it']],
    [
      'an operation without a name',
      manifest([registered('Film', 'query', '{ films { totalCount } }')]),
      ['operations.0.name: expected none as the body has it'],
    ],
    [
      'an unknown type',
      manifest([{ ...film, type: 'Query' }]),
      ['operations.0.type: expected query, mutation or subscription'],
    ],
    [
      'another type',
      manifest([{ ...signOut, type: 'query' }]),
      ['operations.0.type: expected mutation as the body has it'],
    ],
    ['an empty body', manifest([{ ...film, body: '' }]), [`operations.0.body: ${body}`]],
    ['a body that is too long', manifest([{ ...film, body: ' '.repeat(65_537) }]), [`operations.0.body: ${body}`]],
    [
      'a body that is no GraphQL',
      manifest([registered('Film', 'query', 'query Film {\n')]),
      ['operations.0.body: expected an operation: Syntax Error: Expected Name, found <EOF>.'],
    ],
    [
      'a body that is nested as deep as can be',
      manifest([registered('Film', 'query', '{a'.repeat(32_000))]),
      [expect.stringMatching(/^operations\.0\.body: expected an operation: /)],
    ],
    ['a body of two operations', manifest([registered('Film', 'query', 'query Film { a } query Films { b }')]), [one]],
    ['a body of fragments', manifest([registered('Film', 'query', 'fragment Title on Film { title }')]), [one]],
    ['a body of a schema', manifest([registered('Film', 'query', 'query Film { a } type Film { a: Int }')]), [one]],
    [
      'the same operation twice',
      manifest([film, signOut, film]),
      ['operations.2.id: expected another than operations.0', 'operations.2.name: expected another than operations.0'],
    ],
    [
      'a name twice',
      manifest([film, registered('Film', 'query', 'query Film { film(id: 2) { title } }')]),
      ['operations.1.name: expected another than operations.0'],
    ],
  ])('%s', (_, text, lines) => {
    expect(refusal(text)).toEqual(lines);
  });

  test('a manifest that is too large', () => {
    expect(refusal(manifest([film], { padding: ' '.repeat(8 * 1024 * 1024) }))).toEqual([
      'expected at most 8388608 bytes',
    ]);
  });

  test('all of them together', () => {
    expect(refusal(manifest([{ ...film, name: 'A', type: 'mutation', id: signOut.id }, signOut]))).toEqual([
      'operations.1.id: expected another than operations.0',
      `operations.0.id: expected the SHA-256 of the body, ${film.id}`,
      'operations.0.name: expected "Film" as the body has it',
      'operations.0.type: expected query as the body has it',
    ]);
  });
});
