/** How large an operation may be, whoever sends it. What is more is refused before it is validated. */
export interface OperationLimits {
  /** Lexical tokens of the text. */
  readonly maxTokens: number;
  /** Fields in fields, fragments written out. */
  readonly maxDepth: number;
  /** Aliases, fragments written out; and how often one response name may stand in a selection set, so that it is merged. */
  readonly maxAliases: number;
  /** Directives, fragments written out. */
  readonly maxDirectives: number;
  /** Fields of the operation's root type, fragments written out. */
  readonly maxRootFields: number;
  /** Fields altogether, fragments written out. */
  readonly maxFields: number;
  /** What it may cost at most: see `OperationCost`. */
  readonly maxCost: number;
}

/**
 * What applications, explorers and code generators ask for passes; what passes is validated within milliseconds, however it is
 * made.
 */
export const defaultOperationLimits: OperationLimits = {
  maxTokens: 4000,
  maxDepth: 20,
  maxAliases: 50,
  maxDirectives: 100,
  maxRootFields: 20,
  maxFields: 1000,
  maxCost: 10_000,
};
