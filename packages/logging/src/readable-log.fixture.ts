import { Writable } from 'node:stream';
import { createLogger } from './logger.ts';

/** A logger whose lines can be read. */
export function readableLog() {
  const lines: Record<string, unknown>[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  return { lines, log: createLogger({ name: 'test', level: 'debug', destination }) };
}
