import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** How much memory documents may take together, about. */
const maxBytes = 64 * 1024 * 1024;

/** What a token takes of a document, with the node that it is of. */
const tokenBytes = 300;

/**
 * The documents that Apollo Server found to be valid, so that it need not parse and validate them again: those used last. Its own
 * store counts what a document would be as JSON; a document also holds its text, however much of that is white space, and anybody may
 * send one.
 */
export class ValidDocuments {
  readonly #documents = new LRUCache<string, DocumentNode>({ maxSize: maxBytes, sizeCalculation: bytesOf });

  /** About how many bytes they take together. */
  get size(): number {
    return this.#documents.calculatedSize;
  }

  async get(key: string): Promise<DocumentNode | undefined> {
    return this.#documents.get(key);
  }

  async set(key: string, document: DocumentNode): Promise<void> {
    this.#documents.set(key, document);
  }

  async delete(key: string): Promise<boolean> {
    return this.#documents.delete(key);
  }
}

function bytesOf({ loc }: DocumentNode): number {
  if (!loc) return maxBytes;
  let tokens = 0;
  for (let token = loc.startToken.next; token; token = token.next) tokens += 1;
  return 2 * loc.source.body.length + tokens * tokenBytes;
}
