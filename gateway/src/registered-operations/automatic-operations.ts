import { LRUCache } from 'lru-cache';

/** How many characters of texts are kept altogether, and the longest that is. */
const maxCharacters = 10_000_000;
const longestText = 100_000;

/** Stands before each key that Apollo Server asks for. */
const prefix = 'apq:';

/**
 * The texts that clients have sent with their hashes (APQ). Each gateway keeps its own: one that does not know a hash is sent
 * the text once. Bounded, because anybody who may send texts fills it.
 */
export class AutomaticOperations {
  readonly #texts = new LRUCache<string, string>({
    maxSize: maxCharacters,
    maxEntrySize: longestText,
    sizeCalculation: (text) => text.length,
  });

  /** The text of a hash; undefined if it is not kept. */
  known(hash: string): string | undefined {
    return this.#texts.get(`${prefix}${hash}`);
  }

  /** As Apollo Server asks for it. */
  async get(key: string): Promise<string | undefined> {
    return this.#texts.get(key);
  }

  /** Called by Apollo Server once the text is found to be valid and of this hash. */
  async set(key: string, text: string): Promise<void> {
    this.#texts.set(key, text);
  }

  async delete(key: string): Promise<boolean> {
    return this.#texts.delete(key);
  }
}
