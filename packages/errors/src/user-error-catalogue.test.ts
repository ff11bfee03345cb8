import { readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { userErrorCatalogue } from './user-error-catalogue.ts';

test('schema/shared.graphql has the codes of the catalogue, with their words, and no other', () => {
  const sdl = readFileSync(new URL('../../../schema/shared.graphql', import.meta.url), 'utf8');
  const codes = parse(sdl).definitions.find(
    (definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'UserErrorCode',
  );
  if (codes?.kind !== Kind.ENUM_TYPE_DEFINITION) throw new Error('the enum is missing');
  expect(codes.values?.map(({ name, description }) => [name.value, description?.value])).toEqual(
    Object.entries(userErrorCatalogue),
  );
});
