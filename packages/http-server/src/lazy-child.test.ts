import { Writable } from 'node:stream';
import { createLogger } from '@reelhouse/logging';
import { expect, test } from 'vitest';
import { lazyChild } from './lazy-child.ts';

function parent() {
  const lines: Record<string, unknown>[] = [];
  const children: unknown[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  const log = createLogger({ name: 'test', destination });
  log.onChild = (child) => void children.push(child);
  return { log, lines, children };
}

test('it is made when it is first used, and once', () => {
  const { log, lines, children } = parent();
  const child = lazyChild(log, { requestId: 'r1' });
  expect(children).toHaveLength(0);
  child.info({ password: 'secret' }, 'one');
  child.warn('two');
  expect(children).toHaveLength(1);
  expect(lines).toMatchObject([
    { requestId: 'r1', msg: 'one', level: 30 },
    { requestId: 'r1', msg: 'two', level: 40 },
  ]);
  expect(lines[0]).not.toHaveProperty('password');
});

test('it has children, and a level that is not that of its parent', () => {
  const { log, lines } = parent();
  const child = lazyChild(log, { requestId: 'r1' });
  child.level = 'debug';
  child.child({ job: 'j1' }).debug('of both');
  log.debug('of the parent');
  expect(lines).toMatchObject([{ requestId: 'r1', job: 'j1', msg: 'of both' }]);
  expect(log.level).toBe('info');
});
