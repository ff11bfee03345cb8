import { describe, expect, test } from 'vitest';
import { flag, httpUrl, port, postgresUrl, readConfig, StartupError } from './index.ts';

const shape = {
  PORT: port().default(4000),
  INTROSPECTION: flag().default(true),
  DATABASE_URL: postgresUrl().optional(),
  FILM_URL: httpUrl().optional(),
};

test('defaults fill in for what is not set or empty', () => {
  expect(readConfig(shape, { PORT: '', UNRELATED: 'x' })).toEqual({ PORT: 4000, INTROSPECTION: true });
});

test('values are parsed to their types', () => {
  expect(readConfig(shape, { PORT: '0', INTROSPECTION: 'false', DATABASE_URL: 'postgres://u@h/d' })).toEqual({
    PORT: 0,
    INTROSPECTION: false,
    DATABASE_URL: 'postgres://u@h/d',
  });
});

test('every problem is named at once, and no value is repeated', () => {
  const wrong = { PORT: '70000', INTROSPECTION: 'yes', DATABASE_URL: 'mysql://root:hunter2@h/d', FILM_URL: 'film' };
  const attempt = () => readConfig(shape, wrong);
  expect(attempt).toThrow(StartupError);
  expect(attempt).toThrow(
    [
      'PORT: expected a port number from 0 to 65535 (0: any free port)',
      'INTROSPECTION: expected true or false',
      'DATABASE_URL: expected a URL such as postgres://user:password@host:5432/database',
      'FILM_URL: expected a URL such as http://host:4001/graphql',
    ].join('\n'),
  );
});

describe('ports', () => {
  test.each(['-1', '65536', '80.5', '1e3', ' 80', 'http'])('%j is refused', (PORT) => {
    expect(() => readConfig({ PORT: port() }, { PORT })).toThrow('PORT: expected a port number');
  });
});
