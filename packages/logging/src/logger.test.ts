import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';

function capture() {
  const lines: Record<string, unknown>[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  return { lines, log: createLogger({ name: 'test', destination }) };
}

test('a line is JSON that carries the fields of its logger', () => {
  const { lines, log } = capture();
  log.child({ requestId: 'r1' }).info({ operation: 'Films' }, 'request');
  expect(lines).toMatchObject([{ name: 'test', requestId: 'r1', operation: 'Films', msg: 'request' }]);
});

test('secrets and personal data are removed, at any of three depths', () => {
  const { lines, log } = capture();
  log.info({
    password: 'a',
    request: { variables: { id: 1 }, headers: { authorization: 'Bearer x' } },
    user: { email: 'e' },
  });
  const text = JSON.stringify(lines);
  for (const key of ['password', 'variables', 'authorization', 'email']) expect(text).not.toContain(key);
});
