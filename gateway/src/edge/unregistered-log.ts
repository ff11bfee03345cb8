import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Logger } from '@reelhouse/logging';

/** How many operations are remembered to have been logged. */
const maxLogged = 1000;

/** Logs the operations that are taken although no release has registered them: each once, not each request. */
export class UnregisteredLog {
  readonly #log: Logger;
  readonly #logged = new LRUCache<string, true>({ max: maxLogged });

  constructor(log: Logger) {
    this.#log = log;
  }

  /**
   * @param text is not logged, as it may hold what a person has typed: whoever looks for it finds it by its hash.
   */
  add(text: string, operationName: string | undefined, listener: string): void {
    const operationId = createHash('sha256').update(text).digest('hex');
    if (this.#logged.has(operationId)) return;
    this.#logged.set(operationId, true);
    this.#log.warn({ operationId, operationName, listener }, 'an operation is not registered');
  }
}
