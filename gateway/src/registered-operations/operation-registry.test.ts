import { normalizedBody } from '@reelhouse/operation-manifest';
import { expect, test } from 'vitest';
import { OperationRegistry } from './operation-registry.ts';
import { idOf, release } from './releases.fixture.ts';

const films = 'query Films { ...A ...B } fragment A on Query { films { title } } fragment B on Query { films { id } }';
const rentals = 'query Rentals { rentals { id } }';
const registry = new OperationRegistry([
  release('mobile', '1.0.0', films),
  release('mobile', '1.1.0', films, rentals),
  release('web', '1.0.0', rentals),
]);

test('operations of all releases are known, each once, with where they are from', () => {
  expect(registry.size).toBe(2);
  expect([...registry.entries()].map(({ releases }) => releases)).toEqual([
    ['mobile 1.0.0', 'mobile 1.1.0'],
    ['mobile 1.1.0', 'web 1.0.0'],
  ]);
  expect(registry.byId(idOf(films), undefined)?.operation.name).toBe('Films');
  expect(registry.byId(idOf(films), ['web'])).toBeUndefined();
  expect(registry.byId(idOf(rentals), ['web'])?.operation.name).toBe('Rentals');
  expect(registry.byId('constructor', undefined)).toBeUndefined();
});

test('a text to the letter is an operation, with its id', () => {
  expect(registry.byText(films, ['mobile'])?.operation.id).toBe(idOf(films));
  expect(registry.byText(`${films} `, ['mobile'])).toBeUndefined();
  expect(registry.byText(films, ['web'])).toBeUndefined();
});

test.each([
  ['the same', films, true],
  [
    'in another order and form',
    '# x\nfragment, B on Query,{films{id}} query Films { ...A, ...B } fragment A on Query { films { title } }',
    true,
  ],
  ['with fields in another order', films.replace('...A ...B', '...B ...A'), false],
  ['with a field more', films.replace('{ id }', '{ id title }'), false],
  ['with another name', films.replace('Films', 'Movies'), false],
])('a text is safe if it differs in what means nothing: %s', (_, text, expected) => {
  expect(registry.hasBody(normalizedBody(text), undefined)).toBe(expected);
  expect(registry.hasBody(normalizedBody(text), ['web'])).toBe(false);
});
