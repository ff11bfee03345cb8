import { expect, test } from 'vitest';
import { settingDifferences } from './setting-differences.ts';

test.each<[object, object, string[]]>([
  [{}, {}, []],
  [{ port: 1, cors: { origins: ['*'] } }, { cors: { origins: ['*'] }, port: 1 }, []],
  [{ port: 1 }, { port: 2 }, ['port']],
  [{ port: 1 }, { host: 'a' }, ['port', 'host']],
  [{ cors: undefined }, {}, []],
  [{ cors: { origins: ['*'] } }, {}, ['cors']],
  [{ cors: { origins: ['*'] } }, { cors: { origins: [] } }, ['cors.origins']],
  [{ a: { b: { c: 1, d: 1 }, e: 1 } }, { a: { b: { c: 2, d: 1 }, e: [] } }, ['a.b.c', 'a.e']],
  [{ a: { b: null } }, { a: { b: {} } }, ['a.b']],
])('%j and %j differ in %j', (one, other, names) => {
  expect(settingDifferences(one, other)).toEqual(names);
});
