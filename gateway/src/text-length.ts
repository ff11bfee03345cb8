import type { DocumentNode } from 'graphql';

/** What is kept of an operation at least, in characters: its plan, and what was compiled of it. */
const leastLength = 2000;

/** How many characters of texts the operations that are kept may have together. */
export const maxTextLength = 32 * 1024 * 1024;

/** How much a document counts of what may be kept: it holds its text, which anybody may have made long. */
export function textLength({ loc }: DocumentNode): number {
  return leastLength + (loc?.source.body.length ?? 0);
}
