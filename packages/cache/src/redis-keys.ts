import { createHash } from 'node:crypto';
import type { CacheEntry } from './cache.ts';

/**
 * The names of keys in Redis: `{<namespace>}:<version>:<server>:e:<hash>`. The braces put all of a namespace into one slot
 * of a cluster, because the scripts need an entry and its tags together.
 */
export class RedisKeys {
  readonly #prefix: string;

  /**
   * @param server what tells one start of a Redis server from every other: what it has read back from its disk, or what
   *   a replica has that took over, may lack invalidations, so it is not looked at.
   */
  constructor(namespace: string, version: string, server: string) {
    this.#prefix = `{${namespace}}:${version}:${server}`;
  }

  /** The tag that every entry has. */
  get everything(): string {
    return `${this.#prefix}:n`;
  }

  tag(tag: string): string {
    return `${this.#prefix}:t:${hash(tag)}`;
  }

  /** The keys that the scripts take for an entry. */
  ofEntry({ key, tags }: CacheEntry): readonly string[] {
    const name = hash(key);
    return [
      `${this.#prefix}:e:${name}`,
      `${this.#prefix}:l:${name}`,
      ...tags.map((tag) => this.tag(tag)),
      this.everything,
    ];
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 27);
}
