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
