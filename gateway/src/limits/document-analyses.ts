import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { analyseDocument, type DocumentAnalysis } from './analyse-document.ts';

export type { DocumentAnalysis };

/** Settings of {@link DocumentAnalyses}. */
export interface DocumentAnalysesOptions {
  /** How many analyses are kept; 2000 by default. */
  readonly maxDocuments?: number;
  /** How much memory those that are kept may take, about; 64 MB by default. */
  readonly maxBytes?: number;
}

/** What a kept analysis takes beside its document: a hash, and the entry of the cache. */
const entryBytes = 500;
/** What the nodes of a parsed document take for each token of its text. */
const tokenBytes = 200;

/** Analyses texts of documents, and keeps the analyses used last: clients repeat themselves. */
export class DocumentAnalyses {
  readonly #kept: LRUCache<string, DocumentAnalysis>;

  constructor({ maxDocuments = 2000, maxBytes = 64 * 1024 * 1024 }: DocumentAnalysesOptions = {}) {
    this.#kept = new LRUCache({ max: maxDocuments, maxSize: maxBytes });
  }

  /** How many analyses are kept. */
  get size(): number {
    return this.#kept.size;
  }

  /**
   * What is known of a text.
   *
   * @param maxTokens no more are read.
   */
  of(text: string, maxTokens: number): DocumentAnalysis {
    const key = createHash('sha256').update(text).digest('base64');
    const kept = this.#kept.get(key);
    // One that was too long may be read now, if the limit has changed.
    if (kept && (kept.kind !== 'too-long' || kept.tokens > maxTokens)) return kept;
    const analysis = analyseDocument(text, maxTokens);
    this.#kept.set(key, analysis, { size: bytesOf(text, analysis) });
    return analysis;
  }
}

/** Names in a document keep its text alive. */
function bytesOf(text: string, { kind, tokens }: DocumentAnalysis): number {
  return kind === 'parsed' ? entryBytes + 2 * text.length + tokens * tokenBytes : entryBytes;
}
