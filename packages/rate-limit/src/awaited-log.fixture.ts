import { Writable } from 'node:stream';
import { createLogger, type Logger } from '@reelhouse/logging';

/** A log whose lines can be waited for. */
export interface AwaitedLog {
  readonly log: Logger;
  /** The messages, in order. */
  readonly told: readonly string[];
  /** Resolves once a message has come that was not waited for before. */
  next(): Promise<string>;
}

export function awaitedLog(): AwaitedLog {
  const told: string[] = [];
  const waiting: (() => void)[] = [];
  let read = 0;
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      told.push((JSON.parse(chunk.toString()) as { msg: string }).msg);
      for (const wake of waiting.splice(0)) wake();
      done();
    },
  });
  return {
    log: createLogger({ name: 'test', destination }),
    told,
    async next() {
      while (read >= told.length) await new Promise<void>((resolve) => waiting.push(resolve));
      return told[read++] ?? '';
    },
  };
}
